using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Preferences;

/// <summary>Does a judge prefer an answer for where it stands? From pairs judged in both orders.</summary>
/// <param name="Consistent">Pairs whose winner is the same answer in both orders.</param>
/// <param name="FirstTwice">Pairs whose first-shown answer won both times.</param>
/// <param name="SecondTwice">Pairs whose second-shown answer won both times.</param>
/// <param name="FirstPositionRate">The share of all judgements that went to the answer shown first; N counts pairs, for the two judgements of one pair are not independent.</param>
public sealed record PositionBias(long Consistent, long FirstTwice, long SecondTwice, Estimate FirstPositionRate)
{
    public long Inconsistent => FirstTwice + SecondTwice;

    public Estimate ConsistencyRate => Estimate.OfRate(Consistent, Consistent + Inconsistent);

    /// <summary>The exact two-sided p-value that the judge has no preference for a position, from the inconsistent pairs; 1 without any.</summary>
    public double P => Math.Min(1, 2 * Binomial.AtMost(Math.Min(FirstTwice, SecondTwice), Inconsistent, 0.5));

    /// <param name="firstWinsInOrder1">For each pair, did the first-shown answer win in one order?</param>
    /// <param name="firstWinsInOrder2">The same in the swapped order.</param>
    /// <exception cref="ArgumentException">There is no pair, the lengths differ, or an entry is neither 0 nor 1.</exception>
    public static PositionBias Of(ReadOnlySpan<sbyte> firstWinsInOrder1, ReadOnlySpan<sbyte> firstWinsInOrder2)
    {
        if (firstWinsInOrder1.IsEmpty) throw new ArgumentException("There is no pair.", nameof(firstWinsInOrder1));
        Require.SameLength(firstWinsInOrder1.Length, firstWinsInOrder2.Length, nameof(firstWinsInOrder2));
        Require.Labels(firstWinsInOrder1, nameof(firstWinsInOrder1));
        Require.Labels(firstWinsInOrder2, nameof(firstWinsInOrder2));
        long consistent = 0, firstTwice = 0, secondTwice = 0;
        for (var i = 0; i < firstWinsInOrder1.Length; i++)
        {
            if (firstWinsInOrder1[i] != firstWinsInOrder2[i]) consistent++;
            else if (firstWinsInOrder1[i] == 1) firstTwice++;
            else secondTwice++;
        }

        // A pair gives 1, ½ or 0 of its two judgements to the first position: a mean over pairs.
        var rate = Scores.WinRate.Of(firstTwice, consistent, secondTwice).Estimate;
        return new PositionBias(consistent, firstTwice, secondTwice, rate);
    }
}
