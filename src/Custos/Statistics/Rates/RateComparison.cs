using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Rates;

/// <summary>How far apart are two rates: by difference, by ratio, by odds?</summary>
/// <remarks>Always the first against the second: first − second, first ÷ second. The two samples are independent; for paired ones see <c>Counts.McNemar</c>.</remarks>
public sealed record RateComparison
{
    public required Estimate First { get; init; }

    public required Estimate Second { get; init; }

    /// <summary>First − second, in [−1, 1], with Newcombe's interval; N is both samples together.</summary>
    public required Estimate Difference { get; init; }

    /// <summary>First ÷ second (relative risk), with Katz's interval; null when either count is 0, as its log has no variance then.</summary>
    public required Estimate? Ratio { get; init; }

    /// <summary>The odds of the first over those of the second, with Woolf's interval; null when a cell is 0.</summary>
    public required Estimate? OddsRatio { get; init; }

    public static RateComparison Of(long x1, long n1, long x2, long n2, double confidence = 0.95)
    {
        Require.Counts(x1, n1, nameof(x1), nameof(n1));
        Require.Counts(x2, n2, nameof(x2), nameof(n2));
        Require.Inside01(confidence, nameof(confidence));
        var z = Normal.InverseSurvival((1 - confidence) / 2);
        var (a, b, c, d) = ((double)x1, (double)(n1 - x1), (double)x2, (double)(n2 - x2));
        return new RateComparison
        {
            First = new Estimate(a / n1, BinomialIntervals.Wilson(x1, n1, confidence), n1),
            Second = new Estimate(c / n2, BinomialIntervals.Wilson(x2, n2, confidence), n2),
            Difference = new Estimate(a / n1 - c / n2, Newcombe(x1, n1, x2, n2, confidence), n1 + n2),
            Ratio = a > 0 && c > 0 ? OnLogScale(a / n1 / (c / n2), Math.Sqrt(b / (a * n1) + d / (c * n2))) : null,
            OddsRatio = a > 0 && b > 0 && c > 0 && d > 0 ? OnLogScale(a / b * (d / c), Math.Sqrt(1 / a + 1 / b + 1 / c + 1 / d)) : null,
        };

        Estimate OnLogScale(double ratio, double logError) =>
            new(ratio, new Interval(ratio * Math.Exp(-z * logError), ratio * Math.Exp(z * logError), confidence), n1 + n2);
    }

    /// <summary>Between which differences does the truth lie? First − second.</summary>
    /// <remarks>Square-and-add of two Wilson intervals. Source: Newcombe 1998, "Interval estimation for the difference between independent proportions", method 10.</remarks>
    public static Interval Newcombe(long x1, long n1, long x2, long n2, double confidence = 0.95)
    {
        var (l1, u1) = BinomialIntervals.Wilson(x1, n1, confidence);
        var (l2, u2) = BinomialIntervals.Wilson(x2, n2, confidence);
        var (p1, p2) = ((double)x1 / n1, (double)x2 / n2);
        var down = Math.Sqrt((p1 - l1) * (p1 - l1) + (u2 - p2) * (u2 - p2));
        var up = Math.Sqrt((u1 - p1) * (u1 - p1) + (p2 - l2) * (p2 - l2));
        return new Interval(p1 - p2 - down, p1 - p2 + up, confidence);
    }
}
