using Custos.Records;

namespace Custos.Policy.Values;

/// <summary>Why has a part of an expression no value?</summary>
/// <param name="Message">In plain words, without content of texts.</param>
/// <param name="Class">In which way: what a host's function failed with, <see cref="FailureClass.Error"/> for the language's own errors.</param>
public sealed record Failure(string Message, FailureClass Class = FailureClass.Error)
{
    /// <summary>Must evaluation stop, so that <c>||</c> and <c>&amp;&amp;</c> may not hide it? Only where the budget is spent.</summary>
    public bool IsFatal { get; private init; }

    public static Value NoSuchOverload { get; } = Value.Error("No such overload: the function does not take values of these kinds.");

    public static Value Overflow { get; } = Value.Error("The number is out of range.");

    public static Value DivisionByZero { get; } = Value.Error("Division by zero.");

    public static Value IndexOutOfRange { get; } = Value.Error("The index is out of range.");

    public static Value NoSuchKey { get; } = Value.Error("No such key.");

    public static Value TimeOutOfRange { get; } = Value.Error("The time or duration is out of range.");

    public static Value BudgetSpent { get; } = Value.Error(new Failure("The expression's cost budget is spent.") { IsFatal = true });
}
