namespace Custos.Statistics.Monitoring;

/// <summary>Do two samples of vectors (embeddings, feature rows) come from one distribution? Maximum mean discrepancy with a permutation p.</summary>
/// <param name="SquaredDiscrepancy">The unbiased estimate of MMD²; near 0 and as often below when nothing moved.</param>
/// <param name="P">The permutation p-value, (1 + those at least as large) / (1 + permutations): exact whatever the distribution.</param>
/// <param name="Bandwidth">Of the Gaussian kernel, in the vectors' unit.</param>
/// <param name="Permutations">How many relabellings p rests on; p cannot be below 1 / (1 + permutations).</param>
/// <param name="N">Vectors in both samples.</param>
/// <remarks>Source: Gretton et al. 2012. Cost: O(n² dimensions) once, then O(n²) a permutation, eight at a time over the kernel
/// matrix, on all cores; memory 4 n² bytes. The answer does not depend on the number of threads.</remarks>
public sealed record MeanDiscrepancy(double SquaredDiscrepancy, double P, double Bandwidth, int Permutations, long N)
{
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
        if (bandwidth is { } given) Require.Positive(given, nameof(bandwidth));
        var kernel = KernelTriangle.Of(rows, bandwidth) ?? throw new ArgumentException("All rows are the same, so there is no scale to judge by.", nameof(first));
        var observed = Statistics(kernel, n, first.Count, [Identity(n, first.Count)])[0];
        var blocks = (permutations + KernelTriangle.Together - 1) / KernelTriangle.Together;
        var counts = new int[blocks];
        Parallel.For(0, blocks, block =>
        {
            var from = block * KernelTriangle.Together;
            double[][] members = [.. Enumerable.Range(from, Math.Min(KernelTriangle.Together, permutations - from)).Select(p => Relabelled(n, first.Count, unchecked(seed * 1_000_003 + p)))];
            counts[block] = Statistics(kernel, n, first.Count, members).Count(value => value >= observed - 1e-14);
        });
        return new MeanDiscrepancy(observed, (1.0 + counts.Sum()) / (1 + permutations), kernel.Width, permutations, n);
    }

    // With w = 1 for members of the first sample and 0 for others, both within-sums and the cross-sum follow from wᵀKw and wᵀK1.
    private static double[] Statistics(KernelTriangle kernel, int n, int m, double[][] members)
    {
        var chosen = new double[n * KernelTriangle.Together];
        var touching = new double[members.Length];
        for (var p = 0; p < members.Length; p++)
        {
            for (var i = 0; i < n; i++)
            {
                chosen[i * KernelTriangle.Together + p] = members[p][i];
                touching[p] += members[p][i] * kernel.RowSums[i];
            }
        }

        var within = new double[KernelTriangle.Together];
        kernel.SumWithin(chosen, within);
        var all = kernel.RowSums.Sum();
        double k = n - m;
        return [.. touching.Select((touched, p) =>
        {
            var cross = touched - within[p];
            var others = all - within[p] - 2 * cross;
            return within[p] / (m * (m - 1.0)) + others / (k * (k - 1)) - 2 * cross / (m * k);
        })];
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
