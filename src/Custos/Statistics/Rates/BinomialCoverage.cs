using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Rates;

/// <summary>How often does an interval for a rate really cover it?</summary>
public static class BinomialCoverage
{
    /// <summary>The exact probability that <paramref name="method"/> covers <paramref name="rate"/> in <paramref name="trials"/> trials.</summary>
    /// <remarks>The sum of the binomial probabilities of the outcomes whose interval covers; no simulation. Cost: trials + 1 intervals.</remarks>
    public static double Of(Func<long, long, double, Interval> method, double rate, long trials, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(method);
        Require.Inside01(rate, nameof(rate));
        Require.Inside01(confidence, nameof(confidence));
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        var covered = 0.0;
        for (long k = 0; k <= trials; k++)
        {
            covered += method(k, trials, confidence).Contains(rate) ? Binomial.Mass(k, trials, rate) : 0;
        }

        return Math.Min(1, covered);
    }
}
