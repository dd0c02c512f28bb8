using Custos.Statistics.Distributions;

namespace Custos.Statistics.Rates;

/// <summary>How many known negatives does it take to certify a false-positive rate, and how many mistakes may there be?</summary>
/// <remarks>Both stand on the exact one-sided bound <see cref="BinomialIntervals.UpperBound"/>: certified means that the bound is at most the target.</remarks>
public static class FalsePositiveBudget
{
    /// <summary>How many negatives are needed so that this many false positives among them still certify <paramref name="targetFpr"/>?</summary>
    /// <param name="targetFpr">The rate to certify, strictly between 0 and 1.</param>
    /// <param name="falsePositives">At least 0.</param>
    /// <param name="confidence">One-sided.</param>
    /// <remarks>1e-4 at 95 % takes 29,956 negatives without a false positive, 47,437 with one.</remarks>
    public static long MinNegatives(double targetFpr, long falsePositives = 0, double confidence = 0.95)
    {
        Require.Inside01(targetFpr, nameof(targetFpr));
        Require.Inside01(confidence, nameof(confidence));
        Require.Countable(falsePositives, nameof(falsePositives));
        var miss = 1 - confidence;
        var z = Normal.InverseSurvival(Math.Min(miss, 0.5));
        var start = (falsePositives + 1 + z * z / 2 + z * Math.Sqrt(falsePositives + 1 + z * z / 4)) / targetFpr;
        if (start > 1e15)
        {
            throw new ArgumentOutOfRangeException(nameof(targetFpr), targetFpr, "Certifying so small a rate takes more than 1e15 negatives.");
        }

        return (long)WholeNumberSearch.First(
            n => Binomial.AtMost(falsePositives, n, targetFpr) <= miss, falsePositives + 1, 4e15, start, 0.05 * start);
    }

    /// <summary>How many false positives among so many negatives still certify <paramref name="targetFpr"/>? Null when not even none does.</summary>
    public static long? MaxFalsePositives(double targetFpr, long negatives, double confidence = 0.95)
    {
        Require.Inside01(targetFpr, nameof(targetFpr));
        Require.Inside01(confidence, nameof(confidence));
        ArgumentOutOfRangeException.ThrowIfLessThan(negatives, 1);
        Require.Countable(negatives, nameof(negatives));
        var miss = 1 - confidence;
        var mean = negatives * targetFpr;
        // The first count that is too high, less one.
        var tooMany = WholeNumberSearch.First(k => Binomial.AtMost(k, negatives, targetFpr) > miss, 0, negatives, mean, Math.Sqrt(mean) + 1);
        return tooMany == 0 ? null : (long)tooMany - 1;
    }
}
