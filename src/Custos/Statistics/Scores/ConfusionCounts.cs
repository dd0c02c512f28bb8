using Custos.Records;

namespace Custos.Statistics.Scores;

/// <summary>How often was the flag right, and in which way was it wrong?</summary>
/// <param name="TruePositives">Positive and flagged.</param>
/// <param name="FalsePositives">Negative and flagged.</param>
/// <param name="TrueNegatives">Negative and not flagged.</param>
/// <param name="FalseNegatives">Positive and not flagged.</param>
public sealed record ConfusionCounts(long TruePositives, long FalsePositives, long TrueNegatives, long FalseNegatives)
{
    public long Positives => TruePositives + FalseNegatives;

    public long Negatives => TrueNegatives + FalsePositives;

    public long Flagged => TruePositives + FalsePositives;

    public long Count => Positives + Negatives;

    /// <summary>The share of flags that is right; null when nothing was flagged.</summary>
    public Estimate? Precision => Rate(TruePositives, Flagged);

    /// <summary>The share of positives that was flagged; null without positives.</summary>
    public Estimate? Recall => Rate(TruePositives, Positives);

    /// <summary>The share of negatives that was left alone; null without negatives.</summary>
    public Estimate? Specificity => Rate(TrueNegatives, Negatives);

    /// <summary>The share of negatives that was flagged; null without negatives.</summary>
    public Estimate? FalsePositiveRate => Rate(FalsePositives, Negatives);

    /// <summary>The share of rows that was judged right; null without rows.</summary>
    public Estimate? Accuracy => Rate(TruePositives + TrueNegatives, Count);

    /// <summary>The mean of recall and specificity; null where one of them is.</summary>
    public double? BalancedAccuracy => Recall is { } recall && Specificity is { } specificity ? (recall.Value + specificity.Value) / 2 : null;

    /// <summary>Matthews' correlation of flag and label, in [−1, 1]; null where a row or column of the table is empty.</summary>
    public double? MatthewsCorrelation
    {
        get
        {
            double tp = TruePositives, fp = FalsePositives, tn = TrueNegatives, fn = FalseNegatives;
            if (Flagged == 0 || Positives == 0 || Negatives == 0 || tn + fn == 0) return null;

            // The square roots are taken apart: the product of four row sums overflows nothing, but loses nothing either this way.
            return (tp * tn - fp * fn) / (Math.Sqrt((tp + fp) * (tp + fn)) * Math.Sqrt((tn + fp) * (tn + fn)));
        }
    }

    /// <summary>The harmonic mean of precision and recall, recall weighing <paramref name="beta"/> times as much; null where nothing is positive and nothing flagged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Beta is not a finite number above 0.</exception>
    public double? FScore(double beta)
    {
        Require.Positive(beta, nameof(beta));
        var weight = beta * beta;
        var all = (1 + weight) * TruePositives + weight * FalseNegatives + FalsePositives;
        return all == 0 ? null : (1 + weight) * TruePositives / all;
    }

    /// <summary>How do flags and labels agree?</summary>
    /// <exception cref="ArgumentException">The lengths differ, or a label or flag is neither 0 nor 1.</exception>
    public static ConfusionCounts Of(ReadOnlySpan<sbyte> flags, ReadOnlySpan<sbyte> labels)
    {
        Require.SameLength(flags.Length, labels.Length, nameof(labels));
        Require.Labels(flags, nameof(flags));
        Require.Labels(labels, nameof(labels));
        Span<long> cells = stackalloc long[4];
        for (var i = 0; i < flags.Length; i++) cells[2 * flags[i] + labels[i]]++;
        return new ConfusionCounts(cells[3], cells[2], cells[0], cells[1]);
    }

    /// <summary>How do the scores agree with the labels when every score of at least the threshold is a flag?</summary>
    /// <exception cref="ArgumentException">The lengths differ, a score or the threshold is NaN, or a label is neither 0 nor 1.</exception>
    public static ConfusionCounts AtThreshold(ReadOnlySpan<double> scores, ReadOnlySpan<sbyte> labels, double threshold)
    {
        Require.SameLength(scores.Length, labels.Length, nameof(labels));
        Require.Finite(scores, nameof(scores), atLeast: 0);
        Require.Labels(labels, nameof(labels));
        if (double.IsNaN(threshold)) throw new ArgumentException("The threshold is NaN; it must be a number.", nameof(threshold));
        Span<long> cells = stackalloc long[4];
        for (var i = 0; i < scores.Length; i++) cells[(scores[i] >= threshold ? 2 : 0) + labels[i]]++;
        return new ConfusionCounts(cells[3], cells[2], cells[0], cells[1]);
    }

    private static Estimate? Rate(long part, long whole) => whole == 0 ? null : Estimate.OfRate(part, whole);
}
