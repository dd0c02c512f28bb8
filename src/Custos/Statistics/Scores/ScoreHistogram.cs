namespace Custos.Statistics.Scores;

/// <summary>How do the scores of each class spread? Counts in bins of equal width between the lowest and the highest score.</summary>
/// <param name="Edges">The bins' edges, one more than bins; each bin holds its lower edge, the last one both.</param>
/// <param name="Negatives">Rows with label 0 per bin.</param>
/// <param name="Positives">Rows with label 1 per bin.</param>
public sealed record ScoreHistogram(IReadOnlyList<double> Edges, IReadOnlyList<long> Negatives, IReadOnlyList<long> Positives)
{
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one bin.</exception>
    /// <remarks>Where all scores are equal there is one bin, without width, whatever was asked.</remarks>
    public static ScoreHistogram Of(ScoreSample sample, int bins = 20)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var low = Math.Min(sample.NegativesAscending.Span[0], sample.PositivesAscending.Span[0]);
        var high = Math.Max(sample.NegativesAscending.Span[^1], sample.PositivesAscending.Span[^1]);
        if (low == high) bins = 1;
        var edges = new double[bins + 1];

        // Weighted ends rather than a width: that of a range as wide as all doubles would overflow.
        for (var i = 0; i <= bins; i++) edges[i] = low * (1 - (double)i / bins) + high * ((double)i / bins);
        (edges[0], edges[bins]) = (low, high);
        return new ScoreHistogram(edges, Count(sample.NegativesAscending.Span, edges), Count(sample.PositivesAscending.Span, edges));
    }

    private static long[] Count(ReadOnlySpan<double> ascending, double[] edges)
    {
        var counts = new long[edges.Length - 1];
        var bin = 0;
        foreach (var score in ascending)
        {
            while (bin < counts.Length - 1 && score >= edges[bin + 1]) bin++;
            counts[bin]++;
        }

        return counts;
    }
}
