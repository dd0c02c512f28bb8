using Custos.Statistics.Distributions;
using Custos.Statistics.Rates;

namespace Custos.Statistics.Planning;

/// <summary>How long must one look to see something rare, or to be sure that it is rare?</summary>
public static class RareEvents
{
    /// <summary>How many trials without a failure show that the rate is at most <paramref name="pMax"/>?</summary>
    /// <remarks>⌈ln(1 − confidence)/ln(1 − pMax)⌉, exact. The same number is needed to see at least one failure with that probability if the rate is pMax.</remarks>
    public static long ZeroFailureSampleSize(double pMax, double confidence = 0.95)
    {
        Require.Inside01(pMax, nameof(pMax));
        Require.Inside01(confidence, nameof(confidence));
        return RequiredSample.Ceiling(Math.Log(1 - confidence) / LogSpace.Log1p(-pMax));
    }

    /// <summary>The same by the rule of three, −ln(1 − confidence)/pMax: about 3/pMax at 95 %.</summary>
    public static double RuleOfThree(double pMax, double confidence = 0.95)
    {
        Require.Inside01(pMax, nameof(pMax));
        Require.Inside01(confidence, nameof(confidence));
        return -Math.Log(1 - confidence) / pMax;
    }

    /// <summary>Which is the shortest test that certifies <paramref name="target"/> and that something truly at <paramref name="trueRate"/> passes this often?</summary>
    /// <param name="target">The rate to certify.</param>
    /// <param name="trueRate">The rate hoped for, below the target: a test without allowed failures would often reject it by bad luck.</param>
    /// <param name="confidence">One-sided, of the certificate.</param>
    /// <param name="power">How often it must pass.</param>
    /// <returns>Null when a thousand allowed failures are not enough: the true rate is too near the target.</returns>
    public static CertificationPlan? Certification(double target, double trueRate, double confidence = 0.95, double power = 0.8)
    {
        Require.Inside01(target, nameof(target));
        Require.Within01(trueRate, nameof(trueRate));
        Require.Inside01(power, nameof(power));
        if (trueRate >= target)
        {
            throw new ArgumentOutOfRangeException(nameof(trueRate), trueRate, "The rate hoped for must be below the target, or nothing can certify it.");
        }

        for (var allowed = 0L; allowed <= 1000; allowed++)
        {
            var trials = FalsePositiveBudget.MinNegatives(target, allowed, confidence);
            var pass = Binomial.AtMost(allowed, trials, trueRate);
            if (pass >= power)
            {
                return new CertificationPlan(trials, allowed, pass);
            }
        }

        return null;
    }

    /// <summary>How many failures may there be in so many trials to certify <paramref name="target"/>, and how often does something truly at <paramref name="trueRate"/> pass?</summary>
    /// <returns>Null when so few trials certify the target not even without a failure.</returns>
    public static CertificationPlan? CertificationWith(double target, double trueRate, long trials, double confidence = 0.95)
    {
        Require.Within01(trueRate, nameof(trueRate));
        return FalsePositiveBudget.MaxFalsePositives(target, trials, confidence) is { } allowed
            ? new CertificationPlan(trials, allowed, Binomial.AtMost(allowed, trials, trueRate))
            : null;
    }

    /// <summary>Which is the smallest rate that so many trials certify, with so many failures or fewer?</summary>
    public static double SmallestTarget(long trials, long allowedFailures = 0, double confidence = 0.95) =>
        BinomialIntervals.UpperBound(allowedFailures, trials, confidence);

    /// <summary>How high may the true rate be for so many failures or fewer to come up at least this often?</summary>
    public static double LargestRatePassing(long trials, long allowedFailures = 0, double power = 0.8)
    {
        Require.Inside01(power, nameof(power));
        return BinomialIntervals.UpperBound(allowedFailures, trials, 1 - power);
    }

    /// <summary>How likely is it to see at least so many events?</summary>
    public static double ChanceToSee(double rate, long trials, long atLeast = 1)
    {
        Require.Within01(rate, nameof(rate));
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        Require.Countable(trials, nameof(trials));
        ArgumentOutOfRangeException.ThrowIfLessThan(atLeast, 1);
        return atLeast > trials ? 0 : Binomial.AtLeast(atLeast, trials, rate);
    }

    /// <summary>How many trials does it take to see at least so many events this often?</summary>
    public static long TrialsToSee(double rate, double power = 0.8, long atLeast = 1)
    {
        Require.Inside01(rate, nameof(rate));
        Require.Inside01(power, nameof(power));
        ArgumentOutOfRangeException.ThrowIfLessThan(atLeast, 1);
        // To see fewer than k no more often than 1 − power is what a certificate with k − 1 failures asks for.
        return FalsePositiveBudget.MinNegatives(rate, atLeast - 1, power);
    }

    /// <summary>How rare may the events be, for at least so many of them to be seen this often?</summary>
    public static double SmallestRateSeen(long trials, double power = 0.8, long atLeast = 1)
    {
        Require.Inside01(power, nameof(power));
        ArgumentOutOfRangeException.ThrowIfLessThan(atLeast, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atLeast, trials);
        return BinomialIntervals.UpperBound(atLeast - 1, trials, power);
    }
}

/// <summary>How many trials, and how many failures among them are allowed?</summary>
/// <param name="Trials">At least 1.</param>
/// <param name="AllowedFailures">So many or fewer certify the target.</param>
/// <param name="PassProbability">How often something at the rate hoped for passes.</param>
public sealed record CertificationPlan(long Trials, long AllowedFailures, double PassProbability);
