using Custos.Records;
using Custos.Statistics.Distributions;
using Custos.Statistics.Ranks;

namespace Custos.Statistics.Scores;

/// <summary>Which of two classifiers ranks the same rows better? The areas under both ROC curves, and DeLong's test of their difference.</summary>
/// <param name="First">The first's area, with its own interval.</param>
/// <param name="Second">The second's.</param>
/// <param name="Difference">First − second, with DeLong's normal interval; null where it has no variance: a class has one row, or both rank alike.</param>
/// <param name="StandardError">Of the difference, the two being correlated; null where a class has one row.</param>
/// <param name="P">The two-sided p-value of "no difference"; null as <paramref name="Difference"/>.</param>
/// <param name="Correlation">Of the two areas: the higher, the more the pairing gains; null where either has no variance.</param>
/// <remarks>Both classifiers must have scored the same rows, and neither may have been fitted on them: for nested models fitted on the same rows
/// the test is not valid (Demler, Pencina and D'Agostino 2012). Source: DeLong, DeLong and Clarke-Pearson 1988; from ranks: Sun and Xu 2014.</remarks>
public sealed record PairedRocAreas(RocArea First, RocArea Second, Estimate? Difference, double? StandardError, double? P, double? Correlation)
{
    /// <param name="first">The first classifier's score of each row.</param>
    /// <param name="second">The second's of the same rows.</param>
    /// <param name="labels">1 or 0 of each row; take out unknown labels first.</param>
    /// <param name="confidence">Of the intervals, in (0, 1).</param>
    /// <exception cref="ArgumentException">A score is not finite, a label is neither 0 nor 1, the lengths differ, or one class has no row.</exception>
    /// <remarks>O(n log n).</remarks>
    public static PairedRocAreas Compare(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<sbyte> labels, double confidence = 0.95)
    {
        Require.SameLength(labels.Length, first.Length, nameof(first));
        Require.SameLength(labels.Length, second.Length, nameof(second));
        var areas = (First: RocArea.Of(ScoreSample.Of(first, labels), confidence), Second: RocArea.Of(ScoreSample.Of(second, labels), confidence));
        double m = areas.First.Positives, n = areas.First.Negatives;
        if (m < 2 || n < 2) return new PairedRocAreas(areas.First, areas.Second, null, null, null, null);
        var (a, b) = (Wins(first, labels), Wins(second, labels));
        var covariance = Covariance(a, b, labels, 1) / (m * n * n) + Covariance(a, b, labels, 0) / (n * m * m);
        var (va, vb) = (areas.First.Variance!.Value, areas.Second.Variance!.Value);
        var variance = va + vb - 2 * covariance;

        // What is left of equal variances when they cancel is rounding.
        var error = variance > 1e-14 * (va + vb) ? Math.Sqrt(variance) : 0;
        double? correlation = va > 0 && vb > 0 ? Math.Clamp(covariance / Math.Sqrt(va * vb), -1, 1) : null;
        if (error == 0) return new PairedRocAreas(areas.First, areas.Second, null, 0, null, correlation);
        var difference = areas.First.Estimate.Value - areas.Second.Estimate.Value;
        var half = Normal.InverseSurvival((1 - confidence) / 2) * error;
        var interval = new Interval(Math.Max(-1, difference - half), Math.Min(1, difference + half), confidence);
        return new PairedRocAreas(areas.First, areas.Second, new Estimate(difference, interval, labels.Length), error, Normal.TwoSidedP(difference / error), correlation);
    }

    // For each row how many rows of the other class it beats (a positive) or is beaten by (a negative, less a constant), a tie counting half:
    // its rank among all less its rank in its class.
    private static double[] Wins(ReadOnlySpan<double> scores, ReadOnlySpan<sbyte> labels)
    {
        var all = MidRanks.Of(scores).Doubled;
        var wins = new double[scores.Length];
        foreach (sbyte kind in (ReadOnlySpan<sbyte>)[0, 1])
        {
            var rows = RowsOf(labels, kind);
            var own = new double[rows.Length];
            for (var i = 0; i < rows.Length; i++) own[i] = scores[rows[i]];
            var within = MidRanks.Of(own).Doubled;
            for (var i = 0; i < rows.Length; i++) wins[rows[i]] = (all[rows[i]] - within[i]) / 2.0;
        }

        return wins;
    }

    private static double Covariance(double[] a, double[] b, ReadOnlySpan<sbyte> labels, sbyte kind)
    {
        var rows = RowsOf(labels, kind);
        double meanA = 0, meanB = 0, products = 0;
        foreach (var row in rows)
        {
            meanA += a[row] / rows.Length;
            meanB += b[row] / rows.Length;
        }

        foreach (var row in rows) products += (a[row] - meanA) * (b[row] - meanB);
        return products / (rows.Length - 1);
    }

    private static int[] RowsOf(ReadOnlySpan<sbyte> labels, sbyte kind)
    {
        var rows = new List<int>();
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == kind) rows.Add(i);
        }

        return [.. rows];
    }
}
