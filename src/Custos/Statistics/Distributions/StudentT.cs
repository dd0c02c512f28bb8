namespace Custos.Statistics.Distributions;

/// <summary>How far out is a value of Student's t with <c>df</c> degrees of freedom (above 0, not only whole numbers, infinity is the normal)?</summary>
internal static class StudentT
{
    private const double NearlyNormal = 1e8;

    public static double Cdf(double t, double df) => Survival(-t, df);

    /// <summary>P(T &gt; t).</summary>
    public static double Survival(double t, double df)
    {
        if (double.IsPositiveInfinity(df))
        {
            return Normal.Survival(t);
        }

        if (t < 0)
        {
            return 1 - Survival(-t, df);
        }

        return 0.5 * TwoSidedP(t, df);
    }

    /// <summary>P(|T| ≥ |t|).</summary>
    public static double TwoSidedP(double t, double df)
    {
        if (double.IsNaN(t))
        {
            throw new ArgumentOutOfRangeException(nameof(t), t, "A t value is a number.");
        }

        CheckDegrees(df);
        if (double.IsPositiveInfinity(df))
        {
            return Normal.TwoSidedP(t);
        }

        if (double.IsInfinity(t))
        {
            return 0;
        }

        var r = Math.Abs(t) / Math.Sqrt(df);
        if (r > 1e100)
        {
            // r² would overflow; the first term of the tail's series is all of it.
            return Math.Exp(-df * Math.Log(r) - Math.Log(0.5 * df) - IncompleteBeta.LogComplete(0.5 * df, 0.5));
        }

        var (x, y) = (1 / (1 + r * r), r * r / (1 + r * r));
        return Math.Exp(IncompleteBeta.Tails(0.5 * df, 0.5, x, y).Lower);
    }

    /// <summary>The t with P(T ≤ t) = <paramref name="p"/>, p in (0, 1).</summary>
    public static double Quantile(double p, double df) => -InverseSurvival(p, df);

    /// <summary>The t with P(T &gt; t) = <paramref name="p"/>, p in (0, 1).</summary>
    public static double InverseSurvival(double p, double df)
    {
        if (!(p is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A t quantile needs a probability strictly between 0 and 1.");
        }

        CheckDegrees(df);
        if (double.IsPositiveInfinity(df))
        {
            return Normal.InverseSurvival(p);
        }

        if (p == 0.5)
        {
            return 0;
        }

        if (df > NearlyNormal)
        {
            // Its next term is below 1e-16 of t. Source: Abramowitz and Stegun 1964, 26.7.5.
            var z = Normal.InverseSurvival(p);
            return z + z * (z * z + 1) / (4 * df) + z * ((5 * z * z + 16) * z * z + 3) / (96 * df * df);
        }

        var tail = Math.Min(p, 1 - p);
        var logit = IncompleteBeta.LogitQuantile(2 * tail, 1 - 2 * tail, 0.5 * df, 0.5);
        var t = Math.Sqrt(df) * Math.Exp(-0.5 * logit);
        return p < 0.5 ? t : -t;
    }

    private static void CheckDegrees(double df)
    {
        if (!(df > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(df), df, "Degrees of freedom are above 0.");
        }
    }
}
