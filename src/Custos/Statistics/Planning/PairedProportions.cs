using Custos.Statistics.Distributions;

namespace Custos.Statistics.Planning;

/// <summary>How many pairs does McNemar's test take, when the same items are judged twice?</summary>
/// <remarks>Only pairs that change count: the more of them change both ways, the more it takes. Source: Connor 1987, "Sample size for testing differences in proportions for the paired-sample design".</remarks>
public static class PairedProportions
{
    /// <param name="discordantB">The share of pairs that are so the first time only.</param>
    /// <param name="discordantC">The share that are so the second time only, other than <paramref name="discordantB"/>.</param>
    /// <param name="terms">Alpha, power, sides.</param>
    public static RequiredSample SampleSize(double discordantB, double discordantC, PlanTerms? terms = null)
    {
        var (sum, difference) = Check(discordantB, discordantC);
        var asked = (terms ?? PlanTerms.Default).Checked();
        var root = (asked.CriticalZ * Math.Sqrt(sum) + asked.PowerZ * Math.Sqrt(sum - difference * difference)) / difference;
        return RequiredSample.Of(root * root, ratio: 0);
    }

    /// <summary>How likely is the difference to be found with so many pairs, by the normal approximation?</summary>
    public static double PowerOf(double discordantB, double discordantC, double pairs, PlanTerms? terms = null)
    {
        var (sum, difference) = Check(discordantB, discordantC);
        Require.Positive(pairs, nameof(pairs));
        var asked = (terms ?? PlanTerms.Default).Checked();
        return Normal.Cdf((Math.Abs(difference) * Math.Sqrt(pairs) - asked.CriticalZ * Math.Sqrt(sum)) / Math.Sqrt(sum - difference * difference));
    }

    /// <summary>How likely does the exact two-sided McNemar test find the difference with so many pairs?</summary>
    /// <remarks>The sum over how many pairs change; what lies beyond ten standard deviations is left out (below 1e-20).</remarks>
    public static double ExactPowerOf(double discordantB, double discordantC, long pairs, double alpha = 0.05)
    {
        var (sum, _) = Check(discordantB, discordantC);
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 1);
        Require.Inside01(alpha, nameof(alpha));
        var (mean, spread) = (pairs * sum, 10 * Math.Sqrt(pairs * sum * (1 - sum)) + 10);
        var share = discordantB / sum;
        var power = 0.0;
        for (var changed = Math.Max(1, Math.Floor(mean - spread)); changed <= Math.Min(pairs, mean + spread); changed++)
        {
            var m = changed;
            var low = WholeNumberSearch.First(k => Binomial.AtMost(k, m, 0.5) > alpha / 2, 0, m, m / 2 - Math.Sqrt(m), Math.Sqrt(m) / 2) - 1;
            var rejects = Binomial.AtMost(low, m, share) + Binomial.AtLeast(m - low, m, share);
            power += Binomial.Mass(m, pairs, sum) * rejects;
        }

        return Math.Min(1, power);
    }

    /// <summary>How far apart must the two shares of changed pairs lie to be found with so many pairs, by the normal approximation?</summary>
    /// <param name="discordant">The share of pairs that change, one way or the other; held still, in (0, 1].</param>
    /// <param name="pairs">How many.</param>
    /// <param name="terms">Alpha, power, sides.</param>
    /// <returns>The difference, at most <paramref name="discordant"/>; null when not even all changes one way would be found so often.</returns>
    public static double? DetectableDifference(double discordant, double pairs, PlanTerms? terms = null)
    {
        Require.Within01(discordant, nameof(discordant));
        Require.Positive(discordant, nameof(discordant));
        Require.Positive(pairs, nameof(pairs));
        var asked = (terms ?? PlanTerms.Default).Checked();
        var most = discordant * (1 - 1e-12);
        return Surplus(most) < 0 ? null : Bisection.Root(Surplus, 0, most);

        double Surplus(double difference) =>
            (difference * Math.Sqrt(pairs) - asked.CriticalZ * Math.Sqrt(discordant)) / Math.Sqrt(discordant - difference * difference) - asked.PowerZ;
    }

    private static (double Sum, double Difference) Check(double discordantB, double discordantC)
    {
        Require.Within01(discordantB, nameof(discordantB));
        Require.Within01(discordantC, nameof(discordantC));
        if (discordantB == discordantC)
        {
            throw new ArgumentException("Both shares are equal; there is no difference to find.", nameof(discordantC));
        }

        return discordantB + discordantC is <= 1 and var sum
            ? (sum, discordantB - discordantC)
            : throw new ArgumentOutOfRangeException(nameof(discordantC), discordantC, "The two shares must be at most 1 in sum.");
    }
}
