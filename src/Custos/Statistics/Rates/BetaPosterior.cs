using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Rates;

/// <summary>What is believed of a rate once the trials are in?</summary>
/// <param name="A">The first shape: the prior's successes and those seen.</param>
/// <param name="B">The second shape: the prior's failures and those seen.</param>
/// <remarks>A statement about belief under a prior, not about how often an interval covers.</remarks>
public sealed record BetaPosterior(double A, double B)
{
    /// <param name="successes">Between 0 and <paramref name="trials"/>.</param>
    /// <param name="trials">At least 0: without data the posterior is the prior.</param>
    /// <param name="prior">Uniform unless said.</param>
    public static BetaPosterior Of(long successes, long trials, BetaPrior? prior = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        var believed = prior ?? BetaPrior.Uniform;
        return new BetaPosterior(successes + believed.Successes, trials - successes + believed.Failures);
    }

    public double Mean => A / (A + B);

    /// <summary>Which rate is exceeded with probability 1 − <paramref name="confidence"/> only?</summary>
    public double UpperBound(double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        return Beta.InverseSurvival(1 - confidence, A, B);
    }

    /// <summary>Which rate is undercut with probability 1 − <paramref name="confidence"/> only?</summary>
    public double LowerBound(double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        return Beta.Quantile(1 - confidence, A, B);
    }

    /// <summary>Which rates lie between two equal tails?</summary>
    public Interval EqualTailed(double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        var tail = (1 - confidence) / 2;
        return new Interval(Beta.Quantile(tail, A, B), Beta.InverseSurvival(tail, A, B), confidence);
    }

    /// <summary>How likely is a rate above <paramref name="rate"/>? Small probabilities keep their digits.</summary>
    public double ProbabilityAbove(double rate) => Beta.Survival(rate, A, B);

    /// <summary>How likely is a rate of at most <paramref name="rate"/>?</summary>
    public double ProbabilityAtMost(double rate) => Beta.Cdf(rate, A, B);
}
