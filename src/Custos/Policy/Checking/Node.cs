using Custos.Policy.Functions;
using Custos.Policy.Syntax;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Checking;

/// <summary>What does a part of an expression do, now that its names are known?</summary>
/// <param name="Offset">In the source, in UTF-16 units.</param>
/// <param name="Type">As far as it was known when the part was read; a <see cref="Substitution"/> knows the rest.</param>
internal abstract record Node(int Offset, CelType Type)
{
    public sealed record Constant(int Offset, CelType Type, Value Value) : Node(Offset, Type);

    public sealed record ReadVariable(int Offset, CelType Type, int Number) : Node(Offset, Type);

    /// <summary>A loop's variable or a bound one.</summary>
    public sealed record ReadLocal(int Offset, CelType Type, int Slot) : Node(Offset, Type);

    public sealed record Field(int Offset, CelType Type, Node Operand, string Name, bool IsOptional) : Node(Offset, Type);

    public sealed record HasField(int Offset, Node Operand, string Name) : Node(Offset, CelType.Bool);

    /// <param name="Offset">Of the function's name.</param>
    /// <param name="Type">Of the answer.</param>
    /// <param name="Function">Its full name.</param>
    /// <param name="Overloads">Those that the arguments' types leave.</param>
    /// <param name="Arguments">With the receiver first.</param>
    public sealed record Call(int Offset, CelType Type, string Function, IReadOnlyList<Signature> Overloads, IReadOnlyList<Node> Arguments) : Node(Offset, Type);

    public sealed record Logic(int Offset, bool IsAnd, IReadOnlyList<Node> Parts) : Node(Offset, CelType.Bool);

    public sealed record Conditional(int Offset, CelType Type, Node Condition, Node Then, Node Else) : Node(Offset, Type);

    public sealed record ListOf(int Offset, CelType Type, IReadOnlyList<(Node Item, bool IsOptional)> Items) : Node(Offset, Type);

    public sealed record MapOf(int Offset, CelType Type, IReadOnlyList<(Node Key, Node Value, bool IsOptional)> Entries) : Node(Offset, Type);

    /// <param name="Offset">Of the macro's name.</param>
    /// <param name="Type">Of what comes out.</param>
    /// <param name="Kind">What is made of the rounds.</param>
    /// <param name="Range">The list or map.</param>
    /// <param name="FirstSlot">Of the item or key; of the index or key where there are two variables.</param>
    /// <param name="SecondSlot">Of the item or value; null with one variable.</param>
    /// <param name="Filter">Rounds for which it is false are left out; null for none.</param>
    /// <param name="Body">What each round comes to.</param>
    public sealed record Loop(int Offset, CelType Type, LoopKind Kind, Node Range, int FirstSlot, int? SecondSlot, Node? Filter, Node Body) : Node(Offset, Type);

    public sealed record Bind(int Offset, int Slot, Node Value, Node Body) : Node(Offset, Body.Type);

    /// <summary>What cannot be: only where an expression is run although it was not found right.</summary>
    public sealed record Failing(int Offset, Value Error) : Node(Offset, CelType.Dyn);
}
