using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Statistics.Calls;
using Custos.Statistics.Planning;
using static System.FormattableString;

namespace Custos.App.Cli.StatsPlans;

/// <summary>How many items does it take when both systems answer the same ones, what is found, and which difference?</summary>
internal static class PairedPlans
{
    private const string Formula = "Formula: McNemar's test, normal (Connor 1987)";

    public static IReadOnlyList<StatsQuestion> All { get; } = [Size(), Power(), Detectable()];

    private static Option<double> First() => StatsInputs.Number("--only-first", "The share of items that only the first gets right (or flags).");

    private static Option<double> Second() => StatsInputs.Number("--only-second", "The share that only the second does.");

    private static Option<double?> Both() => StatsInputs.OptionalNumber("--both", "The share of items that both get right (or flag); needed where raters err, because their errors make pairs differ that do not.");

    private static StatsQuestion Size()
    {
        var (b, c, both, terms, rated) = (First(), Second(), Both(), new TermsInputs(isPaired: true), new ObservationInputs(areYesOrNo: true));
        return new("sample-size paired", "How many items does it take when both systems answer the same ones (McNemar)?", [b, c, both, .. terms.Options, .. rated.Options], parsed =>
        {
            var (first, second, asked, seen) = (parsed.GetValue(b), parsed.GetValue(c), terms.Of(parsed), rated.Of(parsed));
            var (p, q) = SeenPairs(seen, first, second, parsed.GetValue(both));
            var independent = PairedProportions.SampleSize(p, q, asked);
            var needed = independent.GrownBy(seen.ItemsPerIndependent);
            double? exact = seen.ItemsPerIndependent == 1 && needed.First <= 100_000 ? PairedProportions.ExactPowerOf(p, q, needed.First, asked.Alpha) : null;
            return new()
            {
                Headline = Invariant($"{needed.First:N0} items, answered by both."),
                Results = new CallResults
                {
                    { "n_pairs", needed.First },
                    { "n_before_rounding", needed.Exact },
                    { "n_independent", independent.First },
                    { "exact_two_sided_power_at_n", exact, "Summed for up to 100,000 independent pairs only." },
                },
                Assumptions = [TermsInputs.Say(asked), $"{Formula}; the exact test's power at that size stands beside it.", .. Assumptions(seen)],
                InPlainWords = Invariant($"Only items on which the two differ tell anything: {first + second:P1} of all. With {needed.First:N0} items the difference of {Math.Abs(first - second) * 100:0.##} points is found {asked.Power:P0} of the time. ") + PlanWords.WhatPowerMeans,
            };
        })
        { Examples = ["sample-size paired --only-first 0.06 --only-second 0.05", "sample-size paired --only-first 0.06 --only-second 0.05 --both 0.8 --sensitivity 0.95 --specificity 0.9"] };
    }

    private static StatsQuestion Power()
    {
        var (b, c, both, terms, rated) = (First(), Second(), Both(), new TermsInputs(isPaired: true), new ObservationInputs(areYesOrNo: true));
        var n = StatsInputs.Count("--n", "The number of items, answered by both.");
        return new("power paired", "How likely are two systems that answer the same items to be told apart (McNemar)?", [b, c, both, n, .. terms.Options, .. rated.Options], parsed =>
        {
            var (first, second, items, asked, seen) = (parsed.GetValue(b), parsed.GetValue(c), parsed.GetValue(n), terms.Of(parsed), rated.Of(parsed));
            var (p, q) = SeenPairs(seen, first, second, parsed.GetValue(both));
            var power = PairedProportions.PowerOf(p, q, items / seen.ItemsPerIndependent, asked);
            double? exact = seen.ItemsPerIndependent == 1 && items <= 100_000 ? PairedProportions.ExactPowerOf(p, q, items, asked.Alpha) : null;
            return new()
            {
                Headline = Invariant($"With {items:N0} items the difference is found {power:P1} of the time."),
                Results = new CallResults { { "power_normal", power }, { "power_exact_two_sided", exact, "Summed for up to 100,000 independent pairs only." } },
                Assumptions = [TermsInputs.SayWithoutPower(asked), $"{Formula}, and the exact two-sided test, summed.", .. Assumptions(seen)],
                InPlainWords = Invariant($"Only the {first + second:P1} of items on which the two differ tell anything; of them about {items * (first + second):N0} are expected. ") + PlanWords.WhatPowerMeans,
            };
        })
        { Examples = ["power paired --only-first 0.06 --only-second 0.05 --n 8000"] };
    }

    private static StatsQuestion Detectable()
    {
        var discordant = StatsInputs.Number("--discordant", "The share of items on which the two differ, one way or the other.");
        var (both, terms, rated) = (Both(), new TermsInputs(isPaired: true), new ObservationInputs(areYesOrNo: true));
        var n = StatsInputs.Count("--n", "The number of items, answered by both.");
        return new("detectable-effect paired", "Which difference of two systems that answer the same items is found (McNemar)?", [discordant, both, n, .. terms.Options, .. rated.Options], parsed =>
        {
            var (share, items, asked, seen) = (parsed.GetValue(discordant), parsed.GetValue(n), terms.Of(parsed), rated.Of(parsed));
            var (p, q) = SeenPairs(seen, share / 2, share / 2, parsed.GetValue(both));
            // Raters' errors add to the pairs that differ and leave the sum the same whichever way those lean.
            var gap = PairedProportions.DetectableDifference(p + q, items / seen.ItemsPerIndependent, asked) / seen.Youden is { } found && found <= share ? found : (double?)null;
            const string none = "Even if all items on which the two differ leant one way, so few items would not show it often enough.";
            return new()
            {
                Headline = gap is { } size ? Invariant($"A difference of {size * 100:0.###} points is found {asked.Power:P0} of the time with {items:N0} items.") : $"Cannot tell: {none}",
                Results = new CallResults { { "detectable_difference", gap, none }, { "only_first", (share + gap) / 2, none }, { "only_second", (share - gap) / 2, none } },
                Assumptions = [TermsInputs.Say(asked), $"{Formula}, inverted with the share of items on which the two differ held still.", .. Assumptions(seen)],
                InPlainWords = Invariant($"The two systems are expected to differ on {items * share:N0} of {items:N0} items. ")
                    + (gap is { } least ? Invariant($"Differences of less than {least * 100:0.##} points, one way against the other, are missed more often than {1 - asked.Power:P0} of the time. ") : "That is too few to tell which is better. ") + PlanWords.WhatPowerMeans,
            };
        })
        { Examples = ["detectable-effect paired --discordant 0.11 --n 8000"] };
    }

    private static (double First, double Second) SeenPairs(Observation seen, double first, double second, double? both) => seen.Errors is not { } errors
        ? (first, second)
        : errors.ObservedPairs(first, second, both ?? throw new ArgumentException("Where raters err, say on how many items both systems are right: errors there make pairs differ as well.", nameof(both)));

    private static IEnumerable<string> Assumptions(Observation seen) => seen.Errors is null
        ? [.. seen.Assumptions(), PlanWords.Independent]
        : [.. seen.Assumptions(), "A rater's error on one system's answer says nothing of the error on the other's.", PlanWords.Independent];
}
