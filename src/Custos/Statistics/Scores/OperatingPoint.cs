using Custos.Records;

namespace Custos.Statistics.Scores;

/// <summary>What happens when every row that scores at least this is flagged?</summary>
/// <param name="Threshold">The lowest score that is flagged; positive infinity flags nothing.</param>
/// <param name="TruePositives">Flagged rows with label 1.</param>
/// <param name="FalsePositives">Flagged rows with label 0.</param>
/// <param name="Positives">All rows with label 1.</param>
/// <param name="Negatives">All rows with label 0.</param>
public sealed record OperatingPoint(double Threshold, long TruePositives, long FalsePositives, long Positives, long Negatives)
{
    /// <summary>The share of positives that is flagged, with Wilson's 95 % interval.</summary>
    public Estimate Recall => Estimate.OfRate(TruePositives, Positives);

    /// <summary>The share of negatives that is flagged, with Wilson's 95 % interval.</summary>
    public Estimate FalsePositiveRate => Estimate.OfRate(FalsePositives, Negatives);

    /// <summary>The share of flagged rows that is positive, at this sample's prevalence; null when nothing is flagged.</summary>
    public Estimate? Precision => TruePositives + FalsePositives == 0 ? null : Estimate.OfRate(TruePositives, TruePositives + FalsePositives);
}
