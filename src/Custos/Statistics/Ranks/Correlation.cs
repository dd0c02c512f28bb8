using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Ranks;

/// <summary>Do two columns rise together?</summary>
/// <param name="Estimate">The correlation in [−1, 1], with an interval by Fisher's transformation; null where a column is constant, for then it does not exist.</param>
/// <param name="P">The two-sided p-value of no association; null where the correlation does not exist or fewer than 3 rows are there.</param>
/// <param name="Reason">Why there is no correlation; null where there is one.</param>
public sealed record Correlation(Estimate? Estimate, double? P, string? Reason)
{
    /// <summary>How close do the rows lie to a straight line?</summary>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, or a number is not finite.</exception>
    /// <remarks>Two passes. The interval is Fisher's, standard error 1/√(n − 3); the p-value is Student's with n − 2 degrees of freedom.</remarks>
    public static Correlation Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Check(x, y, confidence);
        return Linear(x, y, confidence, _ => 1);
    }

    /// <summary>How close do the ranks lie to a straight line? Equal values share the mean of their ranks.</summary>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, or a number is not finite.</exception>
    /// <remarks>The interval widens Fisher's by √(1 + ρ²/2): Bonett and Wright 2000, Psychometrika 65, 23.</remarks>
    public static Correlation Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Check(x, y, confidence);
        return Linear(Ranks(x), Ranks(y), confidence, r => 1 + r * r / 2);
    }

    /// <summary>How many more pairs of rows agree in order than disagree? Kendall's tau-b, which allows for ties.</summary>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, or a number is not finite.</exception>
    /// <remarks>
    /// Counted by merge sort, O(n log n): Knight 1966, JASA 61, 436. The p-value is normal with the variance for ties (Kendall 1970);
    /// the interval is Fisher's with the variance 0.437/(n − 4) of Fieller, Hartley, Pearson 1957.
    /// </remarks>
    public static Correlation Kendall(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Check(x, y, confidence);
        var count = ConcordantPairs.Of(x, y);
        if (count.Reason is not null) return new Correlation(null, null, count.Reason);
        var tau = Math.Clamp(count.Excess / Math.Sqrt(count.PairsApartInX) / Math.Sqrt(count.PairsApartInY), -1, 1);
        var p = x.Length >= 3 ? Normal.TwoSidedP(count.Excess / Math.Sqrt(count.NullVariance)) : (double?)null;
        return new Correlation(new Estimate(tau, FisherInterval(tau, x.Length > 4 ? 0.437 / (x.Length - 4) : null, confidence), x.Length), p, null);
    }

    private static Correlation Linear(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence, Func<double, double> widen)
    {
        double n = x.Length, meanX = 0, meanY = 0, xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            meanX += x[i] / n;
            meanY += y[i] / n;
        }

        for (var i = 0; i < x.Length; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }

        if (!(xx > 0 && yy > 0)) return new Correlation(null, null, "A column is constant, so it cannot rise or fall with the other.");
        var r = Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1);
        var p = n < 3 ? (double?)null : r is 1 or -1 ? 0 : StudentT.TwoSidedP(r * Math.Sqrt((n - 2) / (1 - r * r)), n - 2);
        return new Correlation(new Estimate(r, FisherInterval(r, n > 3 ? widen(r) / (n - 3) : null, confidence), x.Length), p, null);
    }

    private static Interval FisherInterval(double r, double? variance, double confidence)
    {
        if (variance is null) return new Interval(-1, 1, confidence);
        if (r is 1 or -1) return new Interval(r, r, confidence);
        var half = Normal.Quantile(0.5 + confidence / 2) * Math.Sqrt(variance.Value);
        return new Interval(Math.Tanh(Math.Atanh(r) - half), Math.Tanh(Math.Atanh(r) + half), confidence);
    }

    private static double[] Ranks(ReadOnlySpan<double> values) => Array.ConvertAll(MidRanks.Of(values).Doubled, rank => rank / 2.0);

    private static void Check(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence)
    {
        Require.Finite(x, nameof(x));
        Require.Finite(y, nameof(y));
        Require.SameLength(x.Length, y.Length, nameof(y));
        Require.Inside01(confidence, nameof(confidence));
    }
}
