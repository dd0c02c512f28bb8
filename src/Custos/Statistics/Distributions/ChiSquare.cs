namespace Custos.Statistics.Distributions;

/// <summary>How far out is a sum of <c>df</c> squared standard normals (df above 0, not only whole numbers)?</summary>
internal static class ChiSquare
{
    public static double Cdf(double x, double df) => Math.Exp(IncompleteGamma.Tails(0.5 * df, 0.5 * x).Lower);

    /// <summary>P(X &gt; x).</summary>
    public static double Survival(double x, double df)
    {
        if (double.IsNaN(x))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "A chi-square value is a number.");
        }

        if (!(df > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(df), df, "Degrees of freedom are above 0.");
        }

        return Math.Exp(IncompleteGamma.Tails(0.5 * df, 0.5 * x).Upper);
    }

    /// <summary>The x with P(X ≤ x) = <paramref name="p"/>, p in (0, 1).</summary>
    public static double Quantile(double p, double df) => 2 * IncompleteGamma.Quantile(p, 1 - p, 0.5 * df);

    /// <summary>The x with P(X &gt; x) = <paramref name="p"/>, p in (0, 1).</summary>
    public static double InverseSurvival(double p, double df) => 2 * IncompleteGamma.Quantile(1 - p, p, 0.5 * df);
}
