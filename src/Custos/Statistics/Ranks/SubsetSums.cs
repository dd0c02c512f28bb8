namespace Custos.Statistics.Ranks;

/// <summary>How likely is each sum when some of the weights are drawn at random? The exact null distribution of rank sums, ties and all.</summary>
internal static class SubsetSums
{
    /// <summary>The chance of each sum 0 … Σ when exactly <paramref name="chosen"/> of the weights are drawn, all subsets being equally likely.</summary>
    /// <remarks>Each weight is drawn with the share of places still open, so only positive numbers are added. O(n × chosen × Σ) time.</remarks>
    public static double[] OfFixedSize(ReadOnlySpan<long> weights, int chosen)
    {
        var total = Sum(weights);

        // chances[k][s]: among the weights seen so far, of those paths that took k of them, times the chance of taking k.
        var chances = new double[chosen + 1][];
        for (var k = 0; k <= chosen; k++) chances[k] = new double[total + 1];
        chances[0][0] = 1;
        long reach = 0;
        for (var seen = 0; seen < weights.Length; seen++)
        {
            var weight = weights[seen];
            double left = weights.Length - seen;
            var most = Math.Min(chosen, seen);
            reach += weight;
            for (var k = most; k >= 0; k--)
            {
                var take = (chosen - k) / left;
                if (take < 0) continue;
                var here = chances[k];
                var next = k < chosen ? chances[k + 1] : null;
                for (var s = reach - weight; s >= 0; s--)
                {
                    var chance = here[s];
                    if (chance == 0) continue;
                    if (next is not null) next[s + weight] += chance * take;
                    here[s] = chance * (1 - take);
                }
            }
        }

        return chances[chosen];
    }

    /// <summary>The chance of each sum 0 … Σ when every weight is drawn or not by the toss of a fair coin.</summary>
    public static double[] OfCoinTosses(ReadOnlySpan<long> weights)
    {
        var chances = new double[Sum(weights) + 1];
        chances[0] = 1;
        long reach = 0;
        foreach (var weight in weights)
        {
            for (var s = reach; s >= 0; s--)
            {
                chances[s] /= 2;
                chances[s + weight] += chances[s];
            }

            reach += weight;
        }

        return chances;
    }

    /// <summary>How likely is a sum as extreme as the observed one? Two-sided: at least as far from the expected sum.</summary>
    public static double Tail(double[] chances, long observed, double expected, Alternative alternative)
    {
        var p = 0.0;
        var distance = Math.Abs(observed - expected);
        for (var s = 0; s < chances.Length; s++)
        {
            var counts = alternative switch
            {
                Alternative.Less => s <= observed,
                Alternative.Greater => s >= observed,
                _ => Math.Abs(s - expected) >= distance,
            };
            if (counts) p += chances[s];
        }

        return Math.Min(1, p);
    }

    private static long Sum(ReadOnlySpan<long> weights)
    {
        long sum = 0;
        foreach (var weight in weights) sum += weight;
        return sum;
    }
}
