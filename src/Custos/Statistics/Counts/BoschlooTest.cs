using Custos.Statistics.Distributions;

namespace Custos.Statistics.Counts;

/// <summary>Do two samples of fixed size share one rate, by the exact unconditional test that is everywhere at least as powerful as Fisher's?</summary>
/// <param name="Less">Against a lower rate in the first column.</param>
/// <param name="Greater">Against a higher rate in the first column.</param>
/// <param name="TwoSided">Twice the smaller of the two, at most 1: as scipy's boschloo_exact.</param>
/// <param name="TwoSidedByFisher">The same with Fisher's two-sided p as the statistic: as the R package Exact.</param>
/// <remarks>Fisher's p is the statistic, its distribution unconditional. The columns are the samples, the first row counts successes. Source: Boschloo 1970.</remarks>
public sealed record BoschlooTest(double Less, double Greater, double TwoSided, double TwoSidedByFisher)
{
    // p-values that are equal on paper differ by rounding.
    private const double Tie = 1e-10;

    public static BoschlooTest Test(TwoByTwo table)
    {
        var (n1, n2) = ((int)table.Column1, (int)table.Column2);
        var exact = new UnconditionalExact(table.Column1, table.Column2);
        var statistics = Statistics(n1, n2);
        var observed = statistics[table.A, table.B];
        var less = exact.LargestProbability((x1, x2) => statistics[x1, x2].Less <= observed.Less * (1 + Tie));
        var greater = exact.LargestProbability((x1, x2) => statistics[x1, x2].Greater <= observed.Greater * (1 + Tie));
        var byFisher = exact.LargestProbability((x1, x2) => statistics[x1, x2].TwoSided <= observed.TwoSided * (1 + 1e-7));
        return new BoschlooTest(less, greater, Math.Min(1, 2 * Math.Min(less, greater)), byFisher);
    }

    // Fisher's p-values of every table: along a diagonal x1 + x2 = t all tables share their margins.
    private static (double Less, double Greater, double TwoSided)[,] Statistics(int n1, int n2)
    {
        var statistics = new (double, double, double)[n1 + 1, n2 + 1];
        for (var t = 0; t <= n1 + n2; t++)
        {
            var low = Math.Max(0, t - n2);
            var masses = new double[Math.Min(n1, t) - low + 1];
            for (var i = 0; i < masses.Length; i++) masses[i] = Math.Exp(Hypergeometric.LogMass(low + i, n1, t, n1 + n2));
            var twoSided = AtMostAsLikely(masses);
            var above = new double[masses.Length + 1];
            for (var i = masses.Length - 1; i >= 0; i--) above[i] = above[i + 1] + masses[i];
            var below = 0.0;
            for (var i = 0; i < masses.Length; i++)
            {
                below += masses[i];
                statistics[low + i, t - low - i] = (below, above[i], twoSided[i]);
            }
        }

        return statistics;
    }

    private static double[] AtMostAsLikely(double[] masses)
    {
        var order = Enumerable.Range(0, masses.Length).OrderBy(i => masses[i]).ToArray();
        var sums = new double[masses.Length];
        var sum = 0.0;
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            while (to < order.Length && masses[order[to]] <= masses[order[from]] * (1 + 1e-7)) sum += masses[order[to++]];
            for (; from < to; from++) sums[order[from]] = sum;
        }

        return sums;
    }
}
