using Custos.Counting;
using Custos.Policy.Values;

namespace Custos.Gate.Traffic;

/// <summary>What do the clock and other traffic answer, and between which bounds is it sure?</summary>
/// <param name="Value">What rules are asked with.</param>
/// <param name="Bounds">Of a count, a sum or a number of distinct values; of anything else without a meaning, and mostly null.</param>
internal readonly record struct Answered(Value Value, WindowCount? Bounds)
{
    public static implicit operator Answered(Value value) => new(value, null);

    public static Answered Of(WindowCount count) => new(Value.Of(count.Value), count);
}
