namespace Custos.Statistics.Distributions;

/// <summary>How are probabilities added and complemented without leaving the log scale?</summary>
internal static class LogSpace
{
    /// <summary>ln(1 − e^x) for x ≤ 0, accurate at both ends.</summary>
    /// <remarks>Source: Mächler 2012, "Accurately computing log(1 − exp(−|a|))", eq. 7.</remarks>
    public static double Log1mExp(double x) => x > -Math.Log(2) ? Math.Log(-ExpM1(x)) : Log1p(-Math.Exp(x));

    /// <summary>ln(e^a + e^b).</summary>
    public static double LogSumExp(double a, double b)
    {
        var high = Math.Max(a, b);
        return double.IsNegativeInfinity(high) ? high : high + Log1p(Math.Exp(Math.Min(a, b) - high));
    }

    /// <summary>ln(1 + x), accurate for small x.</summary>
    /// <remarks>Source: Kahan's correction, in Goldberg 1991, theorem 4.</remarks>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsPositiveInfinity(u) ? u : Math.Log(u) - (u - 1 - x) / u;
    }

    /// <summary>e^x − 1, accurate for small x.</summary>
    /// <remarks>Source: Kahan, in Higham 2002, section 1.14.1.</remarks>
    public static double ExpM1(double x)
    {
        var u = Math.Exp(x);
        if (u == 1)
        {
            return x;
        }

        return Math.Abs(x) > 1 ? u - 1 : (u - 1) * x / Math.Log(u);
    }
}
