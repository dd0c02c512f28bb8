using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Ranks;

/// <summary>By how much is one sample shifted against another? The median of all pairwise differences, without ever listing them.</summary>
internal static class HodgesLehmann
{
    // Up to this many pairs the interval's ends come from the exact distribution of U.
    private const long MostExactPairs = 2500;

    /// <summary>The median of all y − x, with the interval that inverts the rank-sum test.</summary>
    /// <param name="x">The first sample, ascending.</param>
    /// <param name="y">The second sample, ascending.</param>
    /// <param name="sigma">The standard deviation of U under the null.</param>
    /// <param name="confidence">The confidence; with too few pairs for it the interval is the whole line.</param>
    public static Estimate Shift(ReadOnlyMemory<double> x, ReadOnlyMemory<double> y, double sigma, double confidence)
    {
        var pairs = (long)x.Length * y.Length;
        var skip = pairs <= MostExactPairs
            ? ExactSkip(x.Length, y.Length, confidence)
            : (long)Math.Floor(pairs / 2.0 - Normal.Quantile(0.5 + confidence / 2) * sigma);

        // The two middle differences and the two ends are looked for side by side.
        long[] ranks = [(pairs - 1) / 2, pairs / 2, Math.Max(0, skip - 1), pairs - Math.Max(1, skip)];
        var found = new double[ranks.Length];
        var (subtracted, from) = (SortedRuns.Of(x), SortedRuns.Of(y));
        Parallel.For(0, ranks.Length, i => found[i] = PairwiseDifferences.Select(subtracted, from, ranks[i]));
        var interval = skip < 1
            ? new Interval(double.NegativeInfinity, double.PositiveInfinity, confidence)
            : new Interval(found[2], found[3], confidence);
        return new Estimate(pairs % 2 == 1 ? found[0] : Middle(found[0], found[1]), interval, x.Length + y.Length);
    }

    private static double Middle(double a, double b) => a / 2 + b / 2;

    // The largest k with P(U <= k − 1) <= (1 − confidence) / 2; the interval runs from the k-th smallest difference to the k-th largest.
    private static long ExactSkip(int n, int m, double confidence)
    {
        var few = Math.Min(n, m);
        var ranks = new long[n + m];
        for (var i = 0; i < ranks.Length; i++) ranks[i] = i + 1;
        var chances = SubsetSums.OfFixedSize(ranks, few);
        var least = (long)few * (few + 1) / 2;
        var sum = 0.0;
        long skip = 0;
        while (sum + chances[least + skip] <= (1 - confidence) / 2) sum += chances[least + skip++];
        return skip;
    }
}
