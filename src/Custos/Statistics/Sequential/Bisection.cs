namespace Custos.Statistics.Sequential;

/// <summary>Where does a function change its sign?</summary>
internal static class Bisection
{
    /// <summary>A root between the ends, to the last bits; the end nearer to 0 when both have one sign.</summary>
    public static double Root(Func<double, double> function, double low, double high)
    {
        var (atLow, atHigh) = (function(low), function(high));
        if (atLow == 0) return low;
        if (atHigh == 0) return high;
        if (Math.Sign(atLow) == Math.Sign(atHigh)) return Math.Abs(atLow) < Math.Abs(atHigh) ? low : high;
        for (var i = 0; i < 200; i++)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) break;
            if (Math.Sign(function(middle)) == Math.Sign(atLow)) low = middle;
            else high = middle;
        }

        return low + (high - low) / 2;
    }
}
