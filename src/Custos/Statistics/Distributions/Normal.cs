using MathNet.Numerics;

namespace Custos.Statistics.Distributions;

/// <summary>How far out is a standard normal value?</summary>
/// <remarks>Tails to 1e-300 and beyond: 2·Survival(12) is 3.6e-33, not 0. Every argument may be any double but NaN.</remarks>
internal static class Normal
{
    // Beyond it a tail is too small for a double; its logarithm goes on.
    private const double Smallest = 39;

    private static readonly double _logSqrtTwoPi = 0.5 * Math.Log(2 * Math.PI);

    public static double Density(double z) => Math.Exp(LogDensity(z));

    public static double LogDensity(double z) => -0.5 * z * z - _logSqrtTwoPi;

    /// <summary>P(Z ≤ z).</summary>
    public static double Cdf(double z) => Survival(-z);

    /// <summary>P(Z &gt; z).</summary>
    public static double Survival(double z)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(z, double.NaN);
        return z < 4 ? 0.5 * SpecialFunctions.Erfc(z / Constants.Sqrt2) : z > Smallest ? 0 : ExpOfHalfSquare(z) * Mills(z);
    }

    /// <summary>ln P(Z &gt; z), finite for every finite z below 1e154.</summary>
    public static double LogSurvival(double z) =>
        z < 4 ? Math.Log(Survival(z)) : double.IsPositiveInfinity(z) ? double.NegativeInfinity : LogDensity(z) + Math.Log(Mills(z));

    /// <summary>P(|Z| ≥ |z|).</summary>
    public static double TwoSidedP(double z) => Math.Min(1, 2 * Survival(Math.Abs(z)));

    /// <summary>The z with P(Z ≤ z) = <paramref name="p"/>, p in (0, 1).</summary>
    public static double Quantile(double p) => -InverseSurvival(p);

    /// <summary>The z with P(Z &gt; z) = <paramref name="p"/>, p in (0, 1).</summary>
    public static double InverseSurvival(double p)
    {
        if (!(p is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A normal quantile needs a probability strictly between 0 and 1.");
        }

        if (p > 0.5)
        {
            return -InverseSurvivalUpper(1 - p, p);
        }

        return InverseSurvivalUpper(p, 1 - p);
    }

    // One Newton step on the log scale takes the library's start to the last digits.
    private static double InverseSurvivalUpper(double p, double complement)
    {
        if (p > 0.25)
        {
            // Near the middle the complement holds the digits: Φ(z) − 1/2 = complement − 1/2.
            return Math.Sqrt(2) * SpecialFunctions.ErfInv(complement - p);
        }

        var z = Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * p);
        var tail = LogSurvival(z);
        return z + (tail - Math.Log(p)) * Math.Exp(tail - LogDensity(z));
    }

    // φ(z) with the rounding error of z² put back: at z = 37 it would cost 1e-13 of the answer.
    private static double ExpOfHalfSquare(double z)
    {
        var square = z * z;
        return Math.Exp(-0.5 * square) * Math.Exp(-0.5 * Math.FusedMultiplyAdd(z, z, -square)) / Math.Sqrt(2 * Math.PI);
    }

    // Survival(z)/φ(z) by Laplace's continued fraction, for z ≥ 4. Source: NIST DLMF 7.9.1.
    private static double Mills(double z)
    {
        var value = z;
        for (var n = (int)(20 + 1200 / (z * z)); n > 0; n--)
        {
            value = z + n / value;
        }

        return 1 / value;
    }
}
