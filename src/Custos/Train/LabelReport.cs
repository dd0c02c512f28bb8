using System.Collections.Immutable;
using Custos.Records;
using Custos.Statistics.Conformal;
using Custos.Statistics.Scores;

namespace Custos.Train;

/// <summary>How well is one label recognised on held-out rows, from which threshold on is it flagged, and what does that cost?</summary>
public sealed record LabelReport
{
    public required string Name { get; init; }

    public required LabelCounts Train { get; init; }

    public required LabelCounts Validation { get; init; }

    /// <summary>Area under the ROC curve on the held-out rows with a known label.</summary>
    public required Estimate Auroc { get; init; }

    /// <summary>Area under the precision–recall curve (average precision) on the same rows; guessing reaches the prevalence.</summary>
    public required Estimate Auprc { get; init; }

    /// <summary>The mean squared error of the calibrated score.</summary>
    public required Estimate Brier { get; init; }

    /// <summary>The mean negative log-likelihood of the calibrated score, in nats.</summary>
    public required Estimate LogLoss { get; init; }

    /// <summary>Predicted against observed on the held-out rows, in bins of equal width; it bears the expected calibration error, and how much of that is chance.</summary>
    public required ReliabilityCurve Reliability { get; init; }

    /// <summary>The share of positives among held-out rows with a known label.</summary>
    public required Estimate Prevalence { get; init; }

    /// <summary>The lowest threshold whose observed false-positive rate keeps to the target.</summary>
    public required OperatingPoint Empirical { get; init; }

    /// <summary>The certified operating point, or what is missing for one.</summary>
    public required Certification Certification { get; init; }

    /// <summary>The certified operating point, or the empirical one where none is certified.</summary>
    public OperatingPoint Operating => Certification is Certification.Certified certified ? certified.Point : Empirical;

    /// <summary>Where a policy may call the score uncertain: by coverage, ascending, those that the held-out rows were enough for.</summary>
    public required ImmutableArray<ConformalBand> Bands { get; init; }

    public required CalibrationReport Calibration { get; init; }

    public required CrossValidation CrossValidation { get; init; }

    /// <summary>Held-out figures of models that learned from growing shares of the training groups; the last is the model itself. Empty for a model that was brought.</summary>
    public required ImmutableArray<LearningPoint> LearningCurve { get; init; }

    /// <summary>From the highest threshold to the lowest; at most a few hundred points of the whole curve.</summary>
    public required ImmutableArray<PrecisionRecallPoint> PrecisionRecall { get; init; }

    /// <summary>Held-out rows by calibrated score, in bins of equal width that cover [0, 1].</summary>
    public required ImmutableArray<ScoreBin> Histogram { get; init; }

    /// <summary>The features that speak most for the label, heaviest first.</summary>
    public required ImmutableArray<FeatureWeight> HeaviestFor { get; init; }

    /// <summary>The features that speak most against it, heaviest first.</summary>
    public required ImmutableArray<FeatureWeight> HeaviestAgainst { get; init; }

    /// <summary>Null for a model that was brought.</summary>
    public required FitCertificate? Fit { get; init; }
}

/// <summary>How many rows of one part have a known label, how many of them are positive, and of how many is it unknown?</summary>
public sealed record LabelCounts(long Known, long Positives, long Unknown)
{
    public long Negatives => Known - Positives;

    /// <summary>The share of positives among the known, with Wilson's interval.</summary>
    public Estimate PositiveRate => Estimate.OfRate(Positives, Known);
}

/// <summary>At this threshold, what share of the flagged is positive and what share of the positives is flagged?</summary>
public sealed record PrecisionRecallPoint(double Threshold, double Precision, double Recall);

/// <summary>How many held-out negatives and positives score in [<paramref name="From"/>, <paramref name="To"/>)? The last bin includes 1.</summary>
public sealed record ScoreBin(double From, double To, long Negatives, long Positives);

/// <summary>How much does one feature weigh, in log-odds per unit of its TF-IDF value?</summary>
public sealed record FeatureWeight(string Name, double Weight);

/// <summary>Did the optimiser arrive? At the minimum of the strictly convex loss the gradient is zero.</summary>
public sealed record FitCertificate(double GradientNorm, int Iterations, bool Converged);
