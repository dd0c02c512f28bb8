using System.Runtime.Intrinsics;

namespace Custos.Learning;

/// <summary>Exponential and logarithm whose bits are the same on every machine, in every lane, at every time.</summary>
/// <remarks>
/// The platform's vector forms fuse multiplication and addition where the compiler of the moment can, so that the same call
/// may differ in its last bit between start-up and later. These only add, multiply and divide. Relative error below 1e-15.
/// </remarks>
internal static class LaneMath
{
    // 1 / k! for k = 2 … 13: on |r| <= ln(2) / 2 the next term is below 1e-17.
    private static readonly double[] ExpTerms = [.. Enumerable.Range(2, 12).Select(k => 1 / Enumerable.Range(1, k).Aggregate(1.0, (product, factor) => product * factor))];

    /// <summary>e to the power of x; below -708 it is e to the power of -708, above 708 likewise.</summary>
    /// <remarks>Reduction by Cody and Waite: x = n ln 2 + r, with ln 2 in two parts.</remarks>
    public static Vector128<double> Exp(Vector128<double> x)
    {
        // Adding and taking away 1.5 · 2^52 rounds to a whole number, and leaves it in the low bits on the way.
        var rounder = Vector128.Create(6755399441055744.0);
        var bounded = Vector128.Min(Vector128.Max(x, Vector128.Create(-708.0)), Vector128.Create(708.0));
        var shifted = (bounded * Vector128.Create(1.4426950408889634)) + rounder;
        var whole = shifted - rounder;
        var rest = bounded - (whole * Vector128.Create(0.693147180369123816490)) - (whole * Vector128.Create(1.90821492927058770002e-10));
        var sum = Vector128.Create(ExpTerms[^1]);
        for (var term = ExpTerms.Length - 2; term >= 0; term--)
        {
            sum = (sum * rest) + Vector128.Create(ExpTerms[term]);
        }

        var fraction = (sum * rest * rest) + rest + Vector128<double>.One;
        var power = Vector128.ShiftLeft(shifted.AsInt64() + Vector128.Create(1023L), 52).AsDouble();
        return fraction * power;
    }

    /// <summary>The natural logarithm of 1 + x, for x in [0, 1].</summary>
    /// <remarks>2 artanh(s) with s = x / (2 + x), at most 1/3, by its series.</remarks>
    public static Vector128<double> LogOnePlus(Vector128<double> x)
    {
        const int terms = 16;
        var s = x / (x + Vector128.Create(2.0));
        var square = s * s;
        var sum = Vector128.Create(1.0 / (2 * terms + 1));
        for (var term = terms - 1; term >= 0; term--)
        {
            sum = (sum * square) + Vector128.Create(1.0 / (2 * term + 1));
        }

        return (s + s) * sum;
    }
}
