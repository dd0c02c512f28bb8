using Custos.Policy.Values;

namespace Custos.Policy.Syntax;

/// <summary>What does an expression say, before anything is known of its names and types?</summary>
/// <param name="Offset">Where to point when something is wrong with it, in UTF-16 units.</param>
/// <param name="Depth">How deep the expressions below it nest; a leaf has 1.</param>
internal abstract record Expr(int Offset, int Depth)
{
    public sealed record Literal(int Offset, Value Value) : Expr(Offset, 1);

    /// <param name="Offset">Where it begins.</param>
    /// <param name="Text">The name.</param>
    /// <param name="IsRooted">True when a dot stands before it, so that no container is put before it.</param>
    public sealed record Name(int Offset, string Text, bool IsRooted = false) : Expr(Offset, 1);

    public sealed record Select(int Offset, Expr Operand, string Field, bool IsOptional = false) : Expr(Offset, Operand.Depth + 1);

    /// <summary><c>has(operand.field)</c></summary>
    public sealed record Has(int Offset, Select Field) : Expr(Offset, Field.Depth + 1);

    /// <param name="Offset">Where the function's name or operator stands.</param>
    /// <param name="Function">A function's name, or an operator's: <c>_+_</c>.</param>
    /// <param name="Target">What stands before the dot, or null.</param>
    /// <param name="Arguments">In order, without the target.</param>
    public sealed record Call(int Offset, string Function, Expr? Target, IReadOnlyList<Expr> Arguments)
        : Expr(Offset, 1 + Math.Max(Target?.Depth ?? 0, Deepest(Arguments)));

    /// <summary>A row of <c>&amp;&amp;</c> or <c>||</c>.</summary>
    public sealed record Logic(int Offset, bool IsAnd, IReadOnlyList<Expr> Parts) : Expr(Offset, 1 + Deepest(Parts));

    public sealed record Conditional(int Offset, Expr Condition, Expr Then, Expr Else) : Expr(Offset, 1 + Deepest([Condition, Then, Else]));

    public sealed record ListOf(int Offset, IReadOnlyList<(Expr Item, bool IsOptional)> Items) : Expr(Offset, 1 + Deepest(Items.Select(item => item.Item)));

    public sealed record MapOf(int Offset, IReadOnlyList<(Expr Key, Expr Value, bool IsOptional)> Entries)
        : Expr(Offset, 1 + Deepest(Entries.SelectMany(entry => (IEnumerable<Expr>)[entry.Key, entry.Value])));

    /// <summary>A macro that goes over a list or map.</summary>
    public sealed record Loop(int Offset, LoopKind Kind, Expr Range, string First, string? Second, Expr? Filter, Expr Body)
        : Expr(Offset, 1 + Deepest([Range, Body, .. Filter is null ? [] : (IEnumerable<Expr>)[Filter]]));

    /// <summary><c>cel.bind(name, value, body)</c></summary>
    public sealed record Bind(int Offset, string Local, Expr Value, Expr Body) : Expr(Offset, 1 + Math.Max(Value.Depth, Body.Depth));

    private static int Deepest(IEnumerable<Expr> expressions) => expressions.Select(expression => expression.Depth).DefaultIfEmpty(0).Max();
}

/// <summary>What does a loop make of its rounds?</summary>
internal enum LoopKind
{
    All,
    Exists,
    ExistsOne,
    Map,
    Filter,
    TransformMap,
    TransformMapEntry,
}
