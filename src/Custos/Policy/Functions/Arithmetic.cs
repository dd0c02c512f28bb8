using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Functions;

/// <summary>What do <c>+ - * / %</c> come to?</summary>
/// <remarks>Whole numbers never wrap around: what does not fit is an error. Source: the language definition, "Numeric Values".</remarks>
internal static class Arithmetic
{
    public static IReadOnlyList<Overload> All { get; } =
    [
        Overload.Of("_+_", CelType.Int, CelType.Int, CelType.Int, AddInts),
        Overload.Of("_+_", CelType.Uint, CelType.Uint, CelType.Uint, AddUints),
        Overload.Of("_+_", CelType.Double, CelType.Double, CelType.Double, (in a, in b) => Value.Of(a.AsDouble + b.AsDouble)),
        Overload.Of("_+_", CelType.String, CelType.String, CelType.String, Concatenation.Strings, Costs.Join),
        Overload.Of("_+_", CelType.Bytes, CelType.Bytes, CelType.Bytes, Concatenation.Bytes, Costs.Join),
        Overload.Of("_+_", CelType.List(CelType.Parameter("A")), CelType.List(CelType.Parameter("A")), CelType.List(CelType.Parameter("A")), Concatenation.Lists, Costs.Join),
        Overload.Of("_+_", CelType.Timestamp, CelType.Duration, CelType.Timestamp, (in a, in b) => Moved(a, b.AsNanoseconds)),
        Overload.Of("_+_", CelType.Duration, CelType.Timestamp, CelType.Timestamp, (in a, in b) => Moved(b, a.AsNanoseconds)),
        Overload.Of("_+_", CelType.Duration, CelType.Duration, CelType.Duration, (in a, in b) => Span((Int128)a.AsNanoseconds + b.AsNanoseconds)),
        Overload.Of("_-_", CelType.Int, CelType.Int, CelType.Int, SubtractInts),
        Overload.Of("_-_", CelType.Uint, CelType.Uint, CelType.Uint, (in a, in b) => a.AsUint >= b.AsUint ? Value.Of(a.AsUint - b.AsUint) : Failure.Overflow),
        Overload.Of("_-_", CelType.Double, CelType.Double, CelType.Double, (in a, in b) => Value.Of(a.AsDouble - b.AsDouble)),
        Overload.Of("_-_", CelType.Timestamp, CelType.Timestamp, CelType.Duration, (in a, in b) => a.AsTimestamp.Since(b.AsTimestamp) is { } span ? Value.OfNanoseconds(span) : Failure.TimeOutOfRange),
        Overload.Of("_-_", CelType.Timestamp, CelType.Duration, CelType.Timestamp, (in a, in b) => b.AsNanoseconds == long.MinValue ? Failure.TimeOutOfRange : Moved(a, -b.AsNanoseconds)),
        Overload.Of("_-_", CelType.Duration, CelType.Duration, CelType.Duration, (in a, in b) => Span((Int128)a.AsNanoseconds - b.AsNanoseconds)),
        Overload.Of("_*_", CelType.Int, CelType.Int, CelType.Int, MultiplyInts),
        Overload.Of("_*_", CelType.Uint, CelType.Uint, CelType.Uint, MultiplyUints),
        Overload.Of("_*_", CelType.Double, CelType.Double, CelType.Double, (in a, in b) => Value.Of(a.AsDouble * b.AsDouble)),
        Overload.Of("_/_", CelType.Int, CelType.Int, CelType.Int, DivideInts),
        Overload.Of("_/_", CelType.Uint, CelType.Uint, CelType.Uint, (in a, in b) => b.AsUint == 0 ? Failure.DivisionByZero : Value.Of(a.AsUint / b.AsUint)),
        Overload.Of("_/_", CelType.Double, CelType.Double, CelType.Double, (in a, in b) => Value.Of(a.AsDouble / b.AsDouble)),
        Overload.Of("_%_", CelType.Int, CelType.Int, CelType.Int, RemainderOfInts),
        Overload.Of("_%_", CelType.Uint, CelType.Uint, CelType.Uint, (in a, in b) => b.AsUint == 0 ? Failure.DivisionByZero : Value.Of(a.AsUint % b.AsUint)),
        Overload.Of(Syntax.Operators.Negate, CelType.Int, CelType.Int, (in a) => a.AsInt == long.MinValue ? Failure.Overflow : Value.Of(-a.AsInt)),
        Overload.Of(Syntax.Operators.Negate, CelType.Double, CelType.Double, (in a) => Value.Of(-a.AsDouble)),
        Overload.Of(Syntax.Operators.Not, CelType.Bool, CelType.Bool, (in a) => Value.Of(!a.AsBool)),
    ];

    private static Value AddInts(in Value a, in Value b)
    {
        var sum = unchecked(a.AsInt + b.AsInt);
        // It overflowed when both had one sign and the sum has the other.
        return ((a.AsInt ^ sum) & (b.AsInt ^ sum)) < 0 ? Failure.Overflow : Value.Of(sum);
    }

    private static Value AddUints(in Value a, in Value b)
    {
        var sum = unchecked(a.AsUint + b.AsUint);
        return sum < a.AsUint ? Failure.Overflow : Value.Of(sum);
    }

    private static Value SubtractInts(in Value a, in Value b)
    {
        var difference = unchecked(a.AsInt - b.AsInt);
        return ((a.AsInt ^ b.AsInt) & (a.AsInt ^ difference)) < 0 ? Failure.Overflow : Value.Of(difference);
    }

    private static Value MultiplyInts(in Value a, in Value b)
    {
        var high = Math.BigMul(a.AsInt, b.AsInt, out long low);
        return high == low >> 63 ? Value.Of(low) : Failure.Overflow;
    }

    private static Value MultiplyUints(in Value a, in Value b)
    {
        var high = Math.BigMul(a.AsUint, b.AsUint, out ulong low);
        return high == 0 ? Value.Of(low) : Failure.Overflow;
    }

    private static Value DivideInts(in Value a, in Value b) => (a.AsInt, b.AsInt) switch
    {
        (_, 0) => Failure.DivisionByZero,
        (long.MinValue, -1) => Failure.Overflow,
        var (dividend, divisor) => Value.Of(dividend / divisor),
    };

    private static Value RemainderOfInts(in Value a, in Value b) => (a.AsInt, b.AsInt) switch
    {
        (_, 0) => Failure.DivisionByZero,
        (long.MinValue, -1) => Failure.Overflow,
        var (dividend, divisor) => Value.Of(dividend % divisor),
    };

    private static Value Moved(in Value moment, long nanoseconds) => moment.AsTimestamp.Plus(nanoseconds) is { } moved ? Value.Of(moved) : Failure.TimeOutOfRange;

    private static Value Span(Int128 nanoseconds) =>
        nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue ? Value.OfNanoseconds((long)nanoseconds) : Failure.TimeOutOfRange;
}
