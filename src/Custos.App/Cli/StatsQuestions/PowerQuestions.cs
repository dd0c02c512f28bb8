using Custos.Statistics.Calls;
using Custos.Statistics.Planning;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions about the power of a plan whose size is settled can be asked, beside two rates?</summary>
internal static class PowerQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [OneRate(), Means(), Pairs(), NotWorse(), DetectableRate(), DetectableMeans()];

    private const string WhatPowerMeans = "Power is promised for the effect that was planned for; an experiment that finds nothing has not shown that nothing is there.";

    private static StatsQuestion OneRate()
    {
        var (stated, actual) = (StatsInputs.Number("--stated", "The rate stated."), StatsInputs.Number("--actual", "The rate expected instead."));
        var (n, terms) = (StatsInputs.Count("--n", "The number of items."), new TermsInputs());
        return new("power one-proportion", "How likely is a rate to be told from a stated one with so many items?", [stated, actual, n, .. terms.Options], parsed =>
        {
            var (p0, p1, items, asked) = (parsed.GetValue(stated), parsed.GetValue(actual), parsed.GetValue(n), terms.Of(parsed));
            var side = asked.Alternative == Statistics.Alternative.TwoSided ? asked.Alternative : p1 > p0 ? Statistics.Alternative.Greater : Statistics.Alternative.Less;
            var exact = OneProportion.ExactPower(items, p0, p1, asked.Alpha, side);
            return new()
            {
                Headline = Invariant($"With {items:N0} items a rate of {p1:P1} is told from {p0:P1} {exact.Power:P1} of the time (exact test)."),
                Results = new CallResults
                {
                    { "power_exact", exact.Power },
                    { "power_normal", OneProportion.PowerOf(p0, p1, items, asked) },
                    { "false_alarms_exact", exact.Size },
                    { "reject_at_most", exact.RejectAtMost, "No count is low enough." },
                    { "reject_at_least", exact.RejectAtLeast, "No count is high enough." },
                },
                Assumptions = [SayWithoutPower(asked), "Exact binomial test, equal tails; its power goes up and down with n. Items are independent."],
                InPlainWords = Invariant($"Chance alone raises the alarm {exact.Size:P1} of the time, a true {p1:P1} does {exact.Power:P1} of the time. ") + WhatPowerMeans,
            };
        })
        { Examples = ["power one-proportion --stated 0.5 --actual 0.52 --n 4903"] };
    }

    private static StatsQuestion Means()
    {
        var effect = StatsInputs.Number("--effect", "The difference of the means in standard deviations.");
        var (n, terms) = (StatsInputs.Count("--n", "The number in the first arm."), new TermsInputs());
        return new("power means", "How likely is a difference of two means to be found with so many in an arm?", [effect, n, .. terms.Options], parsed =>
        {
            var (d, items, asked) = (parsed.GetValue(effect), parsed.GetValue(n), terms.Of(parsed));
            var power = MeanDifference.PowerOf(d, items, asked);
            return new()
            {
                Headline = Invariant($"With {items:N0} in the first arm an effect of {d:G3} standard deviations is found {power:P1} of the time."),
                Results = new CallResults { { "power", power }, { "n_first", items }, { "n_second", items * asked.Ratio } },
                Assumptions = [SayWithoutPower(asked), "Student's t test, exact by the noncentral t (Cohen 1988); both arms spread alike and units are independent."],
                InPlainWords = Invariant($"If the means truly differ by {d:G3} standard deviations, {power:P0} of such experiments notice it. ") + WhatPowerMeans,
            };
        })
        { Examples = ["power means --effect 0.2 --n 400"] };
    }

    private static StatsQuestion Pairs()
    {
        var (b, c) = (StatsInputs.Number("--only-first", "The share of items that only the first gets right (or flags)."), StatsInputs.Number("--only-second", "The share that only the second does."));
        var (n, terms) = (StatsInputs.Count("--n", "The number of items, answered by both."), new TermsInputs());
        return new("power paired", "How likely are two systems that answer the same items to be told apart (McNemar)?", [b, c, n, .. terms.Options], parsed =>
        {
            var (first, second, items, asked) = (parsed.GetValue(b), parsed.GetValue(c), parsed.GetValue(n), terms.Of(parsed));
            var power = PairedProportions.PowerOf(first, second, items, asked);
            double? exact = items <= 100_000 ? PairedProportions.ExactPowerOf(first, second, items, asked.Alpha) : null;
            return new()
            {
                Headline = Invariant($"With {items:N0} items the difference is found {power:P1} of the time."),
                Results = new CallResults { { "power_normal", power }, { "power_exact_two_sided", exact, "Summed for up to 100,000 items only." } },
                Assumptions = [SayWithoutPower(asked), "McNemar's test: normal after Connor 1987, and the exact two-sided test, summed. Items are independent of each other."],
                InPlainWords = Invariant($"Only the {first + second:P1} of items on which the two differ tell anything; of them about {items * (first + second):N0} are expected. ") + WhatPowerMeans,
            };
        })
        { Examples = ["power paired --only-first 0.06 --only-second 0.05 --n 8000"] };
    }

    private static StatsQuestion NotWorse()
    {
        var (fresh, old) = (StatsInputs.Number("--new", "The rate expected of the new; higher is better."), StatsInputs.Number("--old", "The rate of the old."));
        var margin = StatsInputs.Number("--margin", "By how much the new may be worse, absolute.");
        var (n, terms) = (StatsInputs.Count("--n", "The number in the first arm."), new TermsInputs());
        return new("power non-inferiority", "How likely is something new to be shown not worse by more than a margin, with so many?", [fresh, old, margin, n, .. terms.Options], parsed =>
        {
            var (p1, p2, gap, items) = (parsed.GetValue(fresh), parsed.GetValue(old), parsed.GetValue(margin), parsed.GetValue(n));
            var asked = terms.Of(parsed) with { Alternative = Statistics.Alternative.Greater };
            var power = NonInferiority.PowerOfRates(p1, p2, gap, items, asked);
            return new()
            {
                Headline = Invariant($"With {items:N0} in the first arm it is shown {power:P1} of the time."),
                Results = new CallResults { { "power", power } },
                Assumptions = [SayWithoutPower(asked), "Normal, unpooled variances, one-sided at alpha (Chow, Shao and Wang 2008). The margin was set before the data."],
                InPlainWords = Invariant($"If the new is truly at {p1:P1} and the old at {p2:P1}, {power:P0} of such experiments show the new to be within {gap * 100:0.##} points. The others leave it open; they do not show it to be worse."),
            };
        })
        { Examples = ["power non-inferiority --new 0.9 --old 0.9 --margin 0.02 --n 2000"] };
    }

    private static StatsQuestion DetectableRate()
    {
        var (stated, n, terms) = (StatsInputs.Number("--stated", "The rate stated."), StatsInputs.Count("--n", "The number of items."), new TermsInputs());
        return new("detectable-effect one-proportion", "Which rate is told from a stated one with so many items?", [stated, n, .. terms.Options], parsed =>
        {
            var (p0, items, asked) = (parsed.GetValue(stated), parsed.GetValue(n), terms.Of(parsed));
            var (above, below) = (OneProportion.DetectableRate(p0, items, asked), OneProportion.DetectableRate(p0, items, asked, isIncrease: false));
            const string none = "No rate on that side is far enough for so few items.";
            return new()
            {
                Headline = Invariant($"Told from {p0:P2}: at most {below?.ToString("P2", System.Globalization.CultureInfo.InvariantCulture) ?? "cannot tell"}, at least {above?.ToString("P2", System.Globalization.CultureInfo.InvariantCulture) ?? "cannot tell"}."),
                Results = new CallResults { { "rate_above", above, none }, { "rate_below", below, none } },
                Assumptions = [TermsInputs.Say(asked), "Normal (Fleiss 1981, eq. 2.10), inverted; items are independent."],
                InPlainWords = Invariant($"Rates between the two are missed more often than {1 - asked.Power:P0} of the time. ") + WhatPowerMeans,
            };
        })
        { Examples = ["detectable-effect one-proportion --stated 0.5 --n 4903"] };
    }

    private static StatsQuestion DetectableMeans()
    {
        var (n, terms) = (StatsInputs.Count("--n", "The number in the first arm."), new TermsInputs());
        return new("detectable-effect means", "Which difference of two means is found with so many in an arm?", [n, .. terms.Options], parsed =>
        {
            var (items, asked) = (parsed.GetValue(n), terms.Of(parsed));
            var effect = MeanDifference.DetectableEffect(items, asked);
            return new()
            {
                Headline = Invariant($"{effect:G4} standard deviations."),
                Results = new CallResults { { "effect_in_standard_deviations", effect } },
                Assumptions = [TermsInputs.Say(asked), "Student's t test, exact by the noncentral t (Cohen 1988), inverted; both arms spread alike and units are independent."],
                InPlainWords = Invariant($"Differences smaller than {effect:G3} times the spread of one unit are missed more often than {1 - asked.Power:P0} of the time. ") + WhatPowerMeans,
            };
        })
        { Examples = ["detectable-effect means --n 400"] };
    }

    private static string SayWithoutPower(PlanTerms terms) =>
        Invariant($"{(terms.Alternative == Statistics.Alternative.TwoSided ? "Two" : "One")}-sided, alpha {terms.Alpha}; one look at the end.");
}
