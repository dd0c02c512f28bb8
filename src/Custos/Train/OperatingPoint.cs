using Custos.Records;

namespace Custos.Train;

/// <summary>If everything that scores at least the threshold is flagged, what happens to held-out rows?</summary>
public sealed record OperatingPoint
{
    /// <summary>The calibrated score from which on a text is flagged.</summary>
    public required Probability Threshold { get; init; }

    public required long FalsePositives { get; init; }

    public required long TruePositives { get; init; }

    /// <summary>The share of negatives that are flagged, with its two-sided exact interval.</summary>
    public required Estimate Fpr { get; init; }

    /// <summary>The exact one-sided 95 % Clopper–Pearson upper bound of the false-positive rate.</summary>
    public required double FprUpper95 { get; init; }

    /// <summary>The share of positives that are flagged.</summary>
    public required Estimate Recall { get; init; }

    /// <summary>The share of the flagged that are positive, at the prevalence of the held-out rows; null when nothing is flagged.</summary>
    public required Estimate? Ppv { get; init; }

    /// <summary>Negatives flagged among ten thousand negatives.</summary>
    public double FalsePositivesPer10k => Fpr.Value * 10_000;
}

/// <summary>Is there a threshold whose false-positive rate is proved to keep to the target, at 95 % confidence?</summary>
public abstract record Certification
{
    private Certification()
    {
    }

    /// <summary>At this threshold and at every higher one the exact upper bound keeps to the target.</summary>
    public sealed record Certified(OperatingPoint Point) : Certification;

    /// <summary>Not even the highest observed score can be certified with so few held-out negatives.</summary>
    /// <param name="FalsePositivesAtTop">The negatives that reach the highest observed score.</param>
    /// <param name="NegativesNeeded">The held-out negatives that would certify that many false positives.</param>
    /// <param name="NegativesMissing">How many more that is than there are.</param>
    public sealed record NotCertified(long FalsePositivesAtTop, long NegativesNeeded, long NegativesMissing) : Certification;
}
