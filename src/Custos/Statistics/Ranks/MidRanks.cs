namespace Custos.Statistics.Ranks;

/// <summary>Which rank has each value, equal values sharing the mean of the ranks they take?</summary>
internal static class MidRanks
{
    /// <summary>Twice each value's rank (counted from 1), which is a whole number, in input order; and Σ (t³ − t) over groups of t equal values.</summary>
    public static (long[] Doubled, double TieTerm) Of(ReadOnlySpan<double> values)
    {
        var order = RadixSort.Order(values, out var sorted);
        var ranks = new long[order.Length];
        var ties = 0.0;
        for (int from = 0, to; from < order.Length; from = to)
        {
            var value = sorted[from];
            for (to = from + 1; to < order.Length && sorted[to] == value;) to++;
            double size = to - from;
            ties += size * size * size - size;
            for (var i = from; i < to; i++) ranks[order[i]] = from + to + 1L;
        }

        return (ranks, ties);
    }
}
