namespace Custos.Statistics.Distributions;

/// <summary>How many of <c>n</c> independent trials succeed, each with probability <c>p</c>?</summary>
/// <remarks>Exact for n up to 1e15 and p down to 1e-300. Cost O(√n).</remarks>
internal static class Binomial
{
    /// <summary>P(X = k).</summary>
    public static double Mass(double k, double n, double p) => Math.Exp(LogMass(k, n, p));

    /// <summary>ln P(X = k).</summary>
    public static double LogMass(double k, double n, double p)
    {
        if (k < 0 || k > n)
        {
            return double.NegativeInfinity;
        }

        if (p <= 0 || p >= 1)
        {
            return k == (p <= 0 ? 0 : n) ? 0 : double.NegativeInfinity;
        }

        return k == 0 ? n * LogSpace.Log1p(-p) : k == n ? n * Math.Log(p) : Saddle.LogBinomial(k, n - k, p, 1 - p);
    }

    /// <summary>P(X ≤ k).</summary>
    public static double AtMost(double k, double n, double p) =>
        k < 0 ? 0 : k >= n ? 1 : Math.Exp(IncompleteBeta.Tails(k + 1, n - k, p, 1 - p).Upper);

    /// <summary>P(X ≥ k).</summary>
    public static double AtLeast(double k, double n, double p) =>
        k <= 0 ? 1 : k > n ? 0 : Math.Exp(IncompleteBeta.Tails(k, n - k + 1, p, 1 - p).Lower);

    /// <summary>The smallest k with P(X ≤ k) ≥ <paramref name="probability"/>, which lies in (0, 1).</summary>
    /// <remarks>A probability that differs from a step by rounding alone counts as that step.</remarks>
    public static double Quantile(double probability, double n, double p)
    {
        var enough = probability * (1 - 1e-14);
        return WholeNumberSearch.First(k => AtMost(k, n, p) >= enough, 0, n, Math.Floor(n * p), Math.Sqrt(n * p * (1 - p)));
    }
}
