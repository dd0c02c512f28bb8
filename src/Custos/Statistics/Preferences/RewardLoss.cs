using Custos.Records;

namespace Custos.Statistics.Preferences;

/// <summary>How well does a reward model rank the answers that people preferred?</summary>
/// <param name="Loss">The mean of −ln σ(r_chosen − r_rejected).</param>
/// <param name="LossWithMargin">The mean of −ln σ(r_chosen − r_rejected − margin).</param>
/// <param name="Accuracy">The share of pairs whose chosen answer has the higher reward; equal rewards are not a hit.</param>
/// <remarks>Source: Ouyang et al. 2022, arXiv 2203.02155; the margin from Touvron et al. 2023, arXiv 2307.09288, eq. 2.</remarks>
public sealed record RewardLoss(double Loss, double LossWithMargin, Estimate Accuracy)
{
    /// <param name="chosen">The reward of the chosen answer of each pair.</param>
    /// <param name="rejected">The reward of the rejected one.</param>
    /// <param name="margins">By how much they should differ; empty for 0.</param>
    /// <exception cref="ArgumentException">There is no pair, the lengths differ, or a number is not finite.</exception>
    public static RewardLoss Of(ReadOnlySpan<double> chosen, ReadOnlySpan<double> rejected, ReadOnlySpan<double> margins = default)
    {
        Require.Finite(chosen, nameof(chosen));
        Require.Finite(rejected, nameof(rejected));
        Require.SameLength(chosen.Length, rejected.Length, nameof(rejected));
        if (!margins.IsEmpty)
        {
            Require.SameLength(chosen.Length, margins.Length, nameof(margins));
            Require.Finite(margins, nameof(margins));
        }

        double plain = 0, withMargin = 0;
        long hits = 0;
        for (var i = 0; i < chosen.Length; i++)
        {
            var gap = chosen[i] - rejected[i];
            plain -= PairLosses.LogSigmoid(gap);
            withMargin -= PairLosses.LogSigmoid(gap - (margins.IsEmpty ? 0 : margins[i]));
            if (gap > 0) hits++;
        }

        return new RewardLoss(plain / chosen.Length, withMargin / chosen.Length, Estimate.OfRate(hits, chosen.Length));
    }
}
