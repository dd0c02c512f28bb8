using Custos.Records;
using Custos.Statistics.Means;
using Custos.Statistics.Ranks;

namespace Custos.Statistics.Bootstrap;

/// <summary>How sure is a statistic that has no formula for its error? By drawing rows anew, with bias and skew corrected (BCa).</summary>
/// <remarks>Source: Efron 1987; Efron and Tibshirani 1993, ch. 14. The bootstrap is approximate: with few rows, or for extremes, it is too sure.</remarks>
public sealed record BcaBootstrap
{
    // A jackknife over more groups than this costs time and tells nothing new about the skew.
    private const int MostJackknifeGroups = 500;

    private BcaBootstrap()
    {
    }

    /// <summary>The statistic with its BCa interval; N counts the units drawn (rows, or clusters).</summary>
    public required Estimate Estimate { get; init; }

    /// <summary>The interval between plain quantiles of the resamples, for comparison.</summary>
    public required Interval PercentileInterval { get; init; }

    /// <summary>The standard deviation of the resamples; 0 where all are equal, and then the interval has no width: do not read that as certainty.</summary>
    public required double StandardError { get; init; }

    /// <summary>The mean of the resamples less the statistic.</summary>
    public required double Bias { get; init; }

    /// <summary>Which quantiles were taken; null where every resample is on one side of the statistic, and the percentile interval stands in.</summary>
    public required BcaLevels? Levels { get; init; }

    public required int Resamples { get; init; }

    /// <summary>The interval of any statistic of rows.</summary>
    /// <param name="rows">The number of rows, at least 2.</param>
    /// <param name="statistic">The statistic.</param>
    /// <param name="options">How to run; the defaults when null.</param>
    /// <exception cref="ArgumentException">The statistic is not finite on some rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 rows, or an option out of range.</exception>
    /// <remarks>O(resamples × cost of the statistic), in parallel. The jackknife leaves out one row at a time, or with more than 500 rows one of 500 blocks.</remarks>
    public static BcaBootstrap Of(int rows, RowStatistic statistic, BootstrapOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        ArgumentNullException.ThrowIfNull(statistic);
        options ??= new BootstrapOptions();
        options.Check();
        var draws = Resampling.Run(options, () => new int[rows], (ref Xoshiro random, int[] drawn) =>
        {
            for (var i = 0; i < drawn.Length; i++) drawn[i] = random.Below(rows);
            return statistic(drawn);
        });
        var jackknife = Jackknife.OverGroups(Resampling.Blocks(rows, MostJackknifeGroups), statistic);
        return Summarize(jackknife.Estimate, jackknife.Acceleration, draws, rows, options);
    }

    /// <summary>The interval of any statistic of rows that come in clusters (users, items): whole clusters are drawn.</summary>
    /// <param name="clusters">Which cluster each row belongs to, any whole number; at least 2 clusters.</param>
    /// <param name="statistic">The statistic of rows.</param>
    /// <param name="options">How to run; the defaults when null.</param>
    /// <exception cref="ArgumentException">There are fewer than 2 clusters, or the statistic is not finite on some rows.</exception>
    public static BcaBootstrap OfClusters(ReadOnlySpan<int> clusters, RowStatistic statistic, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        options ??= new BootstrapOptions();
        options.Check();
        var groups = Resampling.RowsByCluster(clusters);
        if (groups.Length < 2) throw new ArgumentException("There are fewer than 2 clusters; whole clusters are drawn, so one tells nothing of the spread.", nameof(clusters));
        var largest = groups.Max(group => group.Length);
        var draws = Resampling.Run(options, () => new int[largest * groups.Length], (ref Xoshiro random, int[] drawn) =>
        {
            var count = 0;
            for (var i = 0; i < groups.Length; i++)
            {
                var group = groups[random.Below(groups.Length)];
                group.CopyTo(drawn, count);
                count += group.Length;
            }

            return statistic(drawn.AsSpan(0, count));
        });
        var jackknife = Jackknife.OverGroups(groups, statistic);
        return Summarize(jackknife.Estimate, jackknife.Acceleration, draws, groups.Length, options);
    }

    /// <summary>The interval of a mean: as the general one, many times faster.</summary>
    /// <exception cref="ArgumentException">There are fewer than 2 values, or one is not finite.</exception>
    public static BcaBootstrap OfMean(ReadOnlySpan<double> values, BootstrapOptions? options = null)
    {
        Require.Finite(values, nameof(values), atLeast: 2);
        options ??= new BootstrapOptions();
        options.Check();
        var moments = Moments.Of(values);

        // Distances from the mean add without losing digits; the mean of a resample is the mean plus theirs.
        var deviations = new double[values.Length];
        for (var i = 0; i < deviations.Length; i++) deviations[i] = values[i] - moments.Mean;
        var draws = Resampling.Run(options, () => deviations, (ref Xoshiro random, double[] from) => moments.Mean + Resampling.SumOfDraws(ref random, from) / from.Length);

        // Leaving out row i moves the mean by −deviationᵢ / (n − 1).
        var without = Array.ConvertAll(deviations, deviation => moments.Mean - deviation / (deviations.Length - 1));
        return Summarize(moments.Mean, Jackknife.OfLeftOut(moments.Mean, without).Acceleration, draws, values.Length, options);
    }

    /// <summary>The interval of the difference of a quantile (type 7) between two independent samples, second minus first.</summary>
    /// <exception cref="ArgumentException">A sample has fewer than 2 values, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not inside (0, 1), or an option out of range.</exception>
    /// <remarks>The acceleration by the influence functions of both samples: Efron and Tibshirani 1986, Statistical Science 1, 54, section 7.</remarks>
    public static BcaBootstrap OfQuantileDifference(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double share, BootstrapOptions? options = null)
    {
        Require.Finite(first, nameof(first), atLeast: 2);
        Require.Finite(second, nameof(second), atLeast: 2);
        Require.Inside01(share, nameof(share));
        options ??= new BootstrapOptions();
        options.Check();
        var a = first.ToArray();
        var b = second.ToArray();
        RadixSort.Sort(a);
        RadixSort.Sort(b);
        var estimate = Quantiles.InterpolatedOf(b, share) - Quantiles.InterpolatedOf(a, share);
        var ofFirst = QuantileDraws(a, share, options);
        var ofSecond = QuantileDraws(b, share, options with { Seed = options.Seed + 0x9E3779B97F4A7C15 });
        double[] draws = [.. ofSecond.Zip(ofFirst, (y, x) => y - x)];
        return Summarize(estimate, QuantileAcceleration(ofFirst, a.Length, ofSecond, b.Length, share), draws, a.Length + b.Length, options);
    }

    private static double[] QuantileDraws(double[] ascending, double share, BootstrapOptions options) =>
        Resampling.Run(options, () => new int[ascending.Length], (ref Xoshiro random, int[] counts) => Resampling.QuantileOfDraw(ref random, ascending, share, counts));

    // The jackknife of a quantile does not settle; its influence function, of two values, does: skewed by (2s − 1)/√(s(1 − s)) and scaled by the
    // density, for which the resamples' own spread stands in.
    private static double QuantileAcceleration(double[] ofFirst, int first, double[] ofSecond, int second, double share)
    {
        var skew = (2 * share - 1) / Math.Sqrt(share * (1 - share));
        var (x, y) = (Moments.Of(ofFirst).StandardDeviation!.Value, Moments.Of(ofSecond).StandardDeviation!.Value);
        var spread = double.Hypot(x, y);
        return spread > 0 ? skew * (Math.Pow(y / spread, 3) / Math.Sqrt(second) - Math.Pow(x / spread, 3) / Math.Sqrt(first)) / 6 : 0;
    }

    private static BcaBootstrap Summarize(double estimate, double acceleration, double[] draws, long units, BootstrapOptions options)
    {
        Require.Finite(draws, "statistic");
        Array.Sort(draws);
        var moments = Moments.Of(draws);
        double below = 0;
        foreach (var draw in draws) below += draw < estimate ? 1 : draw == estimate ? 0.5 : 0;
        var fraction = below / draws.Length;
        var levels = fraction is > 0 and < 1 ? BcaLevels.Of(fraction, acceleration, options.Confidence) : null;
        var tail = (1 - options.Confidence) / 2;
        var percentile = Between(draws, tail, 1 - tail, options.Confidence);
        return new BcaBootstrap
        {
            Estimate = new Estimate(estimate, levels is null ? percentile : Between(draws, levels.Lower, levels.Upper, options.Confidence), units),
            PercentileInterval = percentile,
            StandardError = moments.StandardDeviation!.Value,
            Bias = moments.Mean - estimate,
            Levels = levels,
            Resamples = draws.Length,
        };
    }

    private static Interval Between(double[] sorted, double lower, double upper, double confidence) =>
        new(Quantiles.InterpolatedOf(sorted, lower), Quantiles.InterpolatedOf(sorted, upper), confidence);
}
