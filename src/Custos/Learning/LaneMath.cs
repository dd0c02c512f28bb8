using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Custos.Learning;

/// <summary>Exponential and logarithm whose bits are the same on every machine, in every lane, at every time.</summary>
/// <remarks>
/// The platform's vector forms fuse multiplication and addition where the compiler of the moment can, so that the same call
/// may differ in its last bit between start-up and later. These only add, multiply and divide. Relative error below 1e-15.
/// </remarks>
internal static class LaneMath
{
    /// <summary>e to the power of x; below -708 it is e to the power of -708, above 708 likewise.</summary>
    /// <remarks>Reduction by Cody and Waite: x = n ln 2 + r, with ln 2 in two parts.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Exp(Vector128<double> x)
    {
        // Adding and taking away 1.5 · 2^52 rounds to a whole number, and leaves it in the low bits on the way.
        var rounder = Vector128.Create(6755399441055744.0);
        var bounded = Vector128.Min(Vector128.Max(x, Vector128.Create(-708.0)), Vector128.Create(708.0));
        var shifted = (bounded * Vector128.Create(1.4426950408889634)) + rounder;
        var whole = shifted - rounder;
        var rest = bounded - (whole * Vector128.Create(0.693147180369123816490)) - (whole * Vector128.Create(1.90821492927058770002e-10));
        // 1 / k! for k = 13 … 2: on |r| <= ln(2) / 2 the next term is below 1e-17.
        var sum = Vector128.Create(1 / 6227020800.0);
        sum = (sum * rest) + Vector128.Create(1 / 479001600.0);
        sum = (sum * rest) + Vector128.Create(1 / 39916800.0);
        sum = (sum * rest) + Vector128.Create(1 / 3628800.0);
        sum = (sum * rest) + Vector128.Create(1 / 362880.0);
        sum = (sum * rest) + Vector128.Create(1 / 40320.0);
        sum = (sum * rest) + Vector128.Create(1 / 5040.0);
        sum = (sum * rest) + Vector128.Create(1 / 720.0);
        sum = (sum * rest) + Vector128.Create(1 / 120.0);
        sum = (sum * rest) + Vector128.Create(1 / 24.0);
        sum = (sum * rest) + Vector128.Create(1 / 6.0);
        sum = (sum * rest) + Vector128.Create(1 / 2.0);
        var fraction = (sum * rest * rest) + rest + Vector128<double>.One;
        var power = Vector128.ShiftLeft(shifted.AsInt64() + Vector128.Create(1023L), 52).AsDouble();
        return fraction * power;
    }

    /// <summary>The natural logarithm of 1 + x, for x in [0, 1].</summary>
    /// <remarks>2 artanh(s) with s = x / (2 + x), at most 1/3, by its series.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LogOnePlus(Vector128<double> x)
    {
        var s = x / (x + Vector128.Create(2.0));
        var square = s * s;
        var sum = Vector128.Create(1 / 33.0);
        sum = (sum * square) + Vector128.Create(1 / 31.0);
        sum = (sum * square) + Vector128.Create(1 / 29.0);
        sum = (sum * square) + Vector128.Create(1 / 27.0);
        sum = (sum * square) + Vector128.Create(1 / 25.0);
        sum = (sum * square) + Vector128.Create(1 / 23.0);
        sum = (sum * square) + Vector128.Create(1 / 21.0);
        sum = (sum * square) + Vector128.Create(1 / 19.0);
        sum = (sum * square) + Vector128.Create(1 / 17.0);
        sum = (sum * square) + Vector128.Create(1 / 15.0);
        sum = (sum * square) + Vector128.Create(1 / 13.0);
        sum = (sum * square) + Vector128.Create(1 / 11.0);
        sum = (sum * square) + Vector128.Create(1 / 9.0);
        sum = (sum * square) + Vector128.Create(1 / 7.0);
        sum = (sum * square) + Vector128.Create(1 / 5.0);
        sum = (sum * square) + Vector128.Create(1 / 3.0);
        sum = (sum * square) + Vector128.Create(1 / 1.0);
        return (s + s) * sum;
    }
}
