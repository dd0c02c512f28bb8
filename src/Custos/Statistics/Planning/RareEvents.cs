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
}

/// <summary>How many trials, and how many failures among them are allowed?</summary>
/// <param name="Trials">At least 1.</param>
/// <param name="AllowedFailures">So many or fewer certify the target.</param>
/// <param name="PassProbability">How often something at the rate hoped for passes.</param>
public sealed record CertificationPlan(long Trials, long AllowedFailures, double PassProbability);
