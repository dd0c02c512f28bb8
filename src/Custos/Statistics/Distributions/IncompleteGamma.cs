namespace Custos.Statistics.Distributions;

/// <summary>How much of a Gamma(a) distribution of scale 1 lies on either side of x?</summary>
/// <remarks>Series NIST DLMF 8.7.1 below the mean, continued fraction 8.9.2 above it, the leading factor by <see cref="Saddle"/>. Cost O(√a).</remarks>
internal static class IncompleteGamma
{
    public static LogTails Tails(double a, double x)
    {
        if (x <= 0)
        {
            return LogTails.AllAbove;
        }

        if (double.IsPositiveInfinity(x))
        {
            return LogTails.AllBelow;
        }

        var leading = Saddle.LogPoisson(a, x);
        return x < a + 1 ? LogTails.OfLower(leading + Math.Log(Series(a, x))) : LogTails.OfUpper(leading + Math.Log(a * Fraction(a, x)));
    }

    /// <summary>At which x does Gamma(a) leave the given probability below?</summary>
    /// <param name="below">The probability below, in (0, 1).</param>
    /// <param name="above">1 − below, given apart so that neither end loses precision.</param>
    /// <param name="a">Shape, above 0.</param>
    /// <remarks>
    /// Newton on the log of the smaller tail. In ln x that is concave, so steps towards the middle close in from one side; outwards the upper
    /// tail falls like e^(−x), and a step in x itself does not leap past the answer by powers of e.
    /// </remarks>
    public static double Quantile(double below, double above, double a)
    {
        var isLower = below <= above;
        var target = Math.Log(isLower ? below : above);
        var u = Math.Log(a);
        for (var step = 0; step < 200; step++)
        {
            var x = Math.Exp(u);
            var tails = Tails(a, x);
            var tail = isLower ? tails.Lower : tails.Upper;
            var slope = Math.Exp(Saddle.LogPoisson(a, x) + Math.Log(a) - tail);
            var change = (target - tail) / (isLower ? slope : -slope);
            change = !isLower && change > 0 ? LogSpace.Log1p(change) : change;
            u += change;
            if (u < -690)
            {
                return Math.Exp((target + Saddle.LogGamma(a + 1)) / a);
            }

            if (Math.Abs(change) <= 1e-14 * Math.Max(1, Math.Abs(u)))
            {
                break;
            }
        }

        return Math.Exp(u);
    }

    private static double Series(double a, double x)
    {
        var term = 1.0;
        var sum = 1.0;
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum;
    }

    private static double Fraction(double a, double x)
    {
        var b = x + 1 - a;
        var c = 1e300;
        var d = 1 / b;
        var value = d;
        for (var n = 1.0; n < 1e8; n++)
        {
            var numerator = -n * (n - a);
            b += 2;
            d = 1 / NotZero(numerator * d + b);
            c = NotZero(b + numerator / c);
            var factor = c * d;
            value *= factor;
            if (Math.Abs(factor - 1) <= 3e-16)
            {
                break;
            }
        }

        return value;
    }

    private static double NotZero(double value) => Math.Abs(value) < 1e-300 ? 1e-300 : value;
}
