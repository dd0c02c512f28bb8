using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Scores;

/// <summary>How often does A win against B, a tie counting half, and could the wins and losses be chance?</summary>
public sealed record WinRate
{
    private WinRate()
    {
    }

    /// <summary>(wins + ties / 2) / all, with the normal interval clipped to [0, 1]; with all results alike, Wilson's in its place.</summary>
    public required Estimate Estimate { get; init; }

    /// <summary>√(variance / n) of the results 1, ½ and 0, the variance dividing by n.</summary>
    public required double StandardError { get; init; }

    /// <summary>The two-sided exact sign test of wins against losses; ties say nothing about it and are left out. 1 where there are only ties.</summary>
    public required double SignTestP { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A count is negative, all are 0, or the confidence is not inside (0, 1).</exception>
    public static WinRate Of(long wins, long ties, long losses, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wins);
        ArgumentOutOfRangeException.ThrowIfNegative(ties);
        ArgumentOutOfRangeException.ThrowIfNegative(losses);
        Require.Inside01(confidence, nameof(confidence));
        var n = wins + ties + losses;
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1, nameof(wins));
        var rate = (wins + ties / 2.0) / n;
        var variance = (wins * Square(1 - rate) + ties * Square(0.5 - rate) + losses * Square(rate)) / n;
        var se = Math.Sqrt(variance / n);
        var z = Normal.Quantile(0.5 + confidence / 2);
        return new WinRate
        {
            Estimate = new Estimate(rate, se > 0 ? Clipped(rate, z * se, confidence) : Wilson(rate, n, z, confidence), n),
            StandardError = se,
            SignTestP = SignTest(wins, losses),
        };
    }

    private static Interval Clipped(double rate, double half, double confidence) =>
        new(Math.Max(0, rate - half), Math.Min(1, rate + half), confidence);

    private static Interval Wilson(double rate, double n, double z, double confidence)
    {
        var center = (rate + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(rate * (1 - rate) / n + z * z / (4 * n * n));
        return new Interval(rate == 0 ? 0 : Math.Max(0, center - half), rate == 1 ? 1 : Math.Min(1, center + half), confidence);
    }

    // Symmetric under the null, so twice the smaller tail, which is P(X <= min) for X ~ Binomial(wins + losses, 1/2).
    private static double SignTest(long wins, long losses)
    {
        if (wins == losses) return 1;
        return Math.Min(1, 2 * Binomial.AtMost(Math.Min(wins, losses), wins + losses, 0.5));
    }

    private static double Square(double x) => x * x;
}
