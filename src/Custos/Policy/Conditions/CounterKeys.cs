using Custos.Policy.Syntax;
using Custos.Policy.Values;

namespace Custos.Policy.Conditions;

/// <summary>By which key does each call of a counter count? Known by the call's place, as an expression of its own.</summary>
/// <remarks>A key must be computed for every message, whether or not its rule is reached: so it may be made of names, texts and <c>+</c> only.</remarks>
internal sealed class CounterKeys
{
    private static readonly string[] Counters = ["count", "sum", "distinct"];

    private readonly Dictionary<(int Line, int Column), string> _keys = [];

    /// <summary>Reads the keys of a condition; of one that is not well-formed there are none.</summary>
    /// <returns>The places of calls whose key is something else.</returns>
    public IReadOnlyList<(int Line, int Column)> Add(SourceText source)
    {
        Expr root;
        try
        {
            root = Parser.Parse(source.Text);
        }
        catch (SourceException)
        {
            return [];
        }

        var wrong = new List<(int, int)>();
        foreach (var call in Calls(root).Where(call => call.Target is null && Counters.Contains(call.Function) && call.Arguments.Count > 0))
        {
            var place = source.PlaceOf(call.Offset);
            if (Written(call.Arguments[0]) is { } key) _keys[place] = key;
            else wrong.Add(place);
        }

        return wrong;
    }

    public string? At(int line, int column) => _keys.GetValueOrDefault((line, column));

    private static string? Written(Expr key) => key switch
    {
        Expr.Name { IsRooted: false } name => name.Text,
        Expr.Select { IsOptional: false } select when Written(select.Operand) is { } operand => $"{operand}.{select.Field}",
        Expr.Literal { Value.Kind: ValueKind.String } literal => Quoted(literal.Value.AsString),
        Expr.Call { Function: "_+_", Target: null, Arguments: [var left, var right] } when Written(left) is { } first && Written(right) is { } second => $"{first} + {second}",
        _ => null,
    };

    private static string? Quoted(string text) => text.All(unit => unit is >= ' ' and <= '~' and not ('"' or '\\')) ? $"\"{text}\"" : null;

    private static IEnumerable<Expr.Call> Calls(Expr root)
    {
        var open = new Stack<Expr>([root]);
        while (open.TryPop(out var expression))
        {
            if (expression is Expr.Call call) yield return call;
            foreach (var part in Parts(expression)) open.Push(part);
        }
    }

    private static IEnumerable<Expr> Parts(Expr expression) => expression switch
    {
        Expr.Select select => [select.Operand],
        Expr.Has has => [has.Field.Operand],
        Expr.Call { Target: { } target } call => [target, .. call.Arguments],
        Expr.Call call => call.Arguments,
        Expr.Logic logic => logic.Parts,
        Expr.Conditional conditional => [conditional.Condition, conditional.Then, conditional.Else],
        Expr.ListOf list => list.Items.Select(item => item.Item),
        Expr.MapOf map => map.Entries.SelectMany(entry => (IEnumerable<Expr>)[entry.Key, entry.Value]),
        Expr.Loop loop => [loop.Range, loop.Body, .. loop.Filter is null ? [] : (IEnumerable<Expr>)[loop.Filter]],
        Expr.Bind bind => [bind.Value, bind.Body],
        _ => [],
    };
}
