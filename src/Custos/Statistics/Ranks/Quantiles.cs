using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Ranks;

/// <summary>Below which value does a given share of the sample lie, and how sure is that? Sorted once.</summary>
public sealed class Quantiles
{
    private readonly double[] _ascending;

    private Quantiles(double[] ascending) => _ascending = ascending;

    /// <summary>The number of values, at least 1.</summary>
    public int Count => _ascending.Length;

    /// <exception cref="ArgumentException">There is no value, or one is not finite.</exception>
    public static Quantiles Of(ReadOnlySpan<double> values)
    {
        Require.Finite(values, nameof(values));
        var ascending = values.ToArray();
        RadixSort.Sort(ascending);
        return new Quantiles(ascending);
    }

    /// <summary>The quantile by linear interpolation between order statistics, Hyndman and Fan's type 7, the default of R and numpy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in [0, 1].</exception>
    public double Interpolated(double share)
    {
        Check(share);
        return InterpolatedOf(_ascending, share);
    }

    /// <summary>The smallest value that at least this share of the sample does not exceed: an observed value always.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in [0, 1].</exception>
    public double NearestRank(double share)
    {
        Check(share);

        // Rounding up a product that is a hair above a whole number would skip a value: 0.07 × 100 is 7.000000000000001.
        var rank = share * Count;
        var whole = Math.Round(rank);
        var up = Math.Abs(rank - whole) <= 1e-12 * Math.Max(1, whole) ? whole : Math.Ceiling(rank);
        return _ascending[(int)Math.Clamp(up, 1, Count) - 1];
    }

    /// <summary>The interpolated quantile, with the interval between two order statistics that holds whatever the distribution.</summary>
    /// <returns>An end is infinite where the sample is too small to bound that side.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share or the confidence is not inside (0, 1).</exception>
    public Estimate At(double share, double confidence = 0.95)
    {
        var ends = OrderStatisticInterval.Of(Count, share, confidence);
        var lower = ends.Lower is { } l ? _ascending[l - 1] : double.NegativeInfinity;
        var upper = ends.Upper is { } u ? _ascending[u - 1] : double.PositiveInfinity;
        return new Estimate(Interpolated(share), new Interval(lower, upper, confidence), Count);
    }

    /// <summary>By how much does this quantile differ between two samples, second minus first?</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share or the confidence is not inside (0, 1).</exception>
    /// <remarks>
    /// The two distribution-free intervals are joined by recovering each side's variance (Zou and Donner 2008, Statistics in Medicine 27, 1693),
    /// which follows the skew of both; an end is infinite where a sample is too small. Approximate: see the coverage table.
    /// </remarks>
    public static Estimate Difference(Quantiles first, Quantiles second, double share, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var a = first.At(share, confidence);
        var b = second.At(share, confidence);
        var difference = b.Value - a.Value;
        var below = Math.Sqrt(Square(b.Value - b.Interval.Lower) + Square(a.Interval.Upper - a.Value));
        var above = Math.Sqrt(Square(b.Interval.Upper - b.Value) + Square(a.Value - a.Interval.Lower));
        return new Estimate(difference, new Interval(difference - below, difference + above, confidence), first.Count + second.Count);
    }

    internal static double InterpolatedOf(ReadOnlySpan<double> ascending, double share)
    {
        var place = (ascending.Length - 1) * share;
        var below = (int)place;
        if (below >= ascending.Length - 1) return ascending[^1];
        return ascending[below] + (ascending[below + 1] - ascending[below]) * (place - below);
    }

    private static void Check(double share)
    {
        if (!(share is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
    }

    private static double Square(double x) => x * x;
}

/// <summary>Between which two order statistics does a quantile lie, whatever the distribution?</summary>
/// <param name="Lower">The lower order statistic, counted from 1; null where the sample is too small to bound the quantile from below.</param>
/// <param name="Upper">The upper order statistic, counted from 1; null where the sample is too small to bound the quantile from above.</param>
/// <param name="Coverage">The exact chance that they enclose the quantile, for a continuous distribution.</param>
public sealed record OrderStatisticInterval(long? Lower, long? Upper, double Coverage)
{
    /// <exception cref="ArgumentOutOfRangeException">There is no value, or the share or the confidence is not inside (0, 1).</exception>
    /// <remarks>
    /// Lower is the α/2 quantile of Binomial(n, share), upper the 1 − α/2 quantile plus one, so that neither side misses more often than α/2.
    /// Source: Hahn and Meeker 1991, ch. 5.
    /// </remarks>
    public static OrderStatisticInterval Of(long count, double share, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Require.Countable(count, nameof(count));
        Require.Inside01(share, nameof(share));
        Require.Inside01(confidence, nameof(confidence));
        var tail = (1 - confidence) / 2;
        var lower = (long)Binomial.Quantile(tail, count, share);
        var upper = (long)Binomial.Quantile(1 - tail, count, share) + 1;
        var missedBelow = lower >= 1 ? Binomial.AtMost(lower - 1, count, share) : 0;
        var missedAbove = upper <= count ? Binomial.AtLeast(upper, count, share) : 0;
        return new OrderStatisticInterval(lower >= 1 ? lower : null, upper <= count ? upper : null, 1 - missedBelow - missedAbove);
    }
}
