using Custos.Statistics.Distributions;

namespace Custos.Statistics.Rates;

/// <summary>Which two of the sorted observations enclose a quantile, whatever the distribution?</summary>
/// <param name="LowerRank">The rank of the lower one, counted from 1; null when even the smallest observation may be above the quantile.</param>
/// <param name="UpperRank">The rank of the upper one, counted from 1; null when even the largest may be below it.</param>
/// <param name="Coverage">The exact chance that they enclose it, at least the confidence for continuous observations.</param>
/// <remarks>Source: David and Nagaraja 2003, "Order Statistics", section 7.1.</remarks>
public sealed record OrderStatisticInterval(long? LowerRank, long? UpperRank, double Coverage)
{
    /// <param name="n">How many observations, at least 1.</param>
    /// <param name="q">The quantile, strictly between 0 and 1: 0.99 for the 99th percentile.</param>
    /// <param name="confidence">Half of what is missing to 1 goes to each side.</param>
    public static OrderStatisticInterval Of(long n, double q, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        Require.Inside01(q, nameof(q));
        Require.Inside01(confidence, nameof(confidence));
        var lower = Binomial.Quantile((1 - confidence) / 2, n, q);
        var upper = Binomial.Quantile(1 - (1 - confidence) / 2, n, q) + 1;
        var coverage = 1 - Binomial.AtMost(lower - 1, n, q) - Binomial.AtLeast(upper, n, q);
        return new OrderStatisticInterval(lower >= 1 ? (long)lower : null, upper <= n ? (long)upper : null, coverage);
    }
}
