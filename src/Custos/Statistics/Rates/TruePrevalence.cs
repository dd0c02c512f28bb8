using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Rates;

/// <summary>How many are really bad, when the test that counted them errs in known ways?</summary>
/// <remarks>Source: Rogan and Gladen 1978, "Estimating prevalence from the results of a screening test".</remarks>
public sealed record TruePrevalence
{
    /// <summary>The share that tested positive, with its Wilson interval: the unadjusted answer.</summary>
    public required Estimate Apparent { get; init; }

    /// <summary>(apparent + specificity − 1) / (sensitivity + specificity − 1): below 0 or above 1 when the sample contradicts the stated errors.</summary>
    public required double Unclipped { get; init; }

    /// <summary>The standard error of <see cref="Unclipped"/>, sampling only: sensitivity and specificity are taken as known.</summary>
    public required double StandardError { get; init; }

    /// <summary>The adjusted share, in [0, 1]; its interval is the apparent share's exact interval sent through the same formula.</summary>
    public required Estimate Adjusted { get; init; }

    /// <param name="positives">How many tested positive.</param>
    /// <param name="n">Of how many, at least 1.</param>
    /// <param name="sensitivity">The share of the bad that tests positive.</param>
    /// <param name="specificity">The share of the good that tests negative; with the sensitivity above 1 in sum, or the test tells nothing.</param>
    /// <param name="confidence">Of both intervals.</param>
    public static TruePrevalence Of(long positives, long n, double sensitivity, double specificity, double confidence = 0.95)
    {
        Require.Counts(positives, n, nameof(positives), nameof(n));
        Require.Within01(sensitivity, nameof(sensitivity));
        Require.Within01(specificity, nameof(specificity));
        Require.Inside01(confidence, nameof(confidence));
        var youden = sensitivity + specificity - 1;
        if (youden <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(sensitivity), sensitivity, "Sensitivity and specificity must be above 1 in sum; a test that is no better than chance tells nothing of prevalence.");
        }

        var apparent = (double)positives / n;
        var exact = BinomialIntervals.ClopperPearson(positives, n, confidence);
        var unclipped = (apparent + specificity - 1) / youden;
        return new TruePrevalence
        {
            Apparent = new Estimate(apparent, BinomialIntervals.Wilson(positives, n, confidence), n),
            Unclipped = unclipped,
            StandardError = Math.Sqrt(apparent * (1 - apparent) / n) / youden,
            Adjusted = new Estimate(Clip(unclipped), new Interval(Adjust(exact.Lower), Adjust(exact.Upper), confidence), n),
        };

        double Adjust(double share) => Clip((share + specificity - 1) / youden);
    }

    /// <summary>The standard error when sensitivity and specificity were themselves measured, on so many bad and so many good.</summary>
    /// <remarks>Delta method; Rogan and Gladen 1978, eq. 8.</remarks>
    public static double StandardErrorWithMeasuredTest(long positives, long n, double sensitivity, long sensitivityTrials, double specificity, long specificityTrials)
    {
        var known = Of(positives, n, sensitivity, specificity);
        Require.Positive(sensitivityTrials, nameof(sensitivityTrials));
        Require.Positive(specificityTrials, nameof(specificityTrials));
        var youden = sensitivity + specificity - 1;
        var p = known.Unclipped;
        return Math.Sqrt(
            known.StandardError * known.StandardError
            + p * p * sensitivity * (1 - sensitivity) / sensitivityTrials / (youden * youden)
            + (1 - p) * (1 - p) * specificity * (1 - specificity) / specificityTrials / (youden * youden));
    }

    /// <summary>The normal interval around <see cref="Unclipped"/>, cut to [0, 1].</summary>
    public Interval NormalInterval(double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        var half = Normal.InverseSurvival((1 - confidence) / 2) * StandardError;
        return new Interval(Clip(Unclipped - half), Clip(Unclipped + half), confidence);
    }

    private static double Clip(double share) => Math.Clamp(share, 0, 1);
}
