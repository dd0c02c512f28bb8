using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Statistics.Calls;
using Custos.Statistics.Planning;
using static System.FormattableString;

namespace Custos.App.Cli.StatsPlans;

/// <summary>How many does it take to show that something new is not worse by more than a margin, how often is it shown, and within which margin?</summary>
internal static class NonInferiorityPlans
{
    private const string Formula = "Formula: normal, unpooled variances, one-sided at alpha (Chow, Shao and Wang 2008).";
    private const string Chosen = "The margin was chosen for what a loss would cost, before the data.";
    private const string NotShown = " A plain test that finds no difference does not show this: it may just have been too small.";

    public static IReadOnlyList<StatsQuestion> All { get; } = [Size(), Power(), Detectable(), SizeOfMeans(), PowerOfMeans(), DetectableOfMeans()];

    private static Option<double> New() => StatsInputs.Number("--new", "The rate expected of the new; higher is better.");

    private static Option<double> Old() => StatsInputs.Number("--old", "The rate of the old.");

    private static Option<double> Margin() => StatsInputs.Number("--margin", "By how much the new may be worse, absolute.");

    private static Option<double> Difference() => StatsInputs.Number("--difference", "New less old as expected, in the unit of the measure; higher is better.", 0);

    private static Option<double> Deviation() => StatsInputs.Number("--standard-deviation", "Of one observation, the same in both arms.");

    private static Option<long> Items() => StatsInputs.Count("--n", "The number in the first arm.");

    private static StatsQuestion Size()
    {
        var (fresh, old, margin, terms, rated) = (New(), Old(), Margin(), new TermsInputs(isOneSided: true), new ObservationInputs(areYesOrNo: true));
        return new("sample-size non-inferiority", "How many does it take to show that something new is not worse by more than a margin?", [fresh, old, margin, .. terms.Options, .. rated.Options], parsed =>
        {
            var (p1, p2, gap, asked, seen) = (parsed.GetValue(fresh), parsed.GetValue(old), parsed.GetValue(margin), terms.Of(parsed), rated.Of(parsed));
            var needed = NonInferiority.SampleSizeOfRates(seen.Seen(p1), seen.Seen(p2), gap * seen.Youden, asked);
            return Sized(needed, seen, asked, Points(gap), Invariant($"the new is truly at {p1:P1} and the old at {p2:P1}"));
        })
        { Examples = ["sample-size non-inferiority --new 0.9 --old 0.9 --margin 0.02", "sample-size non-inferiority --new 0.9 --old 0.9 --margin 0.02 --sensitivity 0.95 --specificity 0.98 --raters 3 --icc 0.6"] };
    }

    private static StatsQuestion Power()
    {
        var (fresh, old, margin, n, terms, rated) = (New(), Old(), Margin(), Items(), new TermsInputs(isOneSided: true), new ObservationInputs(areYesOrNo: true));
        return new("power non-inferiority", "How likely is something new to be shown not worse by more than a margin, with so many?", [fresh, old, margin, n, .. terms.Options, .. rated.Options], parsed =>
        {
            var (p1, p2, gap, items, asked, seen) = (parsed.GetValue(fresh), parsed.GetValue(old), parsed.GetValue(margin), parsed.GetValue(n), terms.Of(parsed), rated.Of(parsed));
            var power = NonInferiority.PowerOfRates(seen.Seen(p1), seen.Seen(p2), gap * seen.Youden, items / seen.ItemsPerIndependent, asked);
            return Powered(power, items, seen, asked, Points(gap), Invariant($"the new is truly at {p1:P1} and the old at {p2:P1}"));
        })
        { Examples = ["power non-inferiority --new 0.9 --old 0.9 --margin 0.02 --n 2000"] };
    }

    private static StatsQuestion Detectable()
    {
        var (fresh, old, n, terms, rated) = (New(), Old(), Items(), new TermsInputs(isOneSided: true), new ObservationInputs(areYesOrNo: true));
        return new("detectable-effect non-inferiority", "Within which margin is something new shown not to be worse, with so many?", [fresh, old, n, .. terms.Options, .. rated.Options], parsed =>
        {
            var (p1, p2, items, asked, seen) = (parsed.GetValue(fresh), parsed.GetValue(old), parsed.GetValue(n), terms.Of(parsed), rated.Of(parsed));
            var margin = NonInferiority.DetectableMarginOfRates(seen.Seen(p1), seen.Seen(p2), items / seen.ItemsPerIndependent, asked) / seen.Youden;
            return Found(margin, items, seen, asked, Points(Math.Abs(margin)), margin >= p2);
        })
        { Examples = ["detectable-effect non-inferiority --new 0.9 --old 0.9 --n 2000"] };
    }

    private static StatsQuestion SizeOfMeans()
    {
        var (difference, deviation, margin, terms, rated) = (Difference(), Deviation(), Margin(), new TermsInputs(isOneSided: true), new ObservationInputs(areYesOrNo: false));
        return new("sample-size non-inferiority-means", "How many does it take to show that a mean is not worse by more than a margin?", [difference, deviation, margin, .. terms.Options, .. rated.Options], parsed =>
        {
            var (d, gap, asked, seen) = (parsed.GetValue(difference), parsed.GetValue(margin), terms.Of(parsed), rated.Of(parsed));
            var needed = NonInferiority.SampleSizeOfMeans(d, parsed.GetValue(deviation), gap, asked);
            return Sized(needed, seen, asked, Invariant($"{gap:G4}"), Invariant($"the means truly differ by {d:G4}"));
        })
        { Examples = ["sample-size non-inferiority-means --standard-deviation 0.1 --margin 0.05"] };
    }

    private static StatsQuestion PowerOfMeans()
    {
        var (difference, deviation, margin, n, terms, rated) = (Difference(), Deviation(), Margin(), Items(), new TermsInputs(isOneSided: true), new ObservationInputs(areYesOrNo: false));
        return new("power non-inferiority-means", "How likely is a mean to be shown not worse by more than a margin, with so many?", [difference, deviation, margin, n, .. terms.Options, .. rated.Options], parsed =>
        {
            var (d, gap, items, asked, seen) = (parsed.GetValue(difference), parsed.GetValue(margin), parsed.GetValue(n), terms.Of(parsed), rated.Of(parsed));
            var power = NonInferiority.PowerOfMeans(d, parsed.GetValue(deviation), gap, items / seen.ItemsPerIndependent, asked);
            return Powered(power, items, seen, asked, Invariant($"{gap:G4}"), Invariant($"the means truly differ by {d:G4}"));
        })
        { Examples = ["power non-inferiority-means --standard-deviation 0.1 --margin 0.05 --n 50"] };
    }

    private static StatsQuestion DetectableOfMeans()
    {
        var (difference, deviation, n, terms, rated) = (Difference(), Deviation(), Items(), new TermsInputs(isOneSided: true), new ObservationInputs(areYesOrNo: false));
        return new("detectable-effect non-inferiority-means", "Within which margin is a mean shown not to be worse, with so many?", [difference, deviation, n, .. terms.Options, .. rated.Options], parsed =>
        {
            var (items, asked, seen) = (parsed.GetValue(n), terms.Of(parsed), rated.Of(parsed));
            var margin = NonInferiority.DetectableMarginOfMeans(parsed.GetValue(difference), parsed.GetValue(deviation), items / seen.ItemsPerIndependent, asked);
            return Found(margin, items, seen, asked, Invariant($"{Math.Abs(margin):G4}"), beyondAll: false);
        })
        { Examples = ["detectable-effect non-inferiority-means --standard-deviation 0.1 --n 50"] };
    }

    private static StatsAnswer Sized(RequiredSample independent, Observation seen, PlanTerms asked, string margin, string truth)
    {
        var needed = independent.GrownBy(seen.ItemsPerIndependent);
        return new()
        {
            Headline = Invariant($"{needed.First:N0} per arm, to show that the new is not worse by {margin} or more."),
            Results = new CallResults { { "n_first", needed.First }, { "n_second", needed.Second }, { "n_before_rounding", needed.Exact }, { "n_independent", independent.First } },
            Assumptions = [TermsInputs.Say(asked), Formula, Chosen, .. seen.Assumptions(), PlanWords.Independent],
            InPlainWords = Invariant($"If {truth}, {needed.First:N0} per arm show the new to be within {margin} {asked.Power:P0} of the time.{NotShown}"),
        };
    }

    private static StatsAnswer Powered(double power, long items, Observation seen, PlanTerms asked, string margin, string truth) => new()
    {
        Headline = Invariant($"With {items:N0} in the first arm it is shown {power:P1} of the time."),
        Results = new CallResults { { "power", power }, { "n_first", items } },
        Assumptions = [TermsInputs.SayWithoutPower(asked), Formula, Chosen, .. seen.Assumptions(), PlanWords.Independent],
        InPlainWords = Invariant($"If {truth}, {power:P0} of such experiments show the new to be within {margin}. The others leave it open; they do not show it to be worse."),
    };

    private static StatsAnswer Found(double margin, long items, Observation seen, PlanTerms asked, string size, bool beyondAll)
    {
        const string trivial = "The margin would be as large as the old rate itself: nothing is shown.";
        return new()
        {
            Headline = beyondAll ? $"Cannot tell: with {items.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} in the first arm, no margin below the old rate."
                : margin > 0 ? Invariant($"The new is shown not to be worse by {size} or more, {asked.Power:P0} of the time.")
                : Invariant($"The new is shown to be better, by more than {size}, {asked.Power:P0} of the time."),
            Results = new CallResults { { "smallest_margin", beyondAll ? null : margin, trivial }, { "n_first", items } },
            Assumptions = [TermsInputs.Say(asked), Formula + " Inverted in the margin; below 0 the new is shown to be better.", .. seen.Assumptions(), PlanWords.Independent],
            InPlainWords = $"If a loss of {size} would be too much, so few cannot rule it out often enough: take a larger sample, not a larger margin.{NotShown}",
        };
    }

    private static string Points(double gap) => Invariant($"{gap * 100:0.##} points");
}
