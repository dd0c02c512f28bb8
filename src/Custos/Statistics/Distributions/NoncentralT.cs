namespace Custos.Statistics.Distributions;

/// <summary>How far out is (Z + shift)/√(χ²/df)? The distribution of a t statistic when there is an effect.</summary>
/// <remarks>
/// The definition itself, integrated over s = √(χ²/df): P(T &gt; t) = ∫ Φ(shift − t·s) f(s) ds, over the range that holds all but 1e-20 of s.
/// Every term is positive, so small tails keep their digits.
/// </remarks>
internal static class NoncentralT
{
    private const int Panels = 64;

    /// <summary>P(T &gt; t).</summary>
    public static double Survival(double t, double df, double shift) => Integrate(s => Normal.Cdf(shift - t * s), df);

    /// <summary>P(T ≤ t).</summary>
    public static double Cdf(double t, double df, double shift) => Integrate(s => Normal.Survival(shift - t * s), df);

    private static double Integrate(Func<double, double> given, double df)
    {
        if (double.IsPositiveInfinity(df))
        {
            return given(1);
        }

        var (low, high) = Range(df);
        return Math.Min(1, GaussLegendre.Integrate(s => given(s) * Density(s, df), low, high, Panels));
    }

    // Of many degrees the deviate is normal about 1, and its quantiles would cost O(√df); ten deviations hold all but 1e-23.
    private static (double Low, double High) Range(double df) => df > 1e6
        ? (1 - 10 / Math.Sqrt(2 * df), 1 + 10 / Math.Sqrt(2 * df))
        : (Math.Sqrt(IncompleteGamma.Quantile(1e-20, 1, 0.5 * df) * 2 / df), Math.Sqrt(IncompleteGamma.Quantile(1, 1e-20, 0.5 * df) * 2 / df));

    // The density of √(χ²/df).
    private static double Density(double s, double df) => Math.Exp(Saddle.LogPoisson(0.5 * df, 0.5 * df * s * s)) * df / s;
}
