namespace Custos.Statistics.Distributions;

/// <summary>How many events happen when <c>mean</c> are expected?</summary>
internal static class Poisson
{
    /// <summary>P(X = k).</summary>
    public static double Mass(double k, double mean) =>
        k < 0 ? 0 : mean <= 0 ? (k == 0 ? 1 : 0) : k == 0 ? Math.Exp(-mean) : Math.Exp(Saddle.LogPoisson(k, mean));

    /// <summary>P(X ≤ k).</summary>
    public static double AtMost(double k, double mean) =>
        k < 0 ? 0 : mean <= 0 ? 1 : Math.Exp(IncompleteGamma.Tails(Math.Floor(k) + 1, mean).Upper);

    /// <summary>P(X ≥ k).</summary>
    public static double AtLeast(double k, double mean) =>
        k <= 0 ? 1 : mean <= 0 ? 0 : Math.Exp(IncompleteGamma.Tails(Math.Ceiling(k), mean).Lower);
}
