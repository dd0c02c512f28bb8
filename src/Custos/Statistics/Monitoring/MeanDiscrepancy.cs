using System.Numerics;
using System.Runtime.InteropServices;

namespace Custos.Statistics.Monitoring;

/// <summary>Do two samples of vectors (embeddings, feature rows) come from one distribution? Maximum mean discrepancy with a permutation p.</summary>
/// <param name="SquaredDiscrepancy">The unbiased estimate of MMD²; near 0 and as often below when nothing moved.</param>
/// <param name="P">The permutation p-value, (1 + those at least as large) / (1 + permutations): exact whatever the distribution.</param>
/// <param name="Bandwidth">Of the Gaussian kernel, in the vectors' unit.</param>
/// <param name="Permutations">How many relabellings p rests on; p cannot be below 1 / (1 + permutations).</param>
/// <param name="N">Vectors in both samples.</param>
/// <remarks>Source: Gretton et al. 2012. Cost: O(n² dimensions) once, then O(n²) a permutation, eight at a time over the kernel
/// matrix, on all cores; memory 8 n² bytes. The answer does not depend on the number of threads.</remarks>
public sealed record MeanDiscrepancy(double SquaredDiscrepancy, double P, double Bandwidth, int Permutations, long N)
{
    private const int Together = 8;

    /// <param name="first">At least two rows of one length.</param>
    /// <param name="second">At least two rows of the same length.</param>
    /// <param name="permutations">At least 19.</param>
    /// <param name="seed">Of the relabellings.</param>
    /// <param name="bandwidth">Of the kernel; the median distance of the pooled rows unless given.</param>
    /// <exception cref="ArgumentException">Too few rows, rows of different lengths, numbers that are not finite, or all rows the same.</exception>
    public static MeanDiscrepancy Test(
        IReadOnlyList<double[]> first, IReadOnlyList<double[]> second, int permutations = 999, int seed = 0, double? bandwidth = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 19);
        double[][] rows = [.. first, .. second];
        Check(first.Count, second.Count, rows);
        var n = rows.Length;
        var squared = SquaredDistances(rows);
        var width = bandwidth ?? MedianDistance(squared, n) ?? throw new ArgumentException("All rows are the same, so there is no scale to judge by.", nameof(first));
        Require.Positive(width, nameof(bandwidth));
        var kernel = squared;
        Parallel.For(0, n, i =>
        {
            for (var j = 0; j < n; j++) kernel[i * n + j] = i == j ? 0 : Math.Exp(-kernel[i * n + j] / (2 * width * width));
        });
        var sum = 0.0;
        foreach (var value in kernel) sum += value;
        var observed = Statistics(kernel, n, first.Count, sum, [Identity(n, first.Count)])[0];
        var blocks = (permutations + Together - 1) / Together;
        var counts = new int[blocks];
        Parallel.For(0, blocks, block =>
        {
            var members = Enumerable.Range(block * Together, Math.Min(Together, permutations - block * Together))
                .Select(p => Relabelled(n, first.Count, unchecked(seed * 1_000_003 + p))).ToArray();
            counts[block] = Statistics(kernel, n, first.Count, sum, members).Count(value => value >= observed - 1e-14);
        });
        return new MeanDiscrepancy(observed, (1.0 + counts.Sum()) / (1 + permutations), width, permutations, n);
    }

    // With w = 1 for members of the first sample and 0 for others, both within-sums and the cross-sum follow from wᵀKw and 1ᵀKw.
    private static double[] Statistics(double[] kernel, int n, int m, double all, double[][] members)
    {
        var within = new double[members.Length];
        var touching = new double[members.Length];
        for (var i = 0; i < n; i++)
        {
            var row = kernel.AsSpan(i * n, n);
            for (var p = 0; p < members.Length; p++)
            {
                var dot = Dot(row, members[p]);
                touching[p] += dot;
                within[p] += members[p][i] * dot;
            }
        }

        double k = n - m;
        return [.. within.Select((ww, p) =>
        {
            var cross = touching[p] - ww;
            var others = all - ww - 2 * cross;
            return ww / (m * (m - 1.0)) + others / (k * (k - 1)) - 2 * cross / (m * k);
        })];
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var va = MemoryMarshal.Cast<double, Vector<double>>(a);
        var vb = MemoryMarshal.Cast<double, Vector<double>>(b);
        var sum = Vector<double>.Zero;
        for (var i = 0; i < va.Length; i++) sum += va[i] * vb[i];
        var total = Vector.Sum(sum);
        for (var i = va.Length * Vector<double>.Count; i < a.Length; i++) total += a[i] * b[i];
        return total;
    }

    private static double[] SquaredDistances(double[][] rows)
    {
        var n = rows.Length;
        var distances = new double[n * n];
        Parallel.For(0, n, i =>
        {
            for (var j = 0; j < n; j++)
            {
                var sum = 0.0;
                for (var d = 0; d < rows[i].Length; d++) sum += (rows[i][d] - rows[j][d]) * (rows[i][d] - rows[j][d]);
                distances[i * n + j] = sum;
            }
        });
        return distances;
    }

    private static double? MedianDistance(double[] squared, int n)
    {
        List<double> above = new(n * (n - 1) / 2);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++) above.Add(squared[i * n + j]);
        }

        above.Sort();
        var median = Math.Sqrt(above[above.Count / 2]);
        if (median > 0) return median;
        var largest = Math.Sqrt(above[^1]);
        return largest > 0 ? largest : null;
    }

    private static double[] Identity(int n, int m)
    {
        var members = new double[n];
        members.AsSpan(0, m).Fill(1);
        return members;
    }

    private static double[] Relabelled(int n, int m, int seed)
    {
        var members = Identity(n, m);
        new Random(seed).Shuffle(members);
        return members;
    }

    private static void Check(int first, int second, double[][] rows)
    {
        if (first < 2) throw new ArgumentException("A sample needs at least two rows.", nameof(first));
        if (second < 2) throw new ArgumentException("A sample needs at least two rows.", nameof(second));
        foreach (var row in rows)
        {
            Require.SameLength(rows[0].Length, row.Length, nameof(first));
            Require.Finite(row, nameof(first));
        }
    }
}
