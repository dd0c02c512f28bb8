namespace Custos.Bench.Accuracy;

/// <summary>From which score on is a text flagged? Chosen on scores of texts that the model did not learn from.</summary>
internal static class ThresholdChoice
{
    /// <summary>Halfway below the lowest flagged score of the flagging with the highest F1; of several, the one with the fewest flags.</summary>
    public static double HighestF1(IReadOnlyList<(double Score, bool IsBad)> rows)
    {
        var positives = rows.Count(row => row.IsBad);
        var (best, threshold) = (-1.0, 1.0);
        foreach (var (flagged, found, cut) in Cuts(rows))
        {
            var f1 = 2.0 * found / (flagged + positives);
            if (f1 > best) (best, threshold) = (f1, cut);
        }

        return threshold;
    }

    /// <summary>The lowest such cut at which at most this share of the harmless rows is flagged.</summary>
    public static double MostFalsePositives(IReadOnlyList<(double Score, bool IsBad)> rows, double share)
    {
        var most = share * rows.Count(row => !row.IsBad);
        return Cuts(rows).Where(cut => cut.Flagged - cut.Found <= most).Select(cut => cut.Cut).DefaultIfEmpty(1).Last();
    }

    private static IEnumerable<(int Flagged, int Found, double Cut)> Cuts(IReadOnlyList<(double Score, bool IsBad)> rows)
    {
        var ranked = rows.OrderByDescending(row => row.Score).ToList();
        var found = 0;
        for (var i = 0; i < ranked.Count; i++)
        {
            if (ranked[i].IsBad) found++;
            var next = i + 1 < ranked.Count ? ranked[i + 1].Score : 0;
            if (next < ranked[i].Score) yield return (i + 1, found, (ranked[i].Score + next) / 2);
        }
    }
}
