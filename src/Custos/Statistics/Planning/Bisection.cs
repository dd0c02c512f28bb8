namespace Custos.Statistics.Planning;

/// <summary>Where does an increasing function cross 0?</summary>
internal static class Bisection
{
    /// <summary>The crossing between <paramref name="low"/> and <paramref name="high"/>, to the last digits.</summary>
    public static double Root(Func<double, double> increasing, double low, double high)
    {
        for (var step = 0; step < 200 && high - low > 1e-15 * Math.Abs(high); step++)
        {
            var middle = low + (high - low) / 2;
            if (increasing(middle) < 0) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>As <see cref="Root"/>, from <paramref name="low"/> upwards, doubling until the crossing is enclosed.</summary>
    /// <exception cref="ArgumentException">There is none below 1e15.</exception>
    public static double RootAbove(Func<double, double> increasing, double low)
    {
        var high = low * 2;
        while (increasing(high) < 0)
        {
            low = high;
            high *= 2;
            if (high > 1e15)
            {
                throw new ArgumentException("It would take more than 1e15 observations; the effect is too small to be found.", nameof(increasing));
            }
        }

        return Root(increasing, low, high);
    }
}
