using Custos.Policy.Expressions;
using Custos.Policy.Functions;
using Custos.Policy.Patterns;
using Custos.Policy.Syntax;
using Custos.Policy.Types;
using Custos.Policy.Values;
using Custos.Text;

namespace Custos.Policy.Checking;

/// <summary>Which of a function's overloads do the arguments' types leave?</summary>
internal sealed class CallChecker(ExpressionEnvironment environment, Substitution types, bool isStrict, Func<int, string, string, Node.Failing> report)
{
    // More ways to call a function than these only tire the reader.
    private const int ShownOverloads = 6;

    // Each takes a few milliseconds to build.
    private const int MaxPatterns = 200;

    private readonly HashSet<string> _patterns = new(StringComparer.Ordinal);

    /// <summary>The full name of a function; null when there is none.</summary>
    public string? Find(string function, bool isRooted) => environment.Candidates(function, isRooted).FirstOrDefault(candidate => environment.SignaturesOf(candidate).Count > 0);

    /// <summary>What to say of a function that does not exist; null for one that does.</summary>
    public Node? Missing(Expr.Call call, string function)
    {
        if (environment.SignaturesOf(function).Count > 0) return null;
        var nearest = NearestName.Of(function, environment.FunctionNames);
        var isNear = NearestName.Distance(function, nearest) <= Math.Max(1, function.Length / 3);
        var isVariable = environment.NumberOf(function) >= 0;
        return report(
            call.Offset,
            isVariable ? $"\"{NearestName.Shown(function)}\" is a variable and cannot be called." : $"There is no function \"{NearestName.Shown(function)}\".",
            isVariable ? "Leave out the brackets." : isNear ? $"Did you mean \"{nearest}\"?" : "Use one of the functions that this place offers.");
    }

    public Node Check(Expr.Call call, string function, bool isMember, IReadOnlyList<Node> arguments)
    {
        var all = environment.SignaturesOf(function);
        var possible = all.Where(overload => overload.IsMember == isMember && overload.Parameters.Count == arguments.Count).ToList();
        var given = arguments.Select(argument => argument.Type).ToList();
        var left = new List<Signature>();
        CelType? result = null;
        foreach (var overload in possible)
        {
            var renamed = new Dictionary<string, CelType>(StringComparer.Ordinal);
            if (!types.TryAssign(given, [.. overload.Parameters.Select(parameter => types.Instantiate(parameter, renamed))])) continue;
            left.Add(overload);
            var type = types.Resolve(types.Instantiate(overload.Result, renamed));
            result = result is null || result.Equals(type) ? type : CelType.Dyn;
        }

        if (left.Count == 0)
        {
            if (isStrict) return NoOverload(call, function, isMember, all, given);
            return possible.Count == 0 ? new Node.Failing(call.Offset, Failure.NoSuchOverload) : new Node.Call(call.Offset, CelType.Dyn, function, possible, arguments);
        }

        var wrong = TooManyPatterns(function, arguments) ?? (isStrict ? WrongLiteral(function, arguments) : null);
        return wrong is null ? new Node.Call(call.Offset, result!, function, left, arguments) : wrong;
    }

    private Node.Failing NoOverload(Expr.Call call, string function, bool isMember, IReadOnlyList<Signature> all, List<CelType> given)
    {
        var shown = Operators.Shown(function);
        var concluded = given.Select(types.Conclude).ToList();
        if (all.All(overload => overload.IsMember != isMember))
        {
            return isMember
                ? report(call.Offset, $"\"{shown}\" is not called on a value.", $"Write {shown}(…) with everything between the brackets.")
                : report(call.Offset, $"\"{shown}\" is called on a value.", $"Write value.{shown}(…).");
        }

        var isOperator = shown != function && !function.StartsWith("math.", StringComparison.Ordinal);
        var problem = isOperator && concluded.Count == 2 ? $"\"{shown}\" does not go with {concluded[0]} and {concluded[1]}."
            : isOperator ? $"\"{shown}\" does not go with {concluded[0]}."
            : isMember ? $"\"{shown}\" on {concluded[0]} does not take ({string.Join(", ", concluded.Skip(1))})."
            : $"\"{shown}\" does not take ({string.Join(", ", concluded)}).";
        return report(call.Offset, problem, Remedy(function, isMember, all, concluded));
    }

    private static string Remedy(string function, bool isMember, IReadOnlyList<Signature> all, List<CelType> given)
    {
        if (function is "_==_" or "_!=_") return "Compare values of one type, or write dyn(…) around one of them.";
        if (given.Count == 2 && IsNumber(given[0]) && IsNumber(given[1]))
        {
            return $"Convert one of them, as {given[0]}(…); a number with a decimal point is a double, with a u behind it a uint.";
        }

        if (function == "_+_" && given.Any(type => type.Kind == TypeKind.String)) return "Texts are joined with texts: write string(…) around the other.";
        if (function is "_<_" or "_<=_" or "_>_" or "_>=_") return "Numbers go with numbers, texts with texts and times with times; convert one side, as double(…) or string(…).";

        var ways = all.Where(overload => overload.IsMember == isMember).Select(overload => overload.Shown).Distinct().ToList();
        return $"It takes {string.Join(" or ", ways.Take(ShownOverloads))}{(ways.Count > ShownOverloads ? " and others" : "")}.";
    }

    private static bool IsNumber(CelType type) => type.Kind is TypeKind.Int or TypeKind.Uint or TypeKind.Double;

    private Node.Failing? TooManyPatterns(string function, IReadOnlyList<Node> arguments) =>
        function == Texts.Matches && arguments is [_, Node.Constant { Value: { Kind: ValueKind.String } pattern } literal] && _patterns.Add(pattern.AsString) && _patterns.Count > MaxPatterns
            ? report(literal.Offset, $"The expression has more than {MaxPatterns} regular expressions.", "Put them into a list of patterns, or split it into several rules.")
            : null;

    // What is written out is read now, not when traffic comes.
    private Node.Failing? WrongLiteral(string function, IReadOnlyList<Node> arguments)
    {
        if (arguments is not [.., Node.Constant { Value: { Kind: ValueKind.String } value } literal]) return null;
        switch (function)
        {
            case Texts.Matches when !LinearPattern.TryGet(value.AsString, out _, out var problem):
                return report(literal.Offset, problem, "Mend it; RE2's syntax holds.");
            case "duration" when !Durations.TryParse(value.AsString, out _):
                return report(literal.Offset, "The text is no duration.", "Write numbers with units h, m, s, ms, us or ns, as \"24h\" or \"1h30m\".");
            case "timestamp" when !Timestamp.TryParse(value.AsString, out _):
                return report(literal.Offset, "The text is no timestamp.", "Write it as \"2026-01-31T12:00:00Z\".");
            default:
                return null;
        }
    }
}
