using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Scores;

/// <summary>How surprised is one who believed the stated probabilities, in nats a row?</summary>
/// <param name="Value">The mean of −ln(probability of what happened); positive infinity where something "impossible" happened.</param>
/// <param name="Estimate">The value with the normal interval of a mean; null where the value is infinite.</param>
/// <param name="ImpossibleRows">How many rows had a stated probability of 0 for what then happened.</param>
public sealed record LogLoss(double Value, Estimate? Estimate, int ImpossibleRows)
{
    /// <exception cref="ArgumentException">There is no row, the lengths differ, a probability is outside [0, 1], or a label is neither 0 nor 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not inside (0, 1).</exception>
    /// <remarks>Probabilities are not clipped: a forecast of 0 or 1 that is wrong costs an infinite loss, and hiding it would hide the fault.</remarks>
    public static LogLoss Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<sbyte> labels, double confidence = 0.95)
    {
        Require.Probabilities(probabilities, nameof(probabilities));
        Require.SameLength(probabilities.Length, labels.Length, nameof(labels));
        Require.Labels(labels, nameof(labels));
        Require.Inside01(confidence, nameof(confidence));
        var losses = new double[labels.Length];
        var impossible = 0;
        for (var i = 0; i < losses.Length; i++)
        {
            // ln(1 − p) from p, which keeps the digits of a small p.
            losses[i] = labels[i] == 1 ? -Math.Log(probabilities[i]) : -LogSpace.Log1p(-probabilities[i]);
            if (double.IsPositiveInfinity(losses[i])) impossible++;
        }

        if (impossible > 0) return new LogLoss(double.PositiveInfinity, null, impossible);
        var estimate = MeanLoss.Of(losses, double.PositiveInfinity, confidence);
        return new LogLoss(estimate.Value, estimate, 0);
    }
}
