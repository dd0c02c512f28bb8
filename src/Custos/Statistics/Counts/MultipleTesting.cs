namespace Custos.Statistics.Counts;

/// <summary>Which of many p-values still count, once all are looked at?</summary>
/// <remarks>
/// Each method gives adjusted p-values in the order given: reject those at most alpha. Bonferroni and Holm bound the chance of any false
/// rejection under every dependence, Hochberg under independence or positive dependence; Benjamini–Hochberg bounds the expected share of
/// false ones among the rejected under the same, Benjamini–Yekutieli under every dependence. As R's p.adjust. O(n log n).
/// </remarks>
public static class MultipleTesting
{
    /// <summary>p·n. Source: Dunn 1961.</summary>
    public static IReadOnlyList<double> Bonferroni(IReadOnlyList<double> pValues) => [.. Checked(pValues).Select(p => Math.Min(1, p * pValues.Count))];

    /// <summary>Step down: the i-th smallest times n − i + 1. Never worse than Bonferroni. Source: Holm 1979.</summary>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> pValues) => StepDown(Checked(pValues), (n, rank) => n - rank + 1);

    /// <summary>Step up with Holm's factors. Source: Hochberg 1988.</summary>
    public static IReadOnlyList<double> Hochberg(IReadOnlyList<double> pValues) => StepUp(Checked(pValues), (n, rank) => n - rank + 1);

    /// <summary>Step up: the i-th smallest times n/i. Source: Benjamini and Hochberg 1995.</summary>
    public static IReadOnlyList<double> BenjaminiHochberg(IReadOnlyList<double> pValues) => StepUp(Checked(pValues), (n, rank) => (double)n / rank);

    /// <summary>As Benjamini–Hochberg, times 1 + 1/2 + … + 1/n. Source: Benjamini and Yekutieli 2001.</summary>
    public static IReadOnlyList<double> BenjaminiYekutieli(IReadOnlyList<double> pValues)
    {
        var checkedValues = Checked(pValues);
        var harmonic = Enumerable.Range(1, pValues.Count).Sum(i => 1.0 / i);
        return StepUp(checkedValues, (n, rank) => harmonic * n / rank);
    }

    private static double[] StepDown(double[] p, Func<int, int, double> factor)
    {
        var order = AscendingOrder(p);
        var adjusted = new double[p.Length];
        var largest = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, p[order[i]] * factor(p.Length, i + 1)));
            adjusted[order[i]] = largest;
        }

        return adjusted;
    }

    private static double[] StepUp(double[] p, Func<int, int, double> factor)
    {
        var order = AscendingOrder(p);
        var adjusted = new double[p.Length];
        var smallest = 1.0;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            smallest = Math.Min(smallest, p[order[i]] * factor(p.Length, i + 1));
            adjusted[order[i]] = smallest;
        }

        return adjusted;
    }

    private static int[] AscendingOrder(double[] p) => [.. Enumerable.Range(0, p.Length).OrderBy(i => p[i])];

    private static double[] Checked(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var p = pValues.ToArray();
        Require.Probabilities(p, nameof(pValues));
        return p;
    }
}
