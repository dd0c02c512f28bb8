using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Scores;

/// <summary>What is the mean of losses that cannot be negative, with the normal interval of a mean?</summary>
internal static class MeanLoss
{
    /// <param name="losses">One finite loss a row, at least one row.</param>
    /// <param name="largest">The largest loss possible; the interval is clipped to [0, largest], and with one row it is all of that.</param>
    /// <param name="confidence">The confidence, inside (0, 1).</param>
    public static Estimate Of(ReadOnlySpan<double> losses, double largest, double confidence)
    {
        Require.Inside01(confidence, nameof(confidence));
        double n = losses.Length, sum = 0, squares = 0;
        foreach (var loss in losses) sum += loss;
        var mean = sum / n;
        if (losses.Length == 1) return new Estimate(mean, new Interval(0, largest, confidence), 1);
        foreach (var loss in losses) squares += (loss - mean) * (loss - mean);
        var half = Normal.Quantile(0.5 + confidence / 2) * Math.Sqrt(squares / (n - 1) / n);
        return new Estimate(mean, new Interval(Math.Max(0, mean - half), Math.Min(largest, mean + half), confidence), losses.Length);
    }
}
