namespace Custos.Sketches;

/// <summary>Which bucket does a positive number fall into, when both ends of each are within an accuracy of its middle?</summary>
/// <remarks>
/// Bucket i holds what lies in (p(i − 1), p(i)]; p is the inverse of exponent + cubic(fraction), scaled. The cubic (6s³ − 21s² + 50s)/35
/// rises from 0 to 1, and its slope against the natural logarithm is nowhere below 10/7 (at s = 0 and s = 2/3), which sets the scale: no
/// bucket spans more than (1 + accuracy)/(1 − accuracy). Only additions and multiplications, so that every machine agrees. Immutable.
/// </remarks>
internal sealed class LogarithmicBuckets
{
    private const double LeastSlope = 10.0 / 7;

    private const double Rounding = 1e-12;
    private const double SmallestNormal = 2.2250738585072014E-308;

    private readonly double _scale;

    public LogarithmicBuckets(double accuracy)
    {
        // ln((1 + a)/(1 − a)) as 2·(a + a³/3 + a⁵/5 …), again without the platform's logarithm; at 0.5 forty terms leave nothing.
        double logarithm = 0, power = accuracy;
        for (var odd = 1; odd < 80; odd += 2, power *= accuracy * accuracy) logarithm += 2 * power / odd;
        _scale = 1 / (LeastSlope * logarithm);
        (Least, Most) = (Of(SmallestNormal), Of(double.MaxValue));
    }

    /// <summary>The bucket of the smallest normal number.</summary>
    public int Least { get; }

    /// <summary>The bucket of the largest number.</summary>
    public int Most { get; }

    /// <param name="value">Normal and positive.</param>
    public int Of(double value) => (int)Math.Ceiling(_scale * Position(value));

    /// <summary>Between which numbers does the bucket lie? A millionth of a millionth further apart, for what positions are rounded by.</summary>
    public (double Low, double High) EndsOf(int bucket) => (ValueAt((bucket - 1) / _scale) * (1 - Rounding), Math.Min(ValueAt(bucket / _scale) * (1 + Rounding), double.MaxValue));

    private static double Position(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) - 1023;
        var fraction = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | (1023L << 52)) - 1;
        return exponent + Cubic(fraction);
    }

    private static double Cubic(double s) => ((((6.0 / 35) * s) - (21.0 / 35)) * s + (50.0 / 35)) * s;

    private static double ValueAt(double position)
    {
        var exponent = Math.Floor(position);
        var wanted = position - exponent;
        // Newton from the middle: the cubic is smooth and rises everywhere, with slopes between 0.73 and 1.43.
        var fraction = wanted;
        for (var step = 0; step < 20; step++)
        {
            fraction -= (Cubic(fraction) - wanted) / ((((18.0 / 35) * fraction) - (42.0 / 35)) * fraction + (50.0 / 35));
        }

        return Math.Min(Math.ScaleB(1 + Math.Clamp(fraction, 0, 1), (int)exponent), double.MaxValue);
    }
}
