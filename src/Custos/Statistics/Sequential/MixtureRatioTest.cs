namespace Custos.Statistics.Sequential;

/// <summary>How strong is the evidence against a mean, looking at any time? The mixture sequential probability ratio test.</summary>
/// <param name="LogRatio">The natural logarithm of the mixture likelihood ratio.</param>
/// <param name="AnyTimeP">1 / ratio, at most 1: valid at every look, also the most flattering. Over several looks take the smallest so far.</param>
/// <remarks>For normal observations of known variance, or means of many. Sources: Robbins 1970; Johari, Koomen, Pekelis and Walsh 2017.</remarks>
public sealed record MixtureRatioTest(double LogRatio, double AnyTimeP)
{
    /// <summary>The mixture likelihood ratio; infinity when it exceeds a double.</summary>
    public double Ratio => Math.Exp(LogRatio);

    /// <param name="n">Observations so far, at least 1.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="nullMean">The mean under the null.</param>
    /// <param name="variance">Of one observation, above 0.</param>
    /// <param name="effectVariance">Of the effects that one expects, above 0; chosen before the data are seen.</param>
    public static MixtureRatioTest Measure(long n, double mean, double nullMean, double variance, double effectVariance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        Require.Finite(mean, nameof(mean));
        Require.Finite(nullMean, nameof(nullMean));
        Require.Positive(variance, nameof(variance));
        Require.Positive(effectVariance, nameof(effectVariance));
        var all = variance + n * effectVariance;
        var effect = n * (mean - nullMean);
        var log = 0.5 * Math.Log(variance / all) + effect / all * (effect / variance) * (effectVariance / 2);
        return new MixtureRatioTest(log, Math.Min(1, Math.Exp(-log)));
    }
}
