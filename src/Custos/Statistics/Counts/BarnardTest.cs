namespace Custos.Statistics.Counts;

/// <summary>Do two samples of fixed size share one rate, by the exact unconditional test of the pooled z statistic?</summary>
/// <param name="Statistic">First column's rate in the first row less the second column's, over its pooled standard error; 0 when a row is empty.</param>
/// <param name="TwoSided">The largest chance, over the common rate, of a statistic at least as far from 0.</param>
/// <remarks>The columns of the table are the samples, the first row counts their successes, as in scipy's barnard_exact. Source: Barnard 1947; Suissa and Shuster 1985.</remarks>
public sealed record BarnardTest(double Statistic, double TwoSided)
{
    // Statistics that are equal on paper differ by rounding.
    private const double Tie = 1e-12;

    public static BarnardTest Test(TwoByTwo table)
    {
        var (n1, n2) = (table.Column1, table.Column2);
        var exact = new UnconditionalExact(n1, n2);
        var observed = Wald(table.A, n1, table.B, n2);
        var level = Math.Abs(observed) * (1 - Tie);
        return new BarnardTest(observed, exact.LargestProbability((x1, x2) => Math.Abs(Wald(x1, n1, x2, n2)) >= level));
    }

    private static double Wald(long x1, long n1, long x2, long n2)
    {
        var pooled = (double)(x1 + x2) / (n1 + n2);
        var error = Math.Sqrt(pooled * (1 - pooled) * (1.0 / n1 + 1.0 / n2));
        return error == 0 ? 0 : ((double)x1 / n1 - (double)x2 / n2) / error;
    }
}
