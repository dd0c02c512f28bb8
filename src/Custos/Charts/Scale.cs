namespace Custos.Charts;

/// <summary>Where on the picture does a value lie?</summary>
/// <param name="Min">The value at <paramref name="From"/>.</param>
/// <param name="Max">The value at <paramref name="To"/>, above <paramref name="Min"/>.</param>
/// <param name="From">The pixel of the smallest value.</param>
/// <param name="To">The pixel of the largest value; below <paramref name="From"/> where pixels run against values.</param>
/// <param name="IsLogarithmic">True when equal ratios are equally far apart.</param>
internal readonly record struct Scale(double Min, double Max, double From, double To, bool IsLogarithmic)
{
    /// <summary>The pixel of a value. Infinite values, and non-positive ones on a logarithmic scale, lie at the edge.</summary>
    public double this[double value]
    {
        get
        {
            var share = IsLogarithmic
                ? Math.Log(Math.Max(value, double.Epsilon) / Min) / Math.Log(Max / Min)
                : (value - Min) / (Max - Min);
            // A little beyond the edge is enough to leave the clipped plot; more would only lengthen the numbers.
            return From + Math.Clamp(share, -1, 2) * (To - From);
        }
    }

    /// <summary>Can the value be placed at all?</summary>
    public bool Holds(double value) => Holds(value, IsLogarithmic);

    // Beyond these powers the distance or the ratio of two values may not be a number any more.
    private static bool Holds(double value, bool logarithmic) => Math.Abs(value) <= 1e300 && (!logarithmic || value >= 1e-300);

    /// <summary>The range an axis covers: as it says, else round numbers around the values.</summary>
    public static (double Min, double Max) RangeOf(Axis axis, IEnumerable<double> values, int ticks)
    {
        var logarithmic = axis.Scale == AxisScale.Logarithmic;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var value in values)
        {
            if (Holds(value, logarithmic))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        (low, high) = low <= high ? (low, high) : logarithmic ? (1, 10) : (0, 1);
        low = axis.Min ?? low;
        high = axis.Max ?? high;
        // Values that differ only in their last digits have no round numbers between them.
        if (high - low <= Math.Max(1e-290, 1e-9 * Math.Max(Math.Abs(low), Math.Abs(high))))
        {
            (low, high) = logarithmic ? (low / 2, low * 2) : (low - Math.Max(0.5, Math.Abs(low) * 0.1), low + Math.Max(0.5, Math.Abs(low) * 0.1));
        }

        return (axis.Min ?? RoundDown(low, low, high, logarithmic, ticks), axis.Max ?? RoundUp(high, low, high, logarithmic, ticks));
    }

    private static double RoundDown(double value, double low, double high, bool logarithmic, int ticks)
    {
        var step = logarithmic ? Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9)) : Ticks.Step(high - low, ticks);
        return logarithmic
            ? (value / step) switch { >= 5 => 5, >= 2 => 2, _ => 1 } * step
            : Math.Floor(value / step + 1e-9) * step;
    }

    private static double RoundUp(double value, double low, double high, bool logarithmic, int ticks)
    {
        var step = logarithmic ? Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9)) : Ticks.Step(high - low, ticks);
        return logarithmic
            ? (value / step) switch { <= 1.0001 => 1, <= 2.0001 => 2, <= 5.0001 => 5, _ => 10 } * step
            : Math.Ceiling(value / step - 1e-9) * step;
    }
}
