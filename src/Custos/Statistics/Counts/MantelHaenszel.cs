using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Counts;

/// <summary>Is there an association once every stratum is compared within itself?</summary>
/// <remarks>
/// Assumes one common odds ratio for the estimate; the test needs no such thing but is blind to effects of opposite sign that cancel.
/// Source: Mantel and Haenszel 1959; the interval is Robins, Breslow and Greenland 1986.
/// </remarks>
public sealed record MantelHaenszel
{
    /// <summary>The common odds ratio with its interval; null when no stratum holds both products of the odds.</summary>
    public required Estimate? CommonOddsRatio { get; init; }

    /// <summary>The odds ratio of the pooled table, which mixes the strata: the unadjusted answer; null where it is 0/0.</summary>
    public required double? PooledOddsRatio { get; init; }

    /// <summary>The Cochran–Mantel–Haenszel statistic on 1 degree of freedom, without correction; null when no stratum can vary.</summary>
    public required double? ChiSquared { get; init; }

    public required double? P { get; init; }

    /// <summary>The same with the correction of ½.</summary>
    public required double? ChiSquaredCorrected { get; init; }

    public required double? PCorrected { get; init; }

    /// <param name="strata">One table each, rows the groups, columns success and failure. An empty table adds nothing.</param>
    /// <param name="confidence">Of the interval of the odds ratio.</param>
    public static MantelHaenszel Test(IReadOnlyList<TwoByTwo> strata, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(strata);
        Require.Inside01(confidence, nameof(confidence));
        var informative = strata.Where(table => table.Total > 1).ToList();
        if (informative.Count == 0)
        {
            throw new ArgumentException("There must be a stratum with at least two observations.", nameof(strata));
        }

        var surplus = Math.Abs(informative.Sum(table => table.A - (double)table.Row1 * table.Column1 / table.Total));
        var variance = informative.Sum(table =>
            (double)table.Row1 * table.Row2 / table.Total * table.Column1 / table.Total * table.Column2 / (table.Total - 1.0));
        double? plain = variance > 0 ? surplus * surplus / variance : null;
        double? corrected = variance > 0 ? Math.Pow(Math.Max(0, surplus - 0.5), 2) / variance : null;
        return new MantelHaenszel
        {
            CommonOddsRatio = OddsRatioOf(informative, confidence),
            PooledOddsRatio = new TwoByTwo(strata.Sum(t => t.A), strata.Sum(t => t.B), strata.Sum(t => t.C), strata.Sum(t => t.D)).OddsRatio,
            ChiSquared = plain,
            P = plain is { } x ? ChiSquare.Survival(x, 1) : null,
            ChiSquaredCorrected = corrected,
            PCorrected = corrected is { } y ? ChiSquare.Survival(y, 1) : null,
        };
    }

    private static Estimate? OddsRatioOf(List<TwoByTwo> strata, double confidence)
    {
        double r = 0, s = 0, pr = 0, mixed = 0, qs = 0;
        foreach (var table in strata)
        {
            double n = table.Total;
            var (up, down) = ((double)table.A * table.D / n, (double)table.B * table.C / n);
            var (p, q) = ((table.A + table.D) / n, (table.B + table.C) / n);
            (r, s) = (r + up, s + down);
            (pr, mixed, qs) = (pr + p * up, mixed + p * down + q * up, qs + q * down);
        }

        if (r == 0 || s == 0)
        {
            return null;
        }

        var logError = Math.Sqrt(pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s));
        var z = Normal.InverseSurvival((1 - confidence) / 2);
        return new Estimate(r / s, new Interval(r / s * Math.Exp(-z * logError), r / s * Math.Exp(z * logError), confidence), strata.Sum(table => table.Total));
    }
}
