using Custos.Records;
using Custos.Statistics.Distributions;
using Custos.Statistics.Scores;

namespace Custos.Statistics.Ranks;

/// <summary>Does a random value of x tend to be larger than a random value of y? The rank-sum test of Mann, Whitney and Wilcoxon.</summary>
public sealed record MannWhitney
{
    // The exact distribution is computed up to this many additions; beyond, the normal one is as good.
    private const double MostExactSteps = 2e7;

    private MannWhitney()
    {
    }

    /// <summary>Pairs (x, y) in which x is larger, a tie counting half.</summary>
    public required double U1 { get; init; }

    /// <summary>Pairs (x, y) in which y is larger, a tie counting half.</summary>
    public required double U2 { get; init; }

    /// <summary>Σ (t³ − t) over groups of t equal values in both samples together; 0 without ties.</summary>
    public required double TieTerm { get; init; }

    /// <summary>(U1 − its mean) / its standard deviation under the null, ties taken into account; null where all values are equal.</summary>
    public required double? Z { get; init; }

    /// <summary>The p-value by the normal distribution without continuity correction; 1 where all values are equal.</summary>
    public required double P { get; init; }

    /// <summary>The p-value by the normal distribution with U moved by ½ towards its mean; 1 where all values are equal.</summary>
    public required double PWithContinuity { get; init; }

    /// <summary>The p-value over all ways to deal the values out to two samples of these sizes, ties and all; null where that is too much to count.</summary>
    public required double? PExact { get; init; }

    /// <summary>P(X &gt; Y) + ½ P(X = Y), the effect size A₁₂, with the interval of the area under the ROC curve.</summary>
    public required Estimate Superiority { get; init; }

    /// <summary>2 A₁₂ − 1, in [−1, 1].</summary>
    public double CliffsDelta => 2 * Superiority.Value - 1;

    /// <summary>By how much is y larger than x? The median of all differences y − x, with its interval.</summary>
    public required Estimate Shift { get; init; }

    /// <exception cref="ArgumentException">A sample is empty or holds a number that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not inside (0, 1).</exception>
    /// <remarks>
    /// Sources: Mann and Whitney 1947; Vargha and Delaney 2000 (A₁₂); Hodges and Lehmann 1963; Lehmann 1975, ch. 2 (interval of the shift).
    /// O(n + m) memory; sorting O(n + m), the shift a few dozen passes. The test asks about the shift only if both distributions have the same shape.
    /// </remarks>
    public static MannWhitney Of(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided, double confidence = 0.95)
    {
        Require.Finite(x, nameof(x));
        Require.Finite(y, nameof(y));
        Require.Inside01(confidence, nameof(confidence));
        var sample = ScoreSample.OfClasses(y, x);
        double n = x.Length, m = y.Length, all = n + m;
        var u1 = Placements.Of(sample).DoubledWins / 2;
        var ties = TieTermOf(sample);
        var sigma = Math.Sqrt(Math.Max(0, n * m / 12 * (all + 1 - (all > 1 ? ties / (all * (all - 1)) : 0))));
        var excess = u1 - n * m / 2;
        return new MannWhitney
        {
            U1 = u1,
            U2 = n * m - u1,
            TieTerm = ties,
            Z = sigma > 0 ? excess / sigma : null,
            P = sigma > 0 ? NormalP(excess, 0, sigma, alternative) : 1,
            PWithContinuity = sigma > 0 ? NormalP(excess, 0.5, sigma, alternative) : 1,
            PExact = Exact(x, y, alternative),
            Superiority = RocArea.Of(sample, confidence).Estimate,
            Shift = HodgesLehmann.Shift(sample.PositivesAscending, sample.NegativesAscending, sigma, confidence),
        };
    }

    private static double NormalP(double excess, double continuity, double sigma, Alternative alternative) => alternative switch
    {
        Alternative.Less => Normal.Cdf((excess + continuity) / sigma),
        Alternative.Greater => Normal.Survival((excess - continuity) / sigma),
        _ => Math.Min(1, 2 * Normal.Survival((Math.Abs(excess) - continuity) / sigma)),
    };

    private static double? Exact(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative)
    {
        double all = x.Length + y.Length;
        var few = Math.Min(x.Length, y.Length);
        if (all * all * all * few > MostExactSteps) return null;
        var pooled = new double[x.Length + y.Length];
        x.CopyTo(pooled);
        y.CopyTo(pooled.AsSpan(x.Length));
        var (ranks, ties) = MidRanks.Of(pooled);
        var unit = ties == 0 ? 1 : 2;
        for (var i = 0; ties == 0 && i < ranks.Length; i++) ranks[i] /= 2;

        // The smaller sample is dealt out, which is less to count; its large sums are the other's small ones.
        var swap = y.Length < x.Length;
        var dealt = swap ? ranks.AsSpan(x.Length) : ranks.AsSpan(0, x.Length);
        long observed = 0;
        foreach (var rank in dealt) observed += rank;
        var side = (alternative, swap) switch
        {
            (Alternative.Less, true) => Alternative.Greater,
            (Alternative.Greater, true) => Alternative.Less,
            _ => alternative,
        };
        return SubsetSums.Tail(SubsetSums.OfFixedSize(ranks, few), observed, unit * few * (all + 1) / 2, side);
    }

    private static double TieTermOf(ScoreSample sample)
    {
        var ties = 0.0;
        var steps = sample.Descending();
        while (steps.Next())
        {
            double t = steps.Positives + steps.Negatives;
            if (t > 1) ties += t * t * t - t;
        }

        return ties;
    }
}
