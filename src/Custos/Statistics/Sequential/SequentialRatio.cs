namespace Custos.Statistics.Sequential;

/// <summary>When may a test of one failure rate against another stop? Wald's sequential probability ratio test.</summary>
/// <param name="UpperLogBound">At or above it: stop and take the higher rate for true.</param>
/// <param name="LowerLogBound">At or below it: stop and take the lower rate for true.</param>
/// <param name="LogRatioPerFailure">What a failure adds to the log-likelihood ratio.</param>
/// <param name="LogRatioPerSuccess">What a success adds, below 0.</param>
/// <remarks>Source: Wald 1945. The errors are at most α/(1−β) and β/(1−α), in practice below α and β, for it overshoots its bounds.</remarks>
public sealed record SequentialRatio(double UpperLogBound, double LowerLogBound, double LogRatioPerFailure, double LogRatioPerSuccess)
{
    /// <summary>The successes in a row, from the start, after which the lower rate is taken for true.</summary>
    public long FailureFreeRunsToAccept => (long)Math.Ceiling(LowerLogBound / LogRatioPerSuccess - 1e-9);

    /// <summary>The test of <paramref name="acceptable"/> against <paramref name="unacceptable"/>.</summary>
    /// <param name="acceptable">The failure rate one can live with, in (0, 1).</param>
    /// <param name="unacceptable">The failure rate one cannot, above it.</param>
    /// <param name="alpha">The chance of rejecting at the acceptable rate, in (0, 1).</param>
    /// <param name="beta">The chance of accepting at the unacceptable rate, in (0, 1 − α).</param>
    public static SequentialRatio Plan(double acceptable, double unacceptable, double alpha = 0.05, double beta = 0.2)
    {
        Require.Inside01(acceptable, nameof(acceptable));
        Require.Inside01(unacceptable, nameof(unacceptable));
        Require.Inside01(alpha, nameof(alpha));
        Require.Inside01(beta, nameof(beta));
        if (unacceptable <= acceptable) throw new ArgumentException("The unacceptable rate must be above the acceptable one.", nameof(unacceptable));
        if (alpha + beta >= 1) throw new ArgumentException("The two errors must sum to less than 1.", nameof(beta));
        return new SequentialRatio(
            Math.Log((1 - beta) / alpha),
            Math.Log(beta / (1 - alpha)),
            Math.Log(unacceptable / acceptable),
            double.LogP1(-unacceptable) - double.LogP1(-acceptable));
    }

    /// <summary>Where does the test stand after so many failures and successes?</summary>
    public SequentialDecision Decide(long failures, long successes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(failures);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        var ratio = failures * LogRatioPerFailure + successes * LogRatioPerSuccess;
        return ratio >= UpperLogBound ? SequentialDecision.Unacceptable : ratio <= LowerLogBound ? SequentialDecision.Acceptable : SequentialDecision.GoOn;
    }
}

/// <summary>What does a sequential test say so far?</summary>
public enum SequentialDecision
{
    /// <summary>Neither yet.</summary>
    GoOn,

    /// <summary>The rate is taken to be the acceptable one.</summary>
    Acceptable,

    /// <summary>The rate is taken to be the unacceptable one.</summary>
    Unacceptable,
}
