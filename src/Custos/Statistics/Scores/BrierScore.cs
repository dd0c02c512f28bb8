using Custos.Records;

namespace Custos.Statistics.Scores;

/// <summary>How far are stated probabilities from what happened, squared, and is that for want of calibration or of sharpness?</summary>
/// <remarks>Score = Reliability − Resolution + Uncertainty, grouping rows with the same forecast. Source: Murphy 1973, J. Appl. Meteorology 12, 595.</remarks>
public sealed record BrierScore
{
    private BrierScore()
    {
    }

    /// <summary>The mean of (probability − label)², 0 at best, with the normal interval of a mean clipped to [0, 1].</summary>
    public required Estimate Estimate { get; init; }

    /// <summary>How far each distinct forecast lies from the rate that followed it, squared; 0 when perfectly calibrated.</summary>
    public required double Reliability { get; init; }

    /// <summary>How far the rates after distinct forecasts lie from the overall rate, squared; more is better.</summary>
    public required double Resolution { get; init; }

    /// <summary>The overall rate's own variance, which no forecast can change.</summary>
    public required double Uncertainty { get; init; }

    /// <summary>1 − Score / Uncertainty: 0 for always stating the overall rate; null where all labels are the same.</summary>
    public double? Skill => Uncertainty > 0 ? 1 - Estimate.Value / Uncertainty : null;

    /// <exception cref="ArgumentException">There is no row, the lengths differ, a probability is outside [0, 1], or a label is neither 0 nor 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not inside (0, 1).</exception>
    public static BrierScore Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels, double confidence = 0.95)
    {
        Require.Probabilities(probabilities, nameof(probabilities));
        Require.SameLength(probabilities.Length, labels.Length, nameof(labels));
        var ones = Require.Labels(labels, nameof(labels));
        var losses = new double[labels.Length];
        for (var i = 0; i < losses.Length; i++)
        {
            var miss = probabilities[i] - labels[i];
            losses[i] = miss * miss;
        }

        double n = losses.Length;
        var rate = ones / n;
        var (reliability, resolution) = Decompose(probabilities, labels, rate);
        return new BrierScore
        {
            Estimate = MeanLoss.Of(losses, 1, confidence),
            Reliability = reliability,
            Resolution = resolution,
            Uncertainty = rate * (1 - rate),
        };
    }

    private static (double Reliability, double Resolution) Decompose(ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels, double rate)
    {
        var order = RadixSort.Order(probabilities);
        double reliability = 0, resolution = 0;
        for (int from = 0, to; from < order.Length; from = to)
        {
            var forecast = probabilities[order[from]];
            double hits = 0;
            for (to = from; to < order.Length && probabilities[order[to]] == forecast; to++) hits += labels[order[to]];
            var observed = hits / (to - from);
            reliability += (to - from) * (forecast - observed) * (forecast - observed);
            resolution += (to - from) * (observed - rate) * (observed - rate);
        }

        return (reliability / order.Length, resolution / order.Length);
    }
}
