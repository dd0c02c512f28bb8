using Custos.Records;

namespace Custos.Statistics.Rates;

/// <summary>At which score does a classifier flag as much as possible without flagging more of the good than allowed?</summary>
/// <param name="Threshold">Scores at or above it are flagged; infinite when no score of the sample keeps to the allowance.</param>
/// <param name="FalsePositives">The good that it flags.</param>
/// <param name="TruePositives">The bad that it flags.</param>
/// <param name="FalsePositiveRate">With its exact interval: a rate counted on the sample that chose the threshold is on the lucky side.</param>
/// <param name="Recall">With its exact interval.</param>
public sealed record OperatingThreshold(double Threshold, long FalsePositives, long TruePositives, Estimate FalsePositiveRate, Estimate Recall)
{
    /// <summary>The lowest observed score whose false positives are at most <paramref name="maxEmpiricalFpr"/> of the negatives; ties go together.</summary>
    /// <remarks>O(n log n).</remarks>
    public static OperatingThreshold Select(IReadOnlyList<double> negativeScores, IReadOnlyList<double> positiveScores, double maxEmpiricalFpr, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(negativeScores);
        ArgumentNullException.ThrowIfNull(positiveScores);
        var (negatives, positives) = (negativeScores.ToArray(), positiveScores.ToArray());
        Require.Finite(negatives, nameof(negativeScores));
        Require.Finite(positives, nameof(positiveScores));
        Require.Within01(maxEmpiricalFpr, nameof(maxEmpiricalFpr));
        Require.Inside01(confidence, nameof(confidence));
        Array.Sort(negatives);
        Array.Sort(positives);
        // A product such as 0.1 · 10 may fall a rounding short of the whole number it is meant to be.
        var allowed = (int)Math.Floor(maxEmpiricalFpr * negatives.Length * (1 + 1e-12));
        var threshold = Lowest(negatives, positives, allowed);
        long falsePositives = AtOrAbove(negatives, threshold);
        long truePositives = AtOrAbove(positives, threshold);
        return new OperatingThreshold(threshold, falsePositives, truePositives, Rate(falsePositives, negatives.Length), Rate(truePositives, positives.Length));

        Estimate Rate(long flagged, long of) => new((double)flagged / of, BinomialIntervals.ClopperPearson(flagged, of, confidence), of);
    }

    private static double Lowest(double[] negatives, double[] positives, int allowed)
    {
        if (allowed >= negatives.Length)
        {
            return Math.Min(negatives[0], positives[0]);
        }

        // Every threshold has to lie above this negative; the lowest score that does is the answer.
        var barred = negatives[negatives.Length - 1 - allowed];
        return Math.Min(FirstAbove(negatives, barred), FirstAbove(positives, barred));
    }

    private static double FirstAbove(double[] sorted, double value)
    {
        var index = sorted.Length - AtOrAbove(sorted, Math.BitIncrement(value));
        return index < sorted.Length ? sorted[index] : double.PositiveInfinity;
    }

    private static int AtOrAbove(double[] sorted, double threshold)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (sorted[middle] >= threshold) high = middle;
            else low = middle + 1;
        }

        return sorted.Length - low;
    }
}
