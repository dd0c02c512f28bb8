using System.CommandLine;
using Custos.Statistics;
using Custos.Statistics.Calls;
using Custos.Statistics.Planning;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions about the size of other tests can be asked on the command line?</summary>
internal static class MorePlanQuestions
{
    private const string WhatPowerMeans = "A result without significance is no proof that nothing is there. Decide the size before looking, and look once at the end.";

    public static IReadOnlyList<StatsQuestion> All { get; } = [OneRate(), TwoMeans(), Pairs(), NotWorse(), NoFailure(), RatioOfSums()];

    private static StatsQuestion OneRate()
    {
        var (stated, planned) = (StatsInputs.Number("--stated", "The rate to be told from."), StatsInputs.Number("--planned", "The rate that is expected."));
        var terms = new TermsInputs();
        return new("sample-size one-proportion", "How many does it take to tell a rate from a stated one?", [stated, planned, .. terms.Options], parsed =>
        {
            var (p0, p1, asked) = (parsed.GetValue(stated), parsed.GetValue(planned), terms.Of(parsed));
            var needed = OneProportion.SampleSize(p0, p1, asked);
            long? exact = needed.First <= 20_000 ? OneProportion.ExactSampleSize(p0, p1, asked) : null;
            return new()
            {
                Headline = Invariant($"{needed.First:N0} observations, to tell {p1:P2} from {p0:P2}."),
                Results = new CallResults { { "n", needed.First }, { "n_before_rounding", needed.Exact }, { "n_exact_test", exact, "The exact test's size is searched for up to 20,000; beyond it the two agree." } },
                Assumptions = [TermsInputs.Say(asked), "Formula: normal, null variance from the stated rate (Fleiss 1981, eq. 2.10); the exact test's size is the one from which on its power is kept.", "The observations are independent."],
                InPlainWords = Invariant($"With {needed.First:N0} observations, a true rate of {p1:P1} is told from {p0:P1} {asked.Power:P0} of the time. ") + WhatPowerMeans,
            };
        })
        { Examples = ["sample-size one-proportion --stated 0.5 --planned 0.52"] };
    }

    private static StatsQuestion TwoMeans()
    {
        var difference = StatsInputs.Number("--difference", "The difference to find, in the unit of the measure.");
        var deviation = StatsInputs.Number("--standard-deviation", "Of one observation; with --paired, of the differences.");
        var paired = new Option<bool>("--paired") { Description = "Every item is measured twice." };
        var terms = new TermsInputs();
        return new("sample-size means", "How many does it take to tell two means apart?", [difference, deviation, paired, .. terms.Options], parsed =>
        {
            var (d, asked, isPaired) = (parsed.GetValue(difference) / parsed.GetValue(deviation), terms.Of(parsed), parsed.GetValue(paired));
            var needed = isPaired ? MeanDifference.PairedSampleSize(d, asked) : MeanDifference.SampleSize(d, asked);
            var unit = isPaired ? "pairs" : "per arm";
            return new()
            {
                Headline = Invariant($"{needed.First:N0} {unit}, to find a difference of {d:G4} standard deviations."),
                Results = new CallResults { { "effect_size_d", d }, { "n_first", needed.First }, { "n_second", needed.Second }, { "n_before_rounding", needed.Exact } },
                Assumptions = [TermsInputs.Say(asked), "Formula: the t test's exact power (noncentral t).", "Observations are independent and their means near normal; heavy tails need more, or a test of ranks."],
                InPlainWords = Invariant($"With {needed.First:N0} {unit}, a true difference of {d:G3} standard deviations is found {asked.Power:P0} of the time. ") + WhatPowerMeans,
            };
        })
        { Examples = ["sample-size means --difference 0.2 --standard-deviation 1"] };
    }

    private static StatsQuestion Pairs()
    {
        var b = StatsInputs.Number("--only-first", "The share of items that only the first gets right (or flags).");
        var c = StatsInputs.Number("--only-second", "The share that only the second does.");
        var terms = new TermsInputs();
        return new("sample-size paired", "How many items does it take when both systems answer the same ones (McNemar)?", [b, c, .. terms.Options], parsed =>
        {
            var (first, second, asked) = (parsed.GetValue(b), parsed.GetValue(c), terms.Of(parsed));
            var needed = PairedProportions.SampleSize(first, second, asked);
            double? exact = needed.First <= 100_000 ? PairedProportions.ExactPowerOf(first, second, needed.First, asked.Alpha) : null;
            return new()
            {
                Headline = Invariant($"{needed.First:N0} items, answered by both."),
                Results = new CallResults { { "n_pairs", needed.First }, { "n_before_rounding", needed.Exact }, { "exact_two_sided_power_at_n", exact, "Summed for up to 100,000 pairs only." } },
                Assumptions = [TermsInputs.Say(asked), "Formula: McNemar's test, normal (Connor 1987); the exact test's power at that size stands beside it.", "Items are independent of each other."],
                InPlainWords = Invariant($"Only items on which the two differ tell anything: {first + second:P1} of all. With {needed.First:N0} items the difference of {Math.Abs(first - second) * 100:0.##} points is found {asked.Power:P0} of the time. ") + WhatPowerMeans,
            };
        })
        { Examples = ["sample-size paired --only-first 0.06 --only-second 0.05"] };
    }

    private static StatsQuestion NotWorse()
    {
        var (fresh, old) = (StatsInputs.Number("--new", "The rate expected of the new; higher is better."), StatsInputs.Number("--old", "The rate of the old."));
        var margin = StatsInputs.Number("--margin", "By how much the new may be worse, absolute.");
        var terms = new TermsInputs();
        return new("sample-size non-inferiority", "How many does it take to show that something new is not worse by more than a margin?", [fresh, old, margin, .. terms.Options], parsed =>
        {
            var (p1, p2, gap, asked) = (parsed.GetValue(fresh), parsed.GetValue(old), parsed.GetValue(margin), terms.Of(parsed) with { Alternative = Alternative.Greater });
            var needed = NonInferiority.SampleSizeOfRates(p1, p2, gap, asked);
            return new()
            {
                Headline = Invariant($"{needed.First:N0} per arm, to show that the new is not worse by {gap * 100:0.##} points or more."),
                Results = new CallResults { { "n_first", needed.First }, { "n_second", needed.Second }, { "n_before_rounding", needed.Exact } },
                Assumptions = [TermsInputs.Say(asked), "Formula: normal, unpooled variances, one-sided at alpha (Chow, Shao and Wang 2008).", "The margin was chosen for what a loss would cost, before the data."],
                InPlainWords = Invariant($"If the new is truly at {p1:P1} and the old at {p2:P1}, {needed.First:N0} per arm show it to be within {gap * 100:0.##} points {asked.Power:P0} of the time. A plain test that finds no difference does not show this: it may just have been too small."),
            };
        })
        { Examples = ["sample-size non-inferiority --new 0.9 --old 0.9 --margin 0.02"] };
    }

    private static StatsQuestion NoFailure()
    {
        var target = StatsInputs.Number("--target", "The failure rate to certify.");
        var hoped = StatsInputs.OptionalNumber("--true-rate", "The failure rate hoped for, below the target: plans for a few failures.");
        var confidence = StatsInputs.Confidence();
        var power = StatsInputs.Number("--power", "How often something at the rate hoped for must pass.", 0.8);
        return new("sample-size zero-failure", "How many trials certify a failure rate?", [target, hoped, confidence, power], parsed =>
        {
            var (p, level) = (parsed.GetValue(target), parsed.GetValue(confidence));
            var none = RareEvents.ZeroFailureSampleSize(p, level);
            var plan = parsed.GetValue(hoped) is { } rate ? RareEvents.Certification(p, rate, level, parsed.GetValue(power)) : null;
            const string why = "Give --true-rate for a plan that allows failures; where it is given, it lies too near the target.";
            return new()
            {
                Headline = Invariant($"{none:N0} trials without a failure certify a rate of at most {p:G4} at {level:P0} confidence."),
                Results = new CallResults
                {
                    { "n_without_failure", none },
                    { "rule_of_three", RareEvents.RuleOfThree(p, level) },
                    { "n_with_allowed_failures", plan?.Trials, why },
                    { "allowed_failures", plan?.AllowedFailures, why },
                    { "pass_probability", plan?.PassProbability, why },
                },
                Assumptions = ["Formula: exact binomial (Clopper and Pearson's one-sided bound).", "Trials are independent and drawn from the traffic that the certificate is about; the count of trials was fixed before."],
                InPlainWords = Invariant($"{none:N0} clean trials rule out, at {level:P0} confidence, a failure rate above {p:G3}. One failure among them and the certificate is lost, so a system that is only a little better than the target often fails the test by bad luck; a plan that allows a few failures takes more trials and is fairer."),
            };
        })
        { Examples = ["sample-size zero-failure --target 0.001", "sample-size zero-failure --target 0.001 --true-rate 0.0003"] };
    }

    private static StatsQuestion RatioOfSums()
    {
        var (events, messages) = (StatsInputs.Number("--mean-numerator", "Per user, as flags."), StatsInputs.Number("--mean-denominator", "Per user, as messages."));
        var (ve, vb) = (StatsInputs.Number("--variance-numerator", "Between users."), StatsInputs.Number("--variance-denominator", "Between users."));
        var covariance = StatsInputs.Number("--covariance", "Of the two, over users.");
        var change = StatsInputs.Number("--change", "The change of the ratio to find, absolute.");
        var terms = new TermsInputs();
        return new("sample-size ratio-metric", "How many users does a ratio of sums take, such as flags per message?", [events, messages, ve, vb, covariance, change, .. terms.Options], parsed =>
        {
            var metric = new RatioMetric(parsed.GetValue(events), parsed.GetValue(messages), parsed.GetValue(ve), parsed.GetValue(vb), parsed.GetValue(covariance));
            var (gap, asked) = (parsed.GetValue(change), terms.Of(parsed));
            var needed = metric.SampleSize(gap, asked);
            return new()
            {
                Headline = Invariant($"{needed.First:N0} users per arm, to find a change of {gap:G4} in a ratio of {metric.Ratio:G4}."),
                Results = new CallResults { { "n_first", needed.First }, { "n_second", needed.Second }, { "n_before_rounding", needed.Exact }, { "ratio", metric.Ratio }, { "variance_per_user", metric.VariancePerUser } },
                Assumptions = [TermsInputs.Say(asked), "Formula: normal, variance of the ratio by the delta method (Deng, Knoblich and Lu 2018).", "Users are what is assigned, and are independent of each other."],
                InPlainWords = Invariant($"With {needed.First:N0} users in each arm, a true change of {gap:G3} is found {asked.Power:P0} of the time. Counting messages instead of users would promise far too few. ") + WhatPowerMeans,
            };
        })
        { Examples = ["sample-size ratio-metric --mean-numerator 0.4 --mean-denominator 20 --variance-numerator 1.2 --variance-denominator 300 --covariance 8 --change 0.002"] };
    }
}
