using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Rates;

/// <summary>Between which two rates does the truth lie, after so many successes in so many trials?</summary>
/// <remarks>
/// <see cref="ClopperPearson"/>, <see cref="UpperBound"/> and <see cref="LowerBound"/> are exact: they never cover less than asked.
/// The others cover it on average and can fall short: <see cref="BinomialCoverage"/> tells by how much. All accept 1e15 trials.
/// Source: Brown, Cai, DasGupta 2001, "Interval Estimation for a Binomial Proportion".
/// </remarks>
public static class BinomialIntervals
{
    /// <summary>Which rates does an exact two-sided test not reject? Covers at least the confidence, whatever the rate.</summary>
    /// <remarks>Beta quantiles, each end with half of alpha; exactly 0 at no success and 1 at no failure. Source: Clopper and Pearson 1934.</remarks>
    public static Interval ClopperPearson(long successes, long trials, double confidence = 0.95)
    {
        Require.Counts(successes, trials, nameof(successes), nameof(trials));
        Require.Inside01(confidence, nameof(confidence));
        var tail = (1 - confidence) / 2;
        return new Interval(LowerEnd(successes, trials, tail), UpperEnd(successes, trials, tail), confidence);
    }

    /// <summary>Above which rate can the truth not be, at this one-sided confidence? 1 when every trial failed.</summary>
    /// <param name="failures">What is counted, between 0 and <paramref name="trials"/>.</param>
    /// <param name="trials">At least 1.</param>
    /// <param name="confidence">One-sided, strictly between 0 and 1.</param>
    /// <remarks>The Clopper–Pearson bound: Beta(failures + 1, trials − failures) leaves 1 − confidence above it. 0 failures give 1 − (1 − confidence)^(1/trials).</remarks>
    public static double UpperBound(long failures, long trials, double confidence = 0.95)
    {
        Require.Counts(failures, trials, nameof(failures), nameof(trials));
        Require.Inside01(confidence, nameof(confidence));
        return UpperEnd(failures, trials, 1 - confidence);
    }

    /// <summary>Below which rate can the truth not be, at this one-sided confidence? 0 when no trial succeeded.</summary>
    public static double LowerBound(long successes, long trials, double confidence = 0.95)
    {
        Require.Counts(successes, trials, nameof(successes), nameof(trials));
        Require.Inside01(confidence, nameof(confidence));
        return LowerEnd(successes, trials, 1 - confidence);
    }

    /// <summary>Which rates does the score test not reject?</summary>
    /// <remarks>Exactly 0 at no success and 1 at no failure. Covers 83.8 % at n = 10, p = 0.0175. Source: Wilson 1927.</remarks>
    public static Interval Wilson(long successes, long trials, double confidence = 0.95)
    {
        Require.Counts(successes, trials, nameof(successes), nameof(trials));
        Require.Inside01(confidence, nameof(confidence));
        var z = Normal.InverseSurvival((1 - confidence) / 2);
        double n = trials;
        var p = successes / n;
        var center = p + z * z / (2 * n);
        var half = z * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        var scale = 1 + z * z / n;
        // Near 0 the lower end is the small difference of two near numbers; their product, p²/scale, has no such loss.
        var lower = successes == 0 ? 0 : p * p / (center + half);
        var failed = (trials - successes) / n;
        var upper = successes == trials ? 1 : 1 - failed * failed / (failed + z * z / (2 * n) + half);
        return new Interval(Math.Min(lower, p), Math.Max(Math.Min(upper, (center + half) / scale), p), confidence);
    }

    /// <summary>Which rates hold the middle of the posterior of Jeffreys' prior, Beta(½, ½)? Both tails weigh the same, at 0 and n too.</summary>
    public static Interval Jeffreys(long successes, long trials, double confidence = 0.95) =>
        BetaPosterior.Of(successes, trials, BetaPrior.Jeffreys).EqualTailed(confidence);

    /// <summary>As <see cref="Jeffreys"/>, but from 0 at no success and to 1 at no failure, the two-sided alpha kept.</summary>
    /// <remarks>Source: Brown, Cai, DasGupta 2001, section 4.1.2: without it coverage falls to 0 as the rate goes to 0.</remarks>
    public static Interval JeffreysBrownCaiDasGupta(long successes, long trials, double confidence = 0.95)
    {
        var (lower, upper) = Jeffreys(successes, trials, confidence);
        return new Interval(successes == 0 ? 0 : lower, successes == trials ? 1 : upper, confidence);
    }

    /// <summary>Which rates does the plain normal interval give after z² trials, half of them successes, are added?</summary>
    /// <remarks>Cut at 0 and 1, as a rate lies between them. Source: Agresti and Coull 1998.</remarks>
    public static Interval AgrestiCoull(long successes, long trials, double confidence = 0.95)
    {
        Require.Counts(successes, trials, nameof(successes), nameof(trials));
        Require.Inside01(confidence, nameof(confidence));
        var z = Normal.InverseSurvival((1 - confidence) / 2);
        var n = trials + z * z;
        var p = (successes + z * z / 2) / n;
        var half = z * Math.Sqrt(p * (1 - p) / n);
        return new Interval(Math.Max(0, p - half), Math.Min(1, p + half), confidence);
    }

    private static double LowerEnd(long successes, long trials, double tail) =>
        successes == 0 ? 0 : Beta.Quantile(tail, successes, trials - successes + 1);

    private static double UpperEnd(long successes, long trials, double tail) =>
        successes == trials ? 1 : Beta.InverseSurvival(tail, successes + 1, trials - successes);
}
