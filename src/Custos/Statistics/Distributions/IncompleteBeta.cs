namespace Custos.Statistics.Distributions;

/// <summary>How much of a Beta(a, b) distribution lies on either side of x?</summary>
/// <remarks>
/// Continued fraction of Didonato and Morris 1992 (ACM TOMS 18, eq. 9) by the modified Lentz method, its leading factor by <see cref="Saddle"/>.
/// Relative error below 1e-12 for a, b up to 1e9 and tails down to 1e-300 (checked against mpmath). Cost O(√max(a, b)).
/// </remarks>
internal static class IncompleteBeta
{
    private const double Tiny = 1e-300;

    // Below this logit a double cannot hold x; the leading term of the series is then the whole answer.
    private const double SmallestLogit = -690;

    /// <param name="a">Shape, above 0.</param>
    /// <param name="b">Shape, above 0.</param>
    /// <param name="x">The point, in [0, 1].</param>
    /// <param name="y">1 − x, given apart so that a point near 1 keeps its precision.</param>
    public static LogTails Tails(double a, double b, double x, double y)
    {
        if (x <= 0)
        {
            return LogTails.AllAbove;
        }

        if (y <= 0)
        {
            return LogTails.AllBelow;
        }

        var n = a + b;
        var leading = Saddle.LogBinomial(a, b, x, y) + Math.Log(a / n * b);
        var lambda = x <= y ? Math.FusedMultiplyAdd(-n, x, a) : -Math.FusedMultiplyAdd(-n, y, b);
        return lambda >= 0
            ? LogTails.OfLower(leading + Math.Log(Fraction(a, b, x, y, lambda)))
            : LogTails.OfUpper(leading + Math.Log(Fraction(b, a, y, x, -lambda)));
    }

    /// <summary>At which log-odds ln(x/(1−x)) does Beta(a, b) leave the given probability below?</summary>
    /// <param name="below">The probability below, in (0, 1).</param>
    /// <param name="above">1 − below, given apart so that neither end loses precision.</param>
    /// <param name="a">Shape, above 0.</param>
    /// <param name="b">Shape, above 0.</param>
    /// <remarks>Newton on the log of the smaller tail, which is concave in the log-odds: from the second step on it converges from one side.</remarks>
    public static double LogitQuantile(double below, double above, double a, double b)
    {
        if (below > above)
        {
            return -LogitQuantile(above, below, b, a);
        }

        var target = Math.Log(below);
        var u = Math.Log(a / b);
        for (var step = 0; step < 200; step++)
        {
            var x = 1 / (1 + Math.Exp(-u));
            var y = 1 / (1 + Math.Exp(u));
            var lower = Tails(a, b, x, y).Lower;
            var slope = Math.Exp(Saddle.LogBinomial(a, b, x, y) + Math.Log(a / (a + b) * b) - lower);
            var change = (target - lower) / slope;
            u += change;
            if (u < SmallestLogit)
            {
                return (target + Math.Log(a) + LogComplete(a, b)) / a;
            }

            if (Math.Abs(change) <= 1e-14 * Math.Max(1, Math.Abs(u)))
            {
                break;
            }
        }

        return u;
    }

    /// <summary>ln B(a, b), the complete beta function.</summary>
    public static double LogComplete(double a, double b) => Saddle.LogGamma(a) + Saddle.LogGamma(b) - Saddle.LogGamma(a + b);

    // With λ = a − (a+b)x ≥ 0 given exactly, no term is a difference of near numbers; with the plain fraction 1e9 trials cost 9 digits.
    private static double Fraction(double a, double b, double x, double y, double lambda)
    {
        var value = NotZero(a * (lambda + 1) / (a + 1));
        var c = value;
        var d = 0.0;
        for (var m = 1.0; m < 1e8; m++)
        {
            var over = a + 2 * m - 1;
            var numerator = (a + m - 1) / over * ((a + b + m - 1) / over) * m * (b - m) * x * x;
            var denominator = m + m * (b - m) * x / over + (a + m) * (lambda + 1 + m * (1 + y)) / (over + 2);
            d = 1 / NotZero(denominator + numerator * d);
            c = NotZero(denominator + numerator / c);
            var factor = c * d;
            value *= factor;
            if (Math.Abs(factor - 1) <= 3e-16)
            {
                break;
            }
        }

        return 1 / value;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
