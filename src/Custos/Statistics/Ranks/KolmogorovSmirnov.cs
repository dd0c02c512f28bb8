using Custos.Statistics.Distributions;

namespace Custos.Statistics.Ranks;

/// <summary>Do two samples come from one distribution, or one sample from a given one? By the largest gap between the distribution functions.</summary>
/// <param name="D">The largest vertical gap, in [0, 1].</param>
/// <param name="PExact">The two-sided p-value by counting; null where the samples are too large to count, and then the limit is as good.</param>
/// <param name="PLimit">The two-sided p-value by Kolmogorov's limit distribution, without small-sample adjustment.</param>
/// <param name="N">All observations.</param>
/// <remarks>
/// With ties the two-sample count is over the ways to deal out the pooled values, looking only between distinct ones.
/// The one-sample test needs a distribution fixed beforehand: with parameters fitted to the same data its p-value is too large.
/// </remarks>
public sealed record KolmogorovSmirnov(double D, double? PExact, double PLimit, long N)
{
    private const long MostCountedPairs = 25_000_000;
    private const int MostExactRows = 2000;

    /// <summary>Do x and y come from the same distribution?</summary>
    /// <exception cref="ArgumentException">A sample is empty or holds a number that is not finite.</exception>
    /// <remarks>Source: Hodges 1958, Arkiv för Matematik 3, 469. O(n × m) for the exact p-value, of positive numbers only, so that tiny ones keep their digits.</remarks>
    public static KolmogorovSmirnov TwoSample(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Require.Finite(x, nameof(x));
        Require.Finite(y, nameof(y));
        var a = x.ToArray();
        var b = y.ToArray();
        RadixSort.Sort(a);
        RadixSort.Sort(b);
        long n = a.Length, m = b.Length, widest = 0;
        var looks = new bool[a.Length + b.Length + 1];
        int i = 0, j = 0;
        while (i < a.Length || j < b.Length)
        {
            var value = j >= b.Length || (i < a.Length && a[i] <= b[j]) ? a[i] : b[j];
            while (i < a.Length && a[i] == value) i++;
            while (j < b.Length && b[j] == value) j++;
            looks[i + j] = true;
            widest = Math.Max(widest, Math.Abs(i * m - j * n));
        }

        var d = (double)widest / n / m;
        return new KolmogorovSmirnov(
            d, n * m <= MostCountedPairs ? PathsThatReach(widest, (int)n, (int)m, looks) : null, Limit(Math.Sqrt((double)n * m / (n + m)) * d), n + m);
    }

    /// <summary>Does x come from the distribution with this distribution function?</summary>
    /// <param name="x">The sample.</param>
    /// <param name="cdf">P(X ≤ value), continuous and non-decreasing.</param>
    /// <exception cref="ArgumentException">The sample is empty or holds a number that is not finite, or the function leaves [0, 1].</exception>
    /// <remarks>Sources: Marsaglia, Tsang, Wang 2003, J. Stat. Software 8(18); for large gaps twice the one-sided formula of Birnbaum and Tingey 1951, as Simard and L'Ecuyer 2011 advise.</remarks>
    public static KolmogorovSmirnov OneSample(ReadOnlySpan<double> x, Func<double, double> cdf)
    {
        Require.Finite(x, nameof(x));
        ArgumentNullException.ThrowIfNull(cdf);
        var sorted = x.ToArray();
        RadixSort.Sort(sorted);
        double n = sorted.Length, d = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var share = cdf(sorted[i]);
            if (!(share is >= 0 and <= 1)) throw new ArgumentException("A distribution function lies between 0 and 1.", nameof(cdf));
            d = Math.Max(d, Math.Max((i + 1) / n - share, share - i / n));
        }

        return new KolmogorovSmirnov(d, OneSampleP(sorted.Length, d), Limit(Math.Sqrt(n) * d), sorted.Length);
    }

    /// <summary>P(K ≥ x) for Kolmogorov's limit distribution; the second form of the series converges where x is small.</summary>
    internal static double Limit(double x)
    {
        if (x <= 0) return 1;
        var sum = 0.0;
        if (x < 1)
        {
            for (var k = 1; k < 20; k += 2) sum += Math.Exp(-k * k * Math.PI * Math.PI / (8 * x * x));
            return 1 - Math.Sqrt(2 * Math.PI) / x * sum;
        }

        for (var k = 1; k < 20; k++) sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * x * x);
        return Math.Min(1, sum);
    }

    // chance[j]: that a random path from (0, 0) to (i, j) has somewhere, at a place one may look, a gap of at least the widest.
    private static double PathsThatReach(long widest, int n, int m, bool[] looks)
    {
        if (widest == 0) return 1;
        var chance = new double[m + 1];
        for (var i = 0; i <= n; i++)
        {
            for (var j = 0; j <= m; j++)
            {
                if (looks[i + j] && Math.Abs((long)i * m - (long)j * n) >= widest) chance[j] = 1;
                else if (i + j > 0) chance[j] = (i > 0 ? i * chance[j] : 0) / (i + j) + (j > 0 ? j * chance[j - 1] : 0) / (i + j);
            }
        }

        return Math.Min(1, chance[m]);
    }

    /// <summary>P(Dₙ ≥ d); null where n is too large for the matrix and d too small for the one-sided formula.</summary>
    internal static double? OneSampleP(int n, double d)
    {
        if (d >= 1) return 0;
        if (n * d * d >= 4 || d >= 0.5) return Math.Min(1, 2 * OneSided(n, d));
        return n <= MostExactRows ? Math.Clamp(1 - MarsagliaTsangWang(n, d), 0, 1) : null;
    }

    // P(D⁺ >= d) = d Σ C(n, j) (d + j/n)^(j−1) (1 − d − j/n)^(n−j), every term a binomial probability.
    private static double OneSided(int n, double d)
    {
        var sum = 0.0;
        for (var j = 0; j <= n * (1 - d); j++)
        {
            var reach = d + (double)j / n;
            if (reach < 1) sum += d / reach * Binomial.Mass(j, n, reach);
        }

        return sum;
    }

    private static double MarsagliaTsangWang(int n, double d)
    {
        var k = (int)(n * d) + 1;
        var size = 2 * k - 1;
        var h = k - n * d;
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++) matrix[i, j] = i - j + 1 < 0 ? 0 : 1;
        }

        for (var i = 0; i < size; i++)
        {
            matrix[i, 0] -= Math.Pow(h, i + 1);
            matrix[size - 1, i] -= Math.Pow(h, size - i);
        }

        matrix[size - 1, 0] += 2 * h - 1 > 0 ? Math.Pow(2 * h - 1, size) : 0;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                for (var g = 2; g <= i - j + 1; g++) matrix[i, j] /= g;
            }
        }

        var power = ScaledPower(matrix, n);
        var result = power.Matrix[k - 1, k - 1];
        var exponent = power.Exponent;
        for (var i = 1; i <= n; i++)
        {
            result = result * i / n;
            if (result >= 1e-140) continue;
            result *= 1e140;
            exponent -= 140;
        }

        return result * Math.Pow(10, exponent);
    }

    private static (double[,] Matrix, int Exponent) ScaledPower(double[,] matrix, int power)
    {
        if (power == 1) return (matrix, 0);
        var half = ScaledPower(matrix, power / 2);
        var product = Multiply(half.Matrix, half.Matrix);
        var exponent = 2 * half.Exponent;
        if (power % 2 == 1) product = Multiply(product, matrix);
        var center = matrix.GetLength(0) / 2;
        if (product[center, center] <= 1e140) return (product, exponent);
        for (var i = 0; i < product.GetLength(0); i++)
        {
            for (var j = 0; j < product.GetLength(1); j++) product[i, j] *= 1e-140;
        }

        return (product, exponent + 140);
    }

    private static double[,] Multiply(double[,] a, double[,] b)
    {
        var size = a.GetLength(0);
        var product = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < size; k++)
            {
                var left = a[i, k];
                for (var j = 0; j < size; j++) product[i, j] += left * b[k, j];
            }
        }

        return product;
    }
}
