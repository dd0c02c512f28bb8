using Custos.Statistics.Distributions;

namespace Custos.Statistics.Planning;

/// <summary>What does the exact test of one rate do: when does it reject, how often wrongly, how often rightly?</summary>
/// <param name="RejectAtMost">It rejects at this many successes or fewer; null when no count is low enough.</param>
/// <param name="RejectAtLeast">It rejects at this many successes or more; null when no count is high enough.</param>
/// <param name="Size">How often it rejects when the stated rate is true, at most alpha.</param>
/// <param name="Power">How often it rejects when the planned rate is true.</param>
public sealed record ExactProportionPower(long? RejectAtMost, long? RejectAtLeast, double Size, double Power)
{
    /// <remarks>Equal-tailed when two-sided: each side has half of alpha.</remarks>
    internal static ExactProportionPower Of(long n, double p0, double p1, double alpha, Alternative alternative)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        Require.Countable(n, nameof(n));
        Require.Inside01(p0, nameof(p0));
        Require.Within01(p1, nameof(p1));
        Require.Inside01(alpha, nameof(alpha));
        var tail = alternative == Alternative.TwoSided ? alpha / 2 : alpha;
        var (mean, spread) = (n * p0, Math.Sqrt(n * p0 * (1 - p0)));
        // The first count that is too high to reject, less one; and the first that is high enough.
        var low = alternative == Alternative.Greater ? -1 : WholeNumberSearch.First(k => Binomial.AtMost(k, n, p0) > tail, 0, n, mean - 2 * spread, spread) - 1;
        var high = alternative == Alternative.Less ? n + 1.0 : WholeNumberSearch.First(k => Binomial.AtLeast(k, n, p0) <= tail, 0, n + 1.0, mean + 2 * spread, spread);
        return new ExactProportionPower(low >= 0 ? (long)low : null, high <= n ? (long)high : null, Rejects(p0), Rejects(p1));

        double Rejects(double rate) => Math.Min(1, Binomial.AtMost(low, n, rate) + Binomial.AtLeast(high, n, rate));
    }
}
