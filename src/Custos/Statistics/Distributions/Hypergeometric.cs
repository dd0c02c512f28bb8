namespace Custos.Statistics.Distributions;

/// <summary>How many of <c>drawn</c> items, drawn without replacement, are marked, when <c>marked</c> of <c>total</c> are?</summary>
/// <remarks>Masses by Loader's three binomials; tails by their ratio, from the largest term on, until a term no longer counts. Cost O(√drawn).</remarks>
internal static class Hypergeometric
{
    public static double Lowest(double drawn, double marked, double total) => Math.Max(0, drawn + marked - total);

    public static double Highest(double drawn, double marked) => Math.Min(drawn, marked);

    /// <summary>ln P(X = k).</summary>
    public static double LogMass(double k, double drawn, double marked, double total)
    {
        if (k < Lowest(drawn, marked, total) || k > Highest(drawn, marked))
        {
            return double.NegativeInfinity;
        }

        var share = drawn / total;
        return Binomial.LogMass(k, marked, share) + Binomial.LogMass(drawn - k, total - marked, share) - Binomial.LogMass(drawn, total, share);
    }

    /// <summary>P(X ≤ k).</summary>
    public static double AtMost(double k, double drawn, double marked, double total)
    {
        var (low, high) = (Lowest(drawn, marked, total), Highest(drawn, marked));
        return k < low ? 0 : k >= high ? 1 : k <= drawn * marked / total ? Below(k, drawn, marked, total) : 1 - Above(k + 1, drawn, marked, total);
    }

    /// <summary>P(X ≥ k).</summary>
    public static double AtLeast(double k, double drawn, double marked, double total)
    {
        var (low, high) = (Lowest(drawn, marked, total), Highest(drawn, marked));
        return k <= low ? 1 : k > high ? 0 : k >= drawn * marked / total ? Above(k, drawn, marked, total) : 1 - Below(k - 1, drawn, marked, total);
    }

    private static double Below(double k, double drawn, double marked, double total)
    {
        var term = 1.0;
        var sum = 1.0;
        for (var x = k; term > sum * 1e-18; x--)
        {
            term *= x * (total - marked - drawn + x) / ((marked - x + 1) * (drawn - x + 1));
            sum += term;
        }

        return Math.Min(1, sum * Math.Exp(LogMass(k, drawn, marked, total)));
    }

    private static double Above(double k, double drawn, double marked, double total)
    {
        var term = 1.0;
        var sum = 1.0;
        for (var x = k; term > sum * 1e-18; x++)
        {
            term *= (marked - x) * (drawn - x) / ((x + 1) * (total - marked - drawn + x + 1));
            sum += term;
        }

        return Math.Min(1, sum * Math.Exp(LogMass(k, drawn, marked, total)));
    }
}
