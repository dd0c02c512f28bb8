namespace Custos.Tests.Statistics.Counts;

internal static class Brute
{
    /// <summary>Sums every pair of outcomes at each of 20,000 common rates.</summary>
    public static double LargestProbability(int n1, int n2, Func<int, int, bool> isExtreme)
    {
        var region = (from x1 in Enumerable.Range(0, n1 + 1) from x2 in Enumerable.Range(0, n2 + 1) where isExtreme(x1, x2) select (x1, x2)).ToList();
        return Enumerable.Range(1, 19_999).Max(i => region.Sum(pair => Mass(pair.x1, n1, i / 20_000.0) * Mass(pair.x2, n2, i / 20_000.0)));
    }

    private static double Mass(int k, int n, double rate)
    {
        var choose = 1.0;
        for (var i = 1; i <= k; i++) choose = choose * (n - k + i) / i;
        return choose * Math.Pow(rate, k) * Math.Pow(1 - rate, n - k);
    }
}
