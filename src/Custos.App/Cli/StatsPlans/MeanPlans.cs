using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Statistics.Calls;
using Custos.Statistics.Planning;
using static System.FormattableString;

namespace Custos.App.Cli.StatsPlans;

/// <summary>How large must a comparison of two means be, what does it find, and which difference does it find?</summary>
internal static class MeanPlans
{
    private const string Formula = "Formula: the t test's exact power (noncentral t, Cohen 1988); means near normal, both arms spread alike. Heavy tails need more, or a test of ranks.";
    private const string NoErrors = "Raters who err on a number are in its standard deviation: sensitivity and specificity are for yes or no.";

    public static IReadOnlyList<StatsQuestion> All { get; } = [Size(), Power(), Detectable()];

    private static Option<bool> Paired() => new("--paired") { Description = "Every item is measured twice; effects are in standard deviations of the differences." };

    private static StatsQuestion Size()
    {
        var difference = StatsInputs.Number("--difference", "The difference to find, in the unit of the measure.");
        var deviation = StatsInputs.Number("--standard-deviation", "Of one observation; with --paired, of the differences.");
        var (paired, terms, rated) = (Paired(), new TermsInputs(), new ObservationInputs(areYesOrNo: false));
        return new("sample-size means", "How many does it take to tell two means apart?", [difference, deviation, paired, .. terms.Options, .. rated.Options], parsed =>
        {
            var (d, asked, isPaired, seen) = (parsed.GetValue(difference) / parsed.GetValue(deviation), terms.Of(parsed), parsed.GetValue(paired), rated.Of(parsed));
            var independent = isPaired ? MeanDifference.PairedSampleSize(d, asked) : MeanDifference.SampleSize(d, asked);
            var needed = independent.GrownBy(seen.ItemsPerIndependent);
            var unit = isPaired ? "pairs" : "per arm";
            return new()
            {
                Headline = Invariant($"{needed.First:N0} {unit}, to find a difference of {d:G4} standard deviations."),
                Results = new CallResults { { "effect_size_d", d }, { "n_first", needed.First }, { "n_second", needed.Second }, { "n_before_rounding", needed.Exact }, { "n_independent", independent.First } },
                Assumptions = [TermsInputs.Say(asked), Formula, NoErrors, .. seen.Assumptions(), PlanWords.Independent],
                InPlainWords = Invariant($"With {needed.First:N0} {unit}, a true difference of {d:G3} standard deviations is found {asked.Power:P0} of the time. ") + PlanWords.WhatPowerMeans,
            };
        })
        { Examples = ["sample-size means --difference 0.2 --standard-deviation 1", "sample-size means --difference 0.2 --standard-deviation 1 --items-per-user 5 --user-icc 0.3"] };
    }

    private static StatsQuestion Power()
    {
        var (effect, n) = (StatsInputs.Number("--effect", "The difference of the means in standard deviations."), StatsInputs.Count("--n", "The number in the first arm, or of pairs."));
        var (paired, terms, rated) = (Paired(), new TermsInputs(), new ObservationInputs(areYesOrNo: false));
        return new("power means", "How likely is a difference of two means to be found with so many in an arm?", [effect, n, paired, .. terms.Options, .. rated.Options], parsed =>
        {
            var (d, items, asked, isPaired, seen) = (parsed.GetValue(effect), parsed.GetValue(n), terms.Of(parsed), parsed.GetValue(paired), rated.Of(parsed));
            var independent = items / seen.ItemsPerIndependent;
            var power = isPaired ? MeanDifference.PairedPowerOf(d, independent, asked) : MeanDifference.PowerOf(d, independent, asked);
            return new()
            {
                Headline = Invariant($"With {items:N0} {(isPaired ? "pairs" : "in the first arm")} an effect of {d:G3} standard deviations is found {power:P1} of the time."),
                Results = new CallResults { { "power", power }, { "n_first", items }, { "n_second", isPaired ? 0 : items * asked.Ratio }, { "n_independent", independent } },
                Assumptions = [TermsInputs.SayWithoutPower(asked), Formula, NoErrors, .. seen.Assumptions(), PlanWords.Independent],
                InPlainWords = Invariant($"If the means truly differ by {d:G3} standard deviations, {power:P0} of such experiments notice it. ") + PlanWords.WhatPowerMeans,
            };
        })
        { Examples = ["power means --effect 0.2 --n 400", "power means --effect 0.2 --n 400 --paired"] };
    }

    private static StatsQuestion Detectable()
    {
        var n = StatsInputs.Count("--n", "The number in the first arm, or of pairs.");
        var (paired, terms, rated) = (Paired(), new TermsInputs(), new ObservationInputs(areYesOrNo: false));
        return new("detectable-effect means", "Which difference of two means is found with so many in an arm?", [n, paired, .. terms.Options, .. rated.Options], parsed =>
        {
            var (items, asked, isPaired, seen) = (parsed.GetValue(n), terms.Of(parsed), parsed.GetValue(paired), rated.Of(parsed));
            var independent = items / seen.ItemsPerIndependent;
            var effect = isPaired ? MeanDifference.PairedDetectableEffect(independent, asked) : MeanDifference.DetectableEffect(independent, asked);
            return new()
            {
                Headline = Invariant($"{effect:G4} standard deviations{(isPaired ? " of the differences" : "")}."),
                Results = new CallResults { { "effect_in_standard_deviations", effect }, { "n_independent", independent } },
                Assumptions = [TermsInputs.Say(asked), Formula, NoErrors, .. seen.Assumptions(), PlanWords.Independent],
                InPlainWords = Invariant($"Differences smaller than {effect:G3} times the spread {(isPaired ? "of the differences" : "of one unit")} are missed more often than {1 - asked.Power:P0} of the time. ") + PlanWords.WhatPowerMeans,
            };
        })
        { Examples = ["detectable-effect means --n 400"] };
    }
}
