using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Means;

/// <summary>How many values, around which mean, how far spread? Moments that add, so that parts can be summed up apart.</summary>
/// <param name="N">The number of values, at least 1.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="SquaredDeviations">Σ (x − mean)², at least 0.</param>
public sealed record Moments(long N, double Mean, double SquaredDeviations)
{
    /// <summary>The sample standard deviation, dividing by n − 1; null for one value.</summary>
    public double? StandardDeviation => N > 1 ? Math.Sqrt(SquaredDeviations / (N - 1)) : null;

    /// <summary>The standard error of the mean for independent values; null for one value.</summary>
    public double? StandardError => StandardDeviation / Math.Sqrt(N);

    /// <summary>Between which means does the truth lie? Student's interval of independent values; null for one value.</summary>
    /// <param name="confidence">In (0, 1).</param>
    public Interval? MeanInterval(double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        if (StandardError is not { } error) return null;
        var half = StudentT.InverseSurvival((1 - confidence) / 2, N - 1) * error;
        return new Interval(Mean - half, Mean + half, confidence);
    }

    /// <summary>The moments of both parts together.</summary>
    /// <remarks>Source: Chan, Golub, LeVeque 1983, The American Statistician 37, 242.</remarks>
    public static Moments operator +(Moments left, Moments right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var n = left.N + right.N;
        var apart = right.Mean - left.Mean;
        var share = (double)right.N / n;
        return new Moments(
            n, left.Mean + apart * share, left.SquaredDeviations + right.SquaredDeviations + apart * apart * left.N * share);
    }

    /// <summary>The moments of these values.</summary>
    /// <exception cref="ArgumentException">There is no value, or one is not finite or beyond 1e150.</exception>
    /// <remarks>
    /// Two passes over the distances from the first value, with compensated sums: right to the digits that NIST certifies for its
    /// univariate data sets, also where the values are large and their spread small.
    /// </remarks>
    public static Moments Of(ReadOnlySpan<double> values)
    {
        Require.Squarable(values, nameof(values));
        var pivot = values[0];
        var sum = default(CompensatedSum);
        foreach (var value in values) sum.Add(value - pivot);
        var offset = sum.Value / values.Length;
        var squares = default(CompensatedSum);
        var rest = default(CompensatedSum);
        foreach (var value in values)
        {
            var deviation = value - pivot - offset;
            squares.Add(deviation * deviation);
            rest.Add(deviation);
        }

        return new Moments(values.Length, pivot + offset, Math.Max(0, squares.Value - rest.Value * rest.Value / values.Length));
    }

    /// <summary>How much do neighbours in the sequence resemble each other? The lag-1 autocorrelation; null where all values are equal.</summary>
    /// <exception cref="ArgumentException">There is no value, or one is not finite or beyond 1e150.</exception>
    public static double? Autocorrelation(ReadOnlySpan<double> values)
    {
        var moments = Of(values);
        if (!(moments.SquaredDeviations > 0)) return null;
        var pivot = values[0];
        var offset = default(CompensatedSum);
        foreach (var value in values) offset.Add(value - pivot);
        var mean = offset.Value / values.Length;
        var products = default(CompensatedSum);
        for (var i = 1; i < values.Length; i++) products.Add((values[i - 1] - pivot - mean) * (values[i] - pivot - mean));
        return products.Value / moments.SquaredDeviations;
    }

    /// <summary>The mean with Student's interval; with one value the interval is the whole line.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not inside (0, 1).</exception>
    public Estimate MeanEstimate(double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        if (StandardError is not { } se) return new Estimate(Mean, new Interval(double.NegativeInfinity, double.PositiveInfinity, confidence), N);
        var half = StudentT.Quantile(0.5 + confidence / 2, N - 1) * se;
        return new Estimate(Mean, new Interval(Mean - half, Mean + half, confidence), N);
    }
}
