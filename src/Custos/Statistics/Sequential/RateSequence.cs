using Custos.Records;

namespace Custos.Statistics.Sequential;

/// <summary>Between which rates does the truth lie, when anybody may look at any time and stop when they like?</summary>
/// <remarks>The two-sided beta-binomial mixture inverted in the rate. All looks together miss the true rate with chance at most α.
/// Source: Howard, Ramdas, McAuliffe and Sekhon 2021; the numbers are those of confseq's bernoulli_confidence_interval.
/// Cost: about 60 evaluations of the mixture.</remarks>
public static class RateSequence
{
    /// <summary>The any-time interval after so many trials.</summary>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">At least 1.</param>
    /// <param name="alpha">The chance of ever missing, in (0, 1).</param>
    /// <param name="bestAt">The number of trials to be tightest at; it must be chosen before the data are seen.</param>
    /// <param name="tuningAlpha">The error for which it is tightest, in (0, 1).</param>
    public static Estimate Interval(double successes, long trials, double alpha = 0.05, double bestAt = 1000, double tuningAlpha = 0.05)
    {
        Check(successes, trials, alpha, bestAt);
        var rate = successes / trials;
        var lower = rate > 0 ? Bisection.Root(p => p <= 0 ? 1 : p >= 1 ? -1 : Excess(p), 0, rate) : 0;
        var upper = rate < 1 ? Bisection.Root(p => p <= 0 ? -1 : p >= 1 ? 1 : Excess(p), rate, 1) : 1;
        return new Estimate(rate, new Interval(Math.Min(lower, rate), Math.Max(upper, rate), 1 - alpha), trials);

        double Excess(double p)
        {
            var variance = p * (1 - p);
            return new BetaBinomialMixture(p, 1 - p, variance * bestAt, tuningAlpha).LogEvidence((rate - p) * trials, variance * trials) + Math.Log(alpha);
        }
    }

    /// <summary>How bad can the failure rate still be, looking whenever one likes? A one-sided any-time bound.</summary>
    /// <param name="failures">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">At least 1.</param>
    /// <param name="alpha">The chance that the true rate is ever above the bound, in (0, 1).</param>
    /// <param name="bestAt">The number of trials to be tightest at; chosen before the data are seen.</param>
    /// <remarks>The one-sided beta-binomial mixture (Howard et al. 2021, Proposition 8) of the failures that fell short. After
    /// 10,000 trials without failure it is 1.03 times the fixed-sample bound when tightest at 1,000, 1.26 times when tightest at 10,000.</remarks>
    public static double FailureBound(double failures, long trials, double alpha = 0.05, double bestAt = 1000)
    {
        Check(failures, trials, alpha, bestAt);
        var rate = failures / trials;
        return rate >= 1 ? 1 : Bisection.Root(Excess, rate, 1);

        // S counts the failures that should have been and were not: steps of p for a success, p − 1 for a failure.
        double Excess(double p)
        {
            if (p <= 0) return -1;
            if (p >= 1) return 1;
            var variance = p * (1 - p);
            return new BetaBinomialMixture(1 - p, p, variance * bestAt, Math.Min(alpha, 0.49), oneSided: true).LogEvidence((p - rate) * trials, variance * trials) + Math.Log(alpha);
        }
    }

    private static void Check(double successes, long trials, double alpha, double bestAt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        if (!(successes >= 0 && successes <= trials)) throw new ArgumentOutOfRangeException(nameof(successes), successes, "The count lies between 0 and the trials.");
        Require.Inside01(alpha, nameof(alpha));
        Require.Positive(bestAt, nameof(bestAt));
    }
}
