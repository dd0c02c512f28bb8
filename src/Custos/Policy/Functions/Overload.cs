using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Functions;

internal delegate Value UnaryFunction(in Value argument);

internal delegate Value BinaryFunction(in Value left, in Value right);

internal delegate Value TernaryFunction(in Value first, in Value second, in Value third);

internal delegate Value NaryFunction(ReadOnlySpan<Value> arguments);

/// <summary>What may a call cost at most, in units of about ten nanoseconds, and how large is what it answers?</summary>
internal delegate (double Cost, SizeBound Result) CostModel(ReadOnlySpan<SizeBound> arguments);

/// <summary>One way to call a function: with values of which types, to which result, doing what?</summary>
/// <remarks>Functions are given values only: errors and unknowns among the arguments pass them by.</remarks>
internal sealed record Overload : Signature
{
    private Overload(string function, bool isMember, CelType[] parameters, CelType result, Delegate implementation, CostModel cost)
        : base(function, isMember, parameters, result)
    {
        Implementation = implementation;
        Cost = cost;
    }

    /// <summary>A <see cref="UnaryFunction"/>, <see cref="BinaryFunction"/>, <see cref="TernaryFunction"/> or <see cref="NaryFunction"/>.</summary>
    public Delegate Implementation { get; }

    public CostModel Cost { get; }

    public static Overload Of(string function, CelType argument, CelType result, UnaryFunction implementation, CostModel? cost = null) =>
        new(function, isMember: false, [argument], result, implementation, cost ?? Costs.Step);

    public static Overload Of(string function, CelType left, CelType right, CelType result, BinaryFunction implementation, CostModel? cost = null) =>
        new(function, isMember: false, [left, right], result, implementation, cost ?? Costs.Step);

    public static Overload Of(string function, CelType[] parameters, CelType result, NaryFunction implementation, CostModel? cost = null) =>
        new(function, isMember: false, parameters, result, implementation, cost ?? Costs.Step);

    public static Overload Member(string function, CelType receiver, CelType result, UnaryFunction implementation, CostModel? cost = null) =>
        new(function, isMember: true, [receiver], result, implementation, cost ?? Costs.Step);

    public static Overload Member(string function, CelType receiver, CelType argument, CelType result, BinaryFunction implementation, CostModel? cost = null) =>
        new(function, isMember: true, [receiver, argument], result, implementation, cost ?? Costs.Step);

    public static Overload Member(string function, CelType receiver, CelType first, CelType second, CelType result, TernaryFunction implementation, CostModel? cost = null) =>
        new(function, isMember: true, [receiver, first, second], result, implementation, cost ?? Costs.Step);

    public static Overload Member(string function, CelType[] parameters, CelType result, NaryFunction implementation, CostModel? cost = null) =>
        new(function, isMember: true, parameters, result, implementation, cost ?? Costs.Step);
}
