using System.Globalization;
using Custos.Statistics.Rates;

namespace Custos.Statistics.Scores;

/// <summary>Which lowest threshold keeps the false-positive rate of future rows within a budget, and how sure is that?</summary>
public abstract record ThresholdBudget
{
    private ThresholdBudget()
    {
    }

    /// <summary>A threshold keeps the budget.</summary>
    /// <param name="Point">The threshold, with what it does on this sample.</param>
    /// <param name="AllowedFalsePositives">How many of the sample's negatives may be flagged; set by their number alone, before any score is seen.</param>
    /// <param name="UpperBound">With the confidence asked for, the false-positive rate of rows like these is at most this.</param>
    public sealed record Found(OperatingPoint Point, long AllowedFalsePositives, double UpperBound) : ThresholdBudget;

    /// <summary>So few negatives show nothing at this budget, even with none of them flagged.</summary>
    /// <param name="Reason">Why, in plain words.</param>
    /// <param name="NegativesNeeded">How many it takes with no false positive among them.</param>
    public sealed record TooFewNegatives(string Reason, long NegativesNeeded) : ThresholdBudget;

    /// <summary>The threshold for a budget, proven on this sample.</summary>
    /// <param name="sample">Scores of rows like the ones to come.</param>
    /// <param name="maxFalsePositiveRate">The budget, inside (0, 1).</param>
    /// <param name="confidence">How sure to be that it is kept, inside (0, 1); one-sided.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget or the confidence is not inside (0, 1).</exception>
    /// <remarks>
    /// Exact although the threshold is chosen on the same rows: the share of the population above the (f + 1)-th largest of n negative scores
    /// is Beta(f + 1, n − f), whose quantile is the Clopper-Pearson bound for f of n. Source: Wilks 1941 (tolerance limits). Ties only make it safer.
    /// </remarks>
    public static ThresholdBudget Select(ScoreSample sample, double maxFalsePositiveRate, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (FalsePositiveBudget.MaxFalsePositives(maxFalsePositiveRate, sample.Negatives, confidence) is not { } allowed)
        {
            var needed = FalsePositiveBudget.MinNegatives(maxFalsePositiveRate, 0, confidence);
            return new TooFewNegatives(
                string.Create(CultureInfo.InvariantCulture, $"With {sample.Negatives} negative rows not even a threshold that flags none of them is shown to keep the budget; it takes {needed}."), needed);
        }

        var point = RocCurve.Lowest(sample, falsePositives => falsePositives <= allowed);
        return new Found(point, allowed, BinomialIntervals.UpperBound(allowed, sample.Negatives, confidence));
    }
}
