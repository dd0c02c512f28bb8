using Custos.Statistics.Distributions;

namespace Custos.Statistics.Ranks;

/// <summary>Do paired differences tend to one side? Wilcoxon's signed-rank test.</summary>
public sealed record WilcoxonSignedRank
{
    private const double MostExactSteps = 2e8;

    private WilcoxonSignedRank()
    {
    }

    /// <summary>The sum of the ranks of positive differences x − y.</summary>
    public required double WPlus { get; init; }

    /// <summary>The sum of the ranks of negative differences x − y.</summary>
    public required double WMinus { get; init; }

    /// <summary>(W⁺ − its mean) / its standard deviation under the null; null where every difference is 0.</summary>
    public required double? Z { get; init; }

    /// <summary>The p-value by the normal distribution, ties taken into account, with W moved by ½ towards its mean unless asked not to; 1 where every difference is 0.</summary>
    public required double P { get; init; }

    /// <summary>The p-value over all ways to choose the signs, ties and all; null where that is too much to count.</summary>
    public required double? PExact { get; init; }

    /// <summary>The pairs that differ, on which all of this stands.</summary>
    public required int DifferingPairs { get; init; }

    /// <summary>The pairs that are equal, left out as Wilcoxon did.</summary>
    public required int EqualPairs { get; init; }

    /// <exception cref="ArgumentException">There is no pair, the lengths differ, or a number is not finite.</exception>
    /// <remarks>Source: Wilcoxon 1945, Biometrics Bulletin 1, 80. Exact by O(n³) additions for up to a few hundred pairs.</remarks>
    public static WilcoxonSignedRank Of(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided, bool continuity = true)
    {
        Require.Finite(x, nameof(x));
        Require.Finite(y, nameof(y));
        Require.SameLength(x.Length, y.Length, nameof(y));
        var differences = new List<double>(x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] != y[i]) differences.Add(x[i] - y[i]);
        }

        var (ranks, ties) = MidRanks.Of(differences.Select(Math.Abs).ToArray());
        long plus = 0, all = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            all += ranks[i];
            if (differences[i] > 0) plus += ranks[i];
        }

        double n = ranks.Length, excess = plus / 2.0 - all / 4.0;
        var sigma = Math.Sqrt(n * (n + 1) * (2 * n + 1) / 24 - ties / 48);
        return new WilcoxonSignedRank
        {
            WPlus = plus / 2.0,
            WMinus = (all - plus) / 2.0,
            Z = sigma > 0 ? excess / sigma : null,
            P = sigma > 0 ? NormalP(excess, continuity ? 0.5 : 0, sigma, alternative) : 1,
            PExact = n * all > MostExactSteps ? null : SubsetSums.Tail(SubsetSums.OfCoinTosses(ranks), plus, all / 2.0, alternative),
            DifferingPairs = ranks.Length,
            EqualPairs = x.Length - ranks.Length,
        };
    }

    private static double NormalP(double excess, double continuity, double sigma, Alternative alternative) => alternative switch
    {
        Alternative.Less => Normal.Cdf((excess + continuity) / sigma),
        Alternative.Greater => Normal.Survival((excess - continuity) / sigma),
        _ => Math.Min(1, 2 * Normal.Survival((Math.Abs(excess) - Math.Min(continuity, Math.Abs(excess))) / sigma)),
    };
}
