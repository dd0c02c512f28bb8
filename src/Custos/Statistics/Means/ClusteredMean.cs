using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Means;

/// <summary>What is the mean, when rows of one cluster (one user, one item) resemble each other?</summary>
public sealed record ClusteredMean
{
    private ClusteredMean()
    {
    }

    /// <summary>The mean with Student's interval on clusters − 1 degrees of freedom and the error <see cref="StandardErrorCr1"/>; N counts clusters. With one cluster the interval is the whole line.</summary>
    public required Estimate Estimate { get; init; }

    /// <summary>The rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The error if rows were independent: √(population variance / n).</summary>
    public required double StandardErrorIndependent { get; init; }

    /// <summary>√Σ (sum of a cluster's deviations)² / n.</summary>
    public required double StandardErrorCr0 { get; init; }

    /// <summary>CR0 × √(G / (G − 1)) for G clusters; null for one.</summary>
    public required double? StandardErrorCr1 { get; init; }

    /// <summary>How many times as many rows it takes for the same error: (CR0 / independent)²; null where all values are equal.</summary>
    public double? DesignEffect => StandardErrorIndependent > 0 ? Square(StandardErrorCr0 / StandardErrorIndependent) : null;

    /// <param name="values">One finite value per row.</param>
    /// <param name="clusters">Which cluster each row belongs to, any whole number.</param>
    /// <param name="confidence">The confidence, inside (0, 1).</param>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, or a value is not finite.</exception>
    /// <remarks>Source: Liang and Zeger 1986. With fewer than some 30 clusters even CR1 is too small; see the coverage table.</remarks>
    public static ClusteredMean Of(ReadOnlySpan<double> values, ReadOnlySpan<int> clusters, double confidence = 0.95)
    {
        Require.SameLength(values.Length, clusters.Length, nameof(clusters));
        Require.Inside01(confidence, nameof(confidence));
        var moments = Moments.Of(values);
        var sums = new Dictionary<int, double>();
        for (var i = 0; i < values.Length; i++)
        {
            sums[clusters[i]] = sums.GetValueOrDefault(clusters[i]) + (values[i] - moments.Mean);
        }

        double n = values.Length, groups = sums.Count;
        var cr0 = Math.Sqrt(sums.Values.Sum(Square)) / n;
        var cr1 = groups > 1 ? cr0 * Math.Sqrt(groups / (groups - 1)) : (double?)null;
        return new ClusteredMean
        {
            Estimate = new Estimate(moments.Mean, IntervalOf(moments.Mean, cr1, groups, confidence), sums.Count),
            Rows = values.Length,
            StandardErrorIndependent = Math.Sqrt(moments.SquaredDeviations) / n,
            StandardErrorCr0 = cr0,
            StandardErrorCr1 = cr1,
        };
    }

    private static Interval IntervalOf(double mean, double? error, double groups, double confidence)
    {
        var half = error is { } se ? StudentT.Quantile(0.5 + confidence / 2, groups - 1) * se : double.PositiveInfinity;
        return new Interval(mean - half, mean + half, confidence);
    }

    private static double Square(double x) => x * x;
}
