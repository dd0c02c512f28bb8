using Custos.Statistics.Distributions;

namespace Custos.Statistics.Counts;

/// <summary>Do counts keep to stated shares? Asked of an experiment's arms, this is the test for sample-ratio mismatch.</summary>
/// <param name="ChiSquared">Pearson's statistic.</param>
/// <param name="DegreesOfFreedom">Arms less one.</param>
/// <param name="P">From the upper tail, never rounded to 0.</param>
/// <param name="SmallestExpected">Below 5 the chi-square approximation is poor.</param>
/// <remarks>For a mismatch the field alarms at p &lt; 0.001 or below, as the test is run on every experiment. Source: Pearson 1900; Fabijan et al. 2019.</remarks>
public sealed record GoodnessOfFit(double ChiSquared, int DegreesOfFreedom, double P, double SmallestExpected)
{
    /// <param name="observed">Counts, at least two, not all 0.</param>
    /// <param name="weights">The shares that were meant, above 0, of any sum.</param>
    public static GoodnessOfFit Test(IReadOnlyList<long> observed, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(observed);
        ArgumentNullException.ThrowIfNull(weights);
        Require.SameLength(observed.Count, weights.Count, nameof(weights));
        if (observed.Count < 2 || observed.Any(count => count < 0) || observed.All(count => count == 0))
        {
            throw new ArgumentException("There must be at least two counts, none below 0 and not all 0.", nameof(observed));
        }

        foreach (var weight in weights)
        {
            Require.Positive(weight, nameof(weights));
        }

        var total = observed.Sum(count => (double)count);
        var sum = weights.Sum();
        var expected = weights.Select(weight => total * weight / sum).ToArray();
        var statistic = observed.Select((count, i) => (count - expected[i]) * (count - expected[i]) / expected[i]).Sum();
        return new GoodnessOfFit(statistic, observed.Count - 1, ChiSquare.Survival(statistic, observed.Count - 1), expected.Min());
    }
}
