using Custos.Statistics.Means;

namespace Custos.Statistics.Bootstrap;

/// <summary>How does the statistic change when one row, or one group of rows, is left out?</summary>
/// <param name="Estimate">The statistic of all rows.</param>
/// <param name="StandardError">√((n − 1)/n Σ (left-out statistic − their mean)²).</param>
/// <param name="Bias">(n − 1)(mean of the left-out statistics − estimate).</param>
/// <param name="Acceleration">The skew of the left-out statistics, as the BCa interval wants it; 0 where they are all equal.</param>
public sealed record Jackknife(double Estimate, double StandardError, double Bias, double Acceleration)
{
    /// <param name="rows">The number of rows, at least 2.</param>
    /// <param name="statistic">The statistic; it must exist with a row left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 rows.</exception>
    /// <exception cref="ArgumentException">The statistic is not finite on some rows.</exception>
    /// <remarks>Source: Efron and Tibshirani 1993, eq. 11.5 and 14.15. Calls the statistic n + 1 times.</remarks>
    public static Jackknife Of(int rows, RowStatistic statistic)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        ArgumentNullException.ThrowIfNull(statistic);
        return OverGroups(Enumerable.Range(0, rows).Select(row => new[] { row }).ToArray(), statistic);
    }

    /// <summary>The same, leaving out one group of rows at a time.</summary>
    internal static Jackknife OverGroups(int[][] groups, RowStatistic statistic)
    {
        var all = groups.SelectMany(group => group).ToArray();
        var without = new double[groups.Length];
        var starts = new int[groups.Length];
        for (var g = 1; g < groups.Length; g++) starts[g] = starts[g - 1] + groups[g - 1].Length;
        var estimate = statistic(all);
        Require.Finite(estimate, nameof(statistic));
        try
        {
            Parallel.For(0, groups.Length, () => new int[all.Length], (g, _, kept) =>
            {
                all.AsSpan(0, starts[g]).CopyTo(kept);
                all.AsSpan(starts[g] + groups[g].Length).CopyTo(kept.AsSpan(starts[g]));
                without[g] = statistic(kept.AsSpan(0, all.Length - groups[g].Length));
                return kept;
            }, _ => { });
        }
        catch (AggregateException failed) when (failed.InnerException is ArgumentException unable)
        {
            throw new ArgumentException($"The statistic does not exist with some rows left out: {unable.Message}", nameof(statistic), unable);
        }

        Require.Finite(without, nameof(statistic));
        return OfLeftOut(estimate, without);
    }

    internal static Jackknife OfLeftOut(double estimate, ReadOnlySpan<double> without)
    {
        var moments = Moments.Of(without);
        double n = without.Length, cubes = 0;
        foreach (var value in without) cubes += Math.Pow(moments.Mean - value, 3);
        var squares = moments.SquaredDeviations;
        return new Jackknife(
            estimate, Math.Sqrt((n - 1) / n * squares), (n - 1) * (moments.Mean - estimate), squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0);
    }
}
