namespace Custos.Statistics.Ranks;

/// <summary>How many pairs of rows stand in the same order in both columns, less those in opposite order?</summary>
/// <param name="Excess">Concordant minus discordant pairs.</param>
/// <param name="PairsApartInX">Pairs of rows that differ in x.</param>
/// <param name="PairsApartInY">Pairs of rows that differ in y.</param>
/// <param name="NullVariance">The variance of the excess when the columns have nothing to do with each other.</param>
/// <param name="Reason">Why there is no correlation; null where there is one.</param>
internal readonly record struct ConcordantPairs(double Excess, double PairsApartInX, double PairsApartInY, double NullVariance, string? Reason)
{
    public static ConcordantPairs Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        // Stable: sorted by y first, rows equal in x stay sorted by y.
        var byY = RadixSort.Order(y);
        var xs = new double[x.Length];
        for (var i = 0; i < xs.Length; i++) xs[i] = x[byY[i]];
        var byX = RadixSort.Order(xs);
        var ys = new double[x.Length];
        for (var i = 0; i < ys.Length; i++) ys[i] = y[byY[byX[i]]];
        var sortedX = new double[x.Length];
        for (var i = 0; i < xs.Length; i++) sortedX[i] = xs[byX[i]];
        var tiedInX = Ties.Of(sortedX);
        var tiedInBoth = TiedInBoth(sortedX, ys);
        var discordant = CountInversions(ys, new double[ys.Length]);
        var tiedInY = Ties.Of(ys);
        double n = x.Length, pairs = n * (n - 1) / 2;
        if (tiedInX.Pairs == pairs || tiedInY.Pairs == pairs)
        {
            return new ConcordantPairs(0, 0, 0, 0, "A column is constant, so it cannot rise or fall with the other.");
        }

        var excess = pairs - tiedInX.Pairs - tiedInY.Pairs + tiedInBoth - 2 * discordant;
        var variance = (n * (n - 1) * (2 * n + 5) - tiedInX.Fives - tiedInY.Fives) / 18
            + 2 * tiedInX.Pairs * tiedInY.Pairs / (n * (n - 1))
            + (n > 2 ? tiedInX.Triples * tiedInY.Triples / (9 * n * (n - 1) * (n - 2)) : 0);
        return new ConcordantPairs(excess, pairs - tiedInX.Pairs, pairs - tiedInY.Pairs, variance, null);
    }

    private static double TiedInBoth(double[] x, double[] y)
    {
        double pairs = 0, run = 0;
        for (var i = 1; i < x.Length; i++)
        {
            run = x[i] == x[i - 1] && y[i] == y[i - 1] ? run + 1 : 0;
            pairs += run;
        }

        return pairs;
    }

    // Bottom-up merge sort; taking from the right half past what is left of the left half undoes that many inversions.
    private static double CountInversions(double[] values, double[] spare)
    {
        var inversions = 0.0;
        for (var width = 1; width < values.Length; width *= 2)
        {
            for (var start = 0; start < values.Length; start += 2 * width)
            {
                var middle = Math.Min(start + width, values.Length);
                var end = Math.Min(middle + width, values.Length);
                int left = start, right = middle;
                for (var k = start; k < end; k++)
                {
                    if (right >= end || (left < middle && values[left] <= values[right]))
                    {
                        spare[k] = values[left++];
                    }
                    else
                    {
                        spare[k] = values[right++];
                        inversions += middle - left;
                    }
                }
            }

            Array.Copy(spare, values, values.Length);
        }

        return inversions;
    }

    /// <summary>Over groups of t equal values: Σ t(t−1)/2, Σ t(t−1)(t−2) and Σ t(t−1)(2t+5).</summary>
    private readonly record struct Ties(double Pairs, double Triples, double Fives)
    {
        public static Ties Of(double[] sorted)
        {
            double pairs = 0, triples = 0, fives = 0;
            for (int from = 0, to; from < sorted.Length; from = to)
            {
                for (to = from + 1; to < sorted.Length && sorted[to] == sorted[from];) to++;
                double t = to - from;
                pairs += t * (t - 1) / 2;
                triples += t * (t - 1) * (t - 2);
                fives += t * (t - 1) * (2 * t + 5);
            }

            return new Ties(pairs, triples, fives);
        }
    }
}
