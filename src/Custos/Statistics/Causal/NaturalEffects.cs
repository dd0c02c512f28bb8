using System.Diagnostics.CodeAnalysis;
using Custos.Records;
using Custos.Statistics.Distributions;
using Custos.Statistics.Means;

namespace Custos.Statistics.Causal;

/// <summary>How much of an effect goes through a step in between that is yes or no, from rows? Treatment and mediator may interact.</summary>
/// <param name="Total">Outcome with the treatment minus without.</param>
/// <param name="NaturalDirect">As in <see cref="Mediation"/>.</param>
/// <param name="NaturalIndirect">As there.</param>
/// <param name="TotalIndirect">As there.</param>
/// <param name="TotalDirect">As there.</param>
/// <param name="ProportionMediated">Natural indirect over total; null when the total is 0.</param>
/// <remarks>Takes for granted what <see cref="Mediation"/> does. Intervals by the delta method with the product of errors (Goodman 1960);
/// shares enter their variances with one success and one failure more, so that a share of 0 is not taken for certain. Source: Pearl 2001.</remarks>
public sealed record NaturalEffects(
    Estimate Total, Estimate NaturalDirect, Estimate NaturalIndirect, Estimate TotalIndirect, Estimate TotalDirect, double? ProportionMediated)
{
    /// <param name="treatment">Of each unit.</param>
    /// <param name="mediator">Of each unit.</param>
    /// <param name="outcome">Of each unit, finite; yes-or-no where all are 0 or 1.</param>
    /// <param name="effects">The effects, where they can be told.</param>
    /// <param name="reason">Why they cannot, in plain words; empty where they can.</param>
    /// <param name="confidence">Of the intervals, in (0, 1).</param>
    public static bool TryOf(
        IReadOnlyList<bool> treatment, IReadOnlyList<bool> mediator, IReadOnlyList<double> outcome, [NotNullWhen(true)] out NaturalEffects? effects, out string reason, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        Require.Finite([.. outcome], nameof(outcome));
        Require.SameLength(outcome.Count, treatment.Count, nameof(treatment));
        Require.SameLength(outcome.Count, mediator.Count, nameof(mediator));
        var cells = Enumerable.Range(0, outcome.Count).ToLookup(i => (Treated: treatment[i], Mediated: mediator[i]), i => outcome[i]);
        var smallest = new[] { (false, false), (false, true), (true, false), (true, true) }.Min(cell => cells[cell].Count());
        effects = null;
        reason = smallest < 2 ? "Treated or untreated, some have fewer than two units with or without the mediator: what the outcome would have been there, these data cannot tell." : "";
        if (smallest < 2) return false;
        var isRate = outcome.All(value => value is 0 or 1);
        effects = Of(
            Share(cells[(false, true)].Count(), cells[(false, false)].Count()),
            Share(cells[(true, true)].Count(), cells[(true, false)].Count()),
            [Mean(cells[(false, false)], isRate), Mean(cells[(false, true)], isRate)],
            [Mean(cells[(true, false)], isRate), Mean(cells[(true, true)], isRate)],
            outcome.Count,
            Normal.InverseSurvival((1 - confidence) / 2),
            confidence);
        return true;
    }

    private static NaturalEffects Of(Known without, Known with, Known[] untreated, Known[] treated, long n, double z, double confidence)
    {
        var total = Sum(treated, with).Value - Sum(untreated, without).Value;
        var indirect = Through(untreated, without, with);
        return new NaturalEffects(
            Estimated(new(total, Sum(treated, with).Variance + Sum(untreated, without).Variance)),
            Estimated(Past(untreated, treated, without)),
            Estimated(indirect),
            Estimated(Through(treated, without, with)),
            Estimated(Past(untreated, treated, with)),
            total == 0 ? null : indirect.Value / total);

        Estimate Estimated(Known known)
        {
            var half = z * Math.Sqrt(known.Variance);
            return new Estimate(known.Value, new Interval(known.Value - half, known.Value + half, confidence), n);
        }
    }

    // What an arm's outcome is at a share of the mediator.
    private static Known Sum(Known[] outcome, Known share)
    {
        var (p, step) = (share.Value, outcome[1].Value - outcome[0].Value);
        return new(outcome[0].Value + p * step, (1 - p) * (1 - p) * outcome[0].Variance + p * p * outcome[1].Variance + step * step * share.Variance);
    }

    // What the mediator's change does in one arm: a product of two differences.
    private static Known Through(Known[] outcome, Known without, Known with)
    {
        var (step, move) = (outcome[1].Value - outcome[0].Value, with.Value - without.Value);
        var (ofStep, ofMove) = (outcome[1].Variance + outcome[0].Variance, with.Variance + without.Variance);
        return new(step * move, move * move * ofStep + step * step * ofMove + ofStep * ofMove);
    }

    // What the treatment does at a share of the mediator.
    private static Known Past(Known[] untreated, Known[] treated, Known share)
    {
        var (p, still, moved) = (share.Value, treated[0].Value - untreated[0].Value, treated[1].Value - untreated[1].Value);
        return new(
            still * (1 - p) + moved * p,
            (1 - p) * (1 - p) * (treated[0].Variance + untreated[0].Variance) + p * p * (treated[1].Variance + untreated[1].Variance) + (moved - still) * (moved - still) * share.Variance);
    }

    private static Known Share(double yes, double no)
    {
        var cautious = (yes + 1) / (yes + no + 2);
        return new(yes / (yes + no), cautious * (1 - cautious) / (yes + no));
    }

    private static Known Mean(IEnumerable<double> values, bool isRate)
    {
        double[] all = [.. values];
        if (isRate) return Share(all.Sum(), all.Length - all.Sum());
        var moments = Moments.Of(all);
        return new(moments.Mean, moments.SquaredDeviations / (moments.N - 1) / moments.N);
    }

    private readonly record struct Known(double Value, double Variance);
}
