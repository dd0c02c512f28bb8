namespace Custos.Statistics.Distributions;

/// <summary>How likely is exactly this count? Binomial and Poisson densities as a saddle point and its error, exact for any size.</summary>
/// <remarks>Source: Loader 2000, "Fast and Accurate Computation of Binomial Probabilities". Every term of the exponent has one sign, so nothing cancels.</remarks>
internal static class Saddle
{
    private static readonly double _halfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>ln of Γ(a+b+1)/(Γ(a+1)Γ(b+1)) x^a y^b, where x + y = 1 and a, b &gt; 0 need not be whole.</summary>
    public static double LogBinomial(double a, double b, double x, double y)
    {
        var n = a + b;
        // Only the smaller of x and y is known to full precision, and the two deviations are one number.
        var deviation = x <= y ? Math.FusedMultiplyAdd(-n, x, a) : -Math.FusedMultiplyAdd(-n, y, b);
        return StirlingError(n) - StirlingError(a) - StirlingError(b)
            - Deviance(a, n * x, deviation) - Deviance(b, n * y, -deviation)
            + 0.5 * Math.Log(n / a / b) - _halfLogTwoPi;
    }

    /// <summary>ln of x^a e^(−x) / Γ(a+1), where a &gt; 0 need not be whole.</summary>
    public static double LogPoisson(double a, double x) =>
        -StirlingError(a) - Deviance(a, x, a - x) - 0.5 * Math.Log(a) - _halfLogTwoPi;

    /// <summary>ln Γ(x) for x &gt; 0.</summary>
    public static double LogGamma(double x) =>
        StirlingError(x) + (x + 0.5) * Math.Log(x) - x + _halfLogTwoPi - Math.Log(x);

    /// <summary>ln Γ(x+1) less its Stirling approximation, for x &gt; 0.</summary>
    /// <remarks>Source: NIST DLMF 5.11.1; below 15 it is carried down by Γ(x+1) = xΓ(x).</remarks>
    internal static double StirlingError(double x)
    {
        var carried = 0.0;
        for (; x < 15; x++)
        {
            carried += (x + 0.5) * LogSpace.Log1p(1 / x) - 1;
        }

        var r = 1 / (x * x);
        return carried + (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * (691.0 / 360360 - r / 156)))))) / x;
    }

    // x ln(x/m) + m − x, where deviation = x − m is known better than the difference of the rounded two.
    private static double Deviance(double x, double m, double deviation)
    {
        if (m == 0)
        {
            return double.PositiveInfinity;
        }

        var v = deviation / (x + m);
        if (Math.Abs(v) > 0.35)
        {
            return x * Math.Log(x / m) - deviation;
        }

        var sum = deviation * v;
        var power = 2 * x * v;
        for (var j = 3; ; j += 2)
        {
            power *= v * v;
            var next = sum + power / j;
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }
}
