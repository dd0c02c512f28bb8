using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Counts;

/// <summary>Did the same items fare differently the second time? Only the pairs that changed can tell.</summary>
/// <remarks>Source: McNemar 1947; the interval is Bonett and Price 2012, "Adjusted Wald confidence interval for a difference of binomial proportions based on paired data".</remarks>
public sealed record McNemar
{
    /// <summary>Pairs that were so the first time only.</summary>
    public required long B { get; init; }

    /// <summary>Pairs that were so the second time only.</summary>
    public required long C { get; init; }

    /// <summary>Two-sided binomial p of b among b + c with chance ½; 1 when no pair changed.</summary>
    public required double PExact { get; init; }

    /// <summary>The exact p with half of the observed outcome's probability taken off: less conservative.</summary>
    public required double PMid { get; init; }

    /// <summary>(b − c)²/(b + c); null when no pair changed.</summary>
    public required double? ChiSquared { get; init; }

    public required double? P { get; init; }

    /// <summary>The same with Edwards's correction, (|b − c| − 1)²/(b + c); null when no pair changed.</summary>
    public required double? ChiSquaredCorrected { get; init; }

    public required double? PCorrected { get; init; }

    /// <summary>First rate less second, (b − c)/n, with its interval; N is the number of pairs.</summary>
    public required Estimate Difference { get; init; }

    /// <param name="table">Rows: the first time yes, no. Columns: the second time yes, no.</param>
    /// <param name="confidence">Of the interval of the difference.</param>
    public static McNemar Test(TwoByTwo table, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        if (table.Total == 0)
        {
            throw new ArgumentException("There must be at least one pair.", nameof(table));
        }

        var (b, c) = (table.B, table.C);
        double changed = b + c;
        double? plain = changed > 0 ? (double)(b - c) * (b - c) / changed : null;
        double? corrected = changed > 0 ? Math.Pow(Math.Max(0, Math.Abs(b - c) - 1), 2) / changed : null;
        var tail = changed > 0 ? Binomial.AtMost(Math.Min(b, c), changed, 0.5) : 1;
        return new McNemar
        {
            B = b,
            C = c,
            PExact = Math.Min(1, 2 * tail),
            PMid = changed > 0 ? Math.Min(1, 2 * tail - Binomial.Mass(b, changed, 0.5)) : 1,
            ChiSquared = plain,
            P = plain is { } x ? ChiSquare.Survival(x, 1) : null,
            ChiSquaredCorrected = corrected,
            PCorrected = corrected is { } y ? ChiSquare.Survival(y, 1) : null,
            Difference = new Estimate((double)(b - c) / table.Total, BonettPrice(b, c, table.Total, confidence), table.Total),
        };
    }

    private static Interval BonettPrice(long b, long c, long n, double confidence)
    {
        var (p, q) = ((b + 1.0) / (n + 2), (c + 1.0) / (n + 2));
        var half = Normal.InverseSurvival((1 - confidence) / 2) * Math.Sqrt((p + q - (p - q) * (p - q)) / (n + 2));
        return new Interval(Math.Max(-1, p - q - half), Math.Min(1, p - q + half), confidence);
    }
}
