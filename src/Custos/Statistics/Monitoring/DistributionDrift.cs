namespace Custos.Statistics.Monitoring;

/// <summary>How far have the shares of the categories moved from what was expected?</summary>
/// <param name="Psi">Population stability index, in nats; infinite when a category is seen on one side only and no floor was given.
/// The usual "below 0.1 stable, above 0.25 moved" knows nothing of n: judge chance by <paramref name="P"/>.</param>
/// <param name="KullbackLeibler">KL(actual ‖ expected), in nats; infinite when an actual category was never expected.</param>
/// <param name="JensenShannon">The divergence in nats, at most ln 2.</param>
/// <param name="ChiSquare">Of homogeneity, both counts taken as samples.</param>
/// <param name="DegreesOfFreedom">Categories seen, less one.</param>
/// <param name="P">The p-value of "both come from one distribution"; null when only one category was ever seen.</param>
/// <param name="TotalVariation">Half the summed distance of shares: the share of traffic that would have to move back.</param>
/// <param name="SmallestExpected">The least expected count of the chi-square test; below 5 its p is rough.</param>
/// <param name="N">Actual observations.</param>
public sealed record DistributionDrift(
    double Psi,
    double KullbackLeibler,
    double JensenShannon,
    double ChiSquare,
    int DegreesOfFreedom,
    double? P,
    double TotalVariation,
    double SmallestExpected,
    long N)
{
    /// <summary>The Jensen–Shannon distance, the root of the divergence; a metric.</summary>
    public double JensenShannonDistance => Math.Sqrt(JensenShannon);

    /// <param name="expected">Counts of the reference, at least 0.</param>
    /// <param name="actual">Counts now, of the same categories.</param>
    /// <param name="floor">The least share that PSI and KL take a category to have, so that one empty bin does not make them infinite;
    /// 0 for none. Shares are not scaled again after it.</param>
    /// <exception cref="ArgumentException">No categories, lengths that differ, a negative or infinite count, or a side that is all 0.</exception>
    /// <remarks>O(categories).</remarks>
    public static DistributionDrift Compare(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double floor = 0)
    {
        Check(expected, nameof(expected));
        Check(actual, nameof(actual));
        Require.SameLength(expected.Count, actual.Count, nameof(actual));
        if (!(floor is >= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(floor), floor, "A floor is a share in [0, 1).");
        var (totalE, totalA) = (expected.Sum(), actual.Sum());
        var (psi, kl, js, variation, chiSquare) = (0.0, 0.0, 0.0, 0.0, 0.0);
        var (seen, smallest) = (0, double.PositiveInfinity);
        for (var i = 0; i < expected.Count; i++)
        {
            var (q, p) = (expected[i] / totalE, actual[i] / totalA);
            var (fq, fp) = (Math.Max(q, floor), Math.Max(p, floor));
            if (fp != fq) psi += (fp - fq) * Math.Log(fp / fq);
            kl += Relative(fp, fq);
            js += 0.5 * Relative(p, (p + q) / 2) + 0.5 * Relative(q, (p + q) / 2);
            variation += 0.5 * Math.Abs(p - q);
            var both = expected[i] + actual[i];
            if (both == 0) continue;
            seen++;
            smallest = Math.Min(smallest, both / (totalE + totalA) * Math.Min(totalE, totalA));
            chiSquare += totalE * totalA * (p - q) * (p - q) / both;
        }

        double? chance = seen > 1 ? Distributions.ChiSquare.Survival(chiSquare, seen - 1) : null;
        return new DistributionDrift(psi, kl, Math.Clamp(js, 0, Math.Log(2)), chiSquare, seen - 1, chance, variation, smallest, (long)totalA);
    }

    private static double Relative(double p, double q) => p == 0 ? 0 : p * Math.Log(p / q);

    private static void Check(IReadOnlyList<double> counts, string name)
    {
        Require.Finite([.. counts], name);
        if (counts.Any(count => count < 0)) throw new ArgumentException("A count is below 0.", name);
        if (counts.Sum() == 0) throw new ArgumentException("Every count is 0, so there are no shares.", name);
    }
}
