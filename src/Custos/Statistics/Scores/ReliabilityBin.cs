using Custos.Records;

namespace Custos.Statistics.Scores;

/// <summary>Of the rows whose stated probability lies in this bin, how many were positive?</summary>
/// <param name="Lower">The lower edge; it does not belong to an equal-width bin, but for the first.</param>
/// <param name="Upper">The upper edge; it belongs to the bin.</param>
/// <param name="Count">The rows in the bin, at least 1.</param>
/// <param name="Positives">The rows with label 1.</param>
/// <param name="MeanProbability">The mean stated probability.</param>
public sealed record ReliabilityBin(double Lower, double Upper, long Count, long Positives, double MeanProbability)
{
    /// <summary>The share of positives, with Wilson's 95 % interval.</summary>
    public Estimate Observed => Estimate.OfRate(Positives, Count);

    /// <summary>Observed minus stated: above 0 when the model is too cautious.</summary>
    public double Gap => (double)Positives / Count - MeanProbability;
}
