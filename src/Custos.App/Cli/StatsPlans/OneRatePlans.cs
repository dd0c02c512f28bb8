using Custos.App.Cli.StatsQuestions;
using Custos.Statistics;
using Custos.Statistics.Calls;
using Custos.Statistics.Planning;
using static System.FormattableString;

namespace Custos.App.Cli.StatsPlans;

/// <summary>How large must a test of one rate be, what does it find, and which rate does it tell from the stated one?</summary>
internal static class OneRatePlans
{
    private const string Formula = "Formula: normal, null variance from the stated rate (Fleiss 1981, eq. 2.10)";

    public static IReadOnlyList<StatsQuestion> All { get; } = [Size(), Power(), Detectable()];

    private static StatsQuestion Size()
    {
        var (stated, planned) = (StatsInputs.Number("--stated", "The rate to be told from."), StatsInputs.Number("--planned", "The rate that is expected."));
        var (terms, rated) = (new TermsInputs(isPaired: true), new ObservationInputs(areYesOrNo: true));
        return new("sample-size one-proportion", "How many does it take to tell a rate from a stated one?", [stated, planned, .. terms.Options, .. rated.Options], parsed =>
        {
            var (p0, p1, asked, seen) = (parsed.GetValue(stated), parsed.GetValue(planned), terms.Of(parsed), rated.Of(parsed));
            var independent = OneProportion.SampleSize(seen.Seen(p0), seen.Seen(p1), asked);
            var needed = independent.GrownBy(seen.ItemsPerIndependent);
            long? exact = seen.ItemsPerIndependent == 1 && needed.First <= 20_000 ? OneProportion.ExactSampleSize(seen.Seen(p0), seen.Seen(p1), asked) : null;
            return new()
            {
                Headline = Invariant($"{needed.First:N0} observations, to tell {p1:P2} from {p0:P2}."),
                Results = new CallResults
                {
                    { "n", needed.First },
                    { "n_before_rounding", needed.Exact },
                    { "n_independent", independent.First },
                    { "n_exact_test", exact, "The exact test's size is searched for up to 20,000 independent observations; beyond it the two agree." },
                },
                Assumptions = [TermsInputs.Say(asked), $"{Formula}; the exact test's size is the one from which on its power is kept.", .. seen.Assumptions(), PlanWords.Independent],
                InPlainWords = Invariant($"With {needed.First:N0} observations, a true rate of {p1:P1} is told from {p0:P1} {asked.Power:P0} of the time. ") + PlanWords.WhatPowerMeans,
            };
        })
        { Examples = ["sample-size one-proportion --stated 0.5 --planned 0.52", "sample-size one-proportion --stated 0.01 --planned 0.02 --sensitivity 0.9 --specificity 0.99 --raters 3 --icc 0.6"] };
    }

    private static StatsQuestion Power()
    {
        var (stated, actual) = (StatsInputs.Number("--stated", "The rate stated."), StatsInputs.Number("--actual", "The rate expected instead."));
        var (n, terms, rated) = (StatsInputs.Count("--n", "The number of items."), new TermsInputs(isPaired: true), new ObservationInputs(areYesOrNo: true));
        return new("power one-proportion", "How likely is a rate to be told from a stated one with so many items?", [stated, actual, n, .. terms.Options, .. rated.Options], parsed =>
        {
            var (p0, p1, items, asked, seen) = (parsed.GetValue(stated), parsed.GetValue(actual), parsed.GetValue(n), terms.Of(parsed), rated.Of(parsed));
            var side = asked.Alternative == Alternative.TwoSided ? asked.Alternative : p1 > p0 ? Alternative.Greater : Alternative.Less;
            var normal = OneProportion.PowerOf(seen.Seen(p0), seen.Seen(p1), items / seen.ItemsPerIndependent, asked);
            var exact = seen.ItemsPerIndependent == 1 ? OneProportion.ExactPower(items, seen.Seen(p0), seen.Seen(p1), asked.Alpha, side) : null;
            const string clustered = "The exact test is for ratings that are independent, one an item, none lost.";
            return new()
            {
                Headline = Invariant($"With {items:N0} items a rate of {p1:P1} is told from {p0:P1} {exact?.Power ?? normal:P1} of the time ({(exact is null ? "normal approximation" : "exact test")})."),
                Results = new CallResults
                {
                    { "power_exact", exact?.Power, clustered },
                    { "power_normal", normal },
                    { "false_alarms_exact", exact?.Size, clustered },
                    { "reject_at_most", exact?.RejectAtMost, exact is null ? clustered : "No count is low enough." },
                    { "reject_at_least", exact?.RejectAtLeast, exact is null ? clustered : "No count is high enough." },
                },
                Assumptions = [TermsInputs.SayWithoutPower(asked), $"Exact binomial test, equal tails, whose power goes up and down with n. {Formula}.", .. seen.Assumptions(), PlanWords.Independent],
                InPlainWords = Invariant($"Chance alone raises the alarm {exact?.Size ?? asked.Alpha:P1} of the time, a true {p1:P1} does {exact?.Power ?? normal:P1} of the time. ") + PlanWords.WhatPowerMeans,
            };
        })
        { Examples = ["power one-proportion --stated 0.5 --actual 0.52 --n 4903"] };
    }

    private static StatsQuestion Detectable()
    {
        var (stated, n) = (StatsInputs.Number("--stated", "The rate stated."), StatsInputs.Count("--n", "The number of items."));
        var (terms, rated) = (new TermsInputs(isPaired: true), new ObservationInputs(areYesOrNo: true));
        return new("detectable-effect one-proportion", "Which rate is told from a stated one with so many items?", [stated, n, .. terms.Options, .. rated.Options], parsed =>
        {
            var (p0, items, asked, seen) = (parsed.GetValue(stated), parsed.GetValue(n), terms.Of(parsed), rated.Of(parsed));
            var independent = items / seen.ItemsPerIndependent;
            var (above, below) = (
                seen.Behind(OneProportion.DetectableRate(seen.Seen(p0), independent, asked)),
                seen.Behind(OneProportion.DetectableRate(seen.Seen(p0), independent, asked, isIncrease: false)));
            const string none = "No rate on that side is far enough for so few items.";
            return new()
            {
                Headline = Invariant($"Told from {p0:P2}: at most {PlanWords.Rate(below)}, at least {PlanWords.Rate(above)}."),
                Results = new CallResults { { "rate_above", above, none }, { "rate_below", below, none } },
                Assumptions = [TermsInputs.Say(asked), $"{Formula}, inverted.", .. seen.Assumptions(), PlanWords.Independent],
                InPlainWords = Invariant($"Rates between the two are missed more often than {1 - asked.Power:P0} of the time. ") + PlanWords.WhatPowerMeans,
            };
        })
        { Examples = ["detectable-effect one-proportion --stated 0.5 --n 4903"] };
    }
}

/// <summary>What must be said beside every plan?</summary>
internal static class PlanWords
{
    public const string WhatPowerMeans = "A result without significance is no proof that nothing is there. Decide the size before looking, and look once at the end.";

    public const string Independent = "Items are independent of each other, but for users who bring several where that is said.";

    public static string Rate(double? rate) => rate?.ToString("P2", System.Globalization.CultureInfo.InvariantCulture) ?? "cannot tell";
}
