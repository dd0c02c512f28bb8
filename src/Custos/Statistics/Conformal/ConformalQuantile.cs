namespace Custos.Statistics.Conformal;

/// <summary>How strange may a new row look before it is left out, so that the truth is left out at most with the chance wanted?</summary>
/// <param name="Value">The k-th smallest calibration score; positive infinity where there are too few of them, so that nothing may be left out.</param>
/// <param name="K">⌈(n + 1)(1 − α)⌉, counted from 1.</param>
/// <param name="N">The calibration rows.</param>
/// <param name="Alpha">The chance of a miss that is accepted.</param>
/// <remarks>
/// If calibration rows and the new row are exchangeable, its score exceeds the value with chance at most α, and, without ties, at least
/// α − 1/(n + 1). The promise is over calibration and new row together, not for each group of rows. Source: Vovk, Gammerman, Shafer 2005;
/// Angelopoulos and Bates 2021, arXiv 2107.07511.
/// </remarks>
public sealed record ConformalQuantile(double Value, long K, int N, double Alpha)
{
    /// <exception cref="ArgumentException">There is no score, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not inside (0, 1).</exception>
    public static ConformalQuantile Of(ReadOnlySpan<double> scores, double alpha)
    {
        Require.Finite(scores, nameof(scores));
        Require.Inside01(alpha, nameof(alpha));
        var place = (scores.Length + 1) * (1 - alpha);

        // A product that rounding left a hair above a whole number is that whole number: 0.9 × 10 is 9.
        var k = (long)(Math.Abs(place - Math.Round(place)) < 1e-9 ? Math.Round(place) : Math.Ceiling(place));
        var sorted = scores.ToArray();
        RadixSort.Sort(sorted);
        return new ConformalQuantile(k > sorted.Length ? double.PositiveInfinity : sorted[Math.Max(1, k) - 1], k, sorted.Length, alpha);
    }
}
