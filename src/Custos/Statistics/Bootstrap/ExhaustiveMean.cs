using Custos.Statistics.Means;
using Custos.Statistics.Ranks;

namespace Custos.Statistics.Bootstrap;

/// <summary>What would the bootstrap of a mean say if every possible resample were drawn?</summary>
/// <param name="Resamples">nⁿ.</param>
/// <param name="Mean">The mean of all resamples' means, which is the sample's.</param>
/// <param name="StandardDeviation">Their population standard deviation.</param>
/// <param name="PlugInError">√(population variance / n), which is the same number by a formula.</param>
/// <param name="Quantile025">The 2.5 % quantile (type 7) of all resamples' means.</param>
/// <param name="Quantile975">The 97.5 % quantile (type 7).</param>
public sealed record ExhaustiveMean(
    long Resamples, double Mean, double StandardDeviation, double PlugInError, double Quantile025, double Quantile975)
{
    private const int MostValues = 8;

    /// <exception cref="ArgumentException">There is no value, more than 8, or one is not finite.</exception>
    /// <remarks>8⁸ is 16.8 million; the bootstrap by draws is for more. O(nⁿ).</remarks>
    public static ExhaustiveMean Of(ReadOnlySpan<double> values)
    {
        var moments = Moments.Of(values);
        var n = values.Length;
        if (n > MostValues) throw new ArgumentException($"There are {n} values; all resamples can be listed for at most {MostValues}.", nameof(values));
        var means = new double[(int)Math.Pow(n, n)];
        for (var resample = 0; resample < means.Length; resample++)
        {
            var sum = 0.0;
            for (int i = 0, rest = resample; i < n; i++, rest /= n) sum += values[rest % n];
            means[resample] = sum / n;
        }

        var all = Moments.Of(means);
        RadixSort.Sort(means);
        return new ExhaustiveMean(
            means.Length, all.Mean, Math.Sqrt(all.SquaredDeviations / means.Length), Math.Sqrt(moments.SquaredDeviations / n / n),
            Quantiles.InterpolatedOf(means, 0.025), Quantiles.InterpolatedOf(means, 0.975));
    }
}
