using System.Globalization;
using Custos.Policy.Values;

namespace Custos.Policy.Syntax;

/// <summary>Which calls are not calls but shorthand, and for what?</summary>
/// <remarks>
/// Source: the language definition, "Macros", and its libraries of two-variable comprehensions, bindings, optionals and mathematics.
/// <c>cel.block</c>, <c>cel.index</c> and <c>cel.iterVar</c> name shared parts and loop variables; programs that rewrite expressions write them.
/// </remarks>
internal static class Macros
{
    private const string HiddenOptional = "@optional";

    /// <summary>What the call stands for; itself when it is no macro.</summary>
    /// <exception cref="SourceException">It is a macro, and written wrongly.</exception>
    public static Expr Expand(Expr.Call call) => call.Target switch
    {
        null => call.Function == "has" ? Has(call) : call,
        Expr.Name { Text: "cel" } => OfCel(call),
        Expr.Name { Text: "math" } when call.Function is "greatest" or "least" => Extreme(call),
        _ => OfReceiver(call),
    };

    private static Expr OfReceiver(Expr.Call call)
    {
        var count = call.Arguments.Count;
        return (call.Function, count) switch
        {
            ("all", 2 or 3) => Loop(call, LoopKind.All, variables: count - 1),
            ("exists", 2 or 3) => Loop(call, LoopKind.Exists, variables: count - 1),
            ("exists_one" or "existsOne", 2 or 3) => Loop(call, LoopKind.ExistsOne, variables: count - 1),
            ("map", 2 or 3) => Loop(call, LoopKind.Map, variables: 1),
            ("filter", 2) => Loop(call, LoopKind.Filter, variables: 1),
            ("transformList", 3 or 4) => Loop(call, LoopKind.Map, variables: 2),
            ("transformMap", 3 or 4) => Loop(call, LoopKind.TransformMap, variables: 2),
            ("transformMapEntry", 3 or 4) => Loop(call, LoopKind.TransformMapEntry, variables: 2),
            ("optMap", 2) => OptionalMap(call, isFlat: false),
            ("optFlatMap", 2) => OptionalMap(call, isFlat: true),
            _ => call,
        };
    }

    private static Expr Has(Expr.Call call) => call.Arguments is [Expr.Select field]
        ? new Expr.Has(call.Offset, field)
        : throw new SourceException(call.Offset, "\"has\" asks whether a field is there, and was not given one field.", "Write has(value.field), for instance has(tool.arguments.path).");

    private static Expr.Loop Loop(Expr.Call call, LoopKind kind, int variables)
    {
        var first = Variable(call, 0);
        var second = variables == 2 ? Variable(call, 1) : null;
        if (first == second) throw new SourceException(call.Arguments[1].Offset, "Both variables of a loop have one name.", "Give them two names.");
        var filter = call.Arguments.Count == variables + 2 ? call.Arguments[variables] : null;
        return new Expr.Loop(call.Offset, kind, call.Target!, first, second, filter, call.Arguments[^1]);
    }

    private static string Variable(Expr.Call call, int index) => call.Arguments[index] is Expr.Name { IsRooted: false } name
        ? name.Text
        : throw new SourceException(call.Arguments[index].Offset, $"\"{call.Function}\" needs a plain name for its variable here.", $"Write it as list.{call.Function}(item, …).");

    private static Expr OptionalMap(Expr.Call call, bool isFlat)
    {
        var at = call.Offset;
        var hidden = new Expr.Name(at, HiddenOptional);
        var body = new Expr.Bind(at, Variable(call, 0), new Expr.Call(at, "value", hidden, []), call.Arguments[1]);
        return new Expr.Bind(at, HiddenOptional, call.Target!, new Expr.Conditional(
            at,
            new Expr.Call(at, "hasValue", hidden, []),
            isFlat ? body : new Expr.Call(at, "of", new Expr.Name(at, "optional"), [body]),
            new Expr.Call(at, "none", new Expr.Name(at, "optional"), [])));
    }

    private static Expr OfCel(Expr.Call call)
    {
        var arguments = call.Arguments;
        switch (call.Function)
        {
            case "bind" when arguments.Count == 3:
                return new Expr.Bind(call.Offset, Variable(call, 0), arguments[1], arguments[2]);
            case "block" when arguments is [Expr.ListOf shared, var body] && !shared.Items.Any(item => item.IsOptional):
                for (var i = shared.Items.Count - 1; i >= 0; i--) body = Limited(new Expr.Bind(call.Offset, NameOf("index", i), shared.Items[i].Item, body));
                return body;
            case "index" when arguments is [Expr.Literal { Value.Kind: ValueKind.Int } number]:
                return new Expr.Name(call.Offset, NameOf("index", number.Value.AsInt));
            case "iterVar" or "accuVar" when arguments is [Expr.Literal { Value.Kind: ValueKind.Int } depth, Expr.Literal { Value.Kind: ValueKind.Int } number]:
                return new Expr.Name(call.Offset, NameOf(call.Function, depth.Value.AsInt) + NameOf("", number.Value.AsInt));
            default:
                return call;
        }
    }

    private static Expr Limited(Expr expression) => expression.Depth <= Parser.MaxDepth
        ? expression
        : throw new SourceException(expression.Offset, $"The expression nests deeper than {Parser.MaxDepth} levels.", "Split it into several rules.");

    private static string NameOf(string kind, long number) => string.Create(CultureInfo.InvariantCulture, $"@{kind}{number}");

    // Of one list as it is; of several values as the list of them.
    private static Expr.Call Extreme(Expr.Call call)
    {
        if (call.Arguments.Count == 0) throw new SourceException(call.Offset, $"\"math.{call.Function}\" was given no number.", "Give it at least one number, or a list of them.");
        var argument = call.Arguments.Count == 1 ? call.Arguments[0] : new Expr.ListOf(call.Offset, [.. call.Arguments.Select(item => (item, false))]);
        return new Expr.Call(call.Offset, call.Function == "greatest" ? "math.@max" : "math.@min", null, [argument]);
    }
}
