using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Statistics.Calls;
using Custos.Statistics.Planning;
using static System.FormattableString;

namespace Custos.App.Cli.StatsPlans;

/// <summary>How many users does a ratio of sums take, what do they find, and which change?</summary>
internal static class RatioPlans
{
    private const string Formula = "Formula: normal, variance of the ratio by the delta method (Deng, Knoblich and Lu 2018).";
    private const string Users = "Users are what is assigned, and are independent of each other. The variance between users holds all of the design effect: there is none to add. Raters who err are in the moments, if those were measured by such raters; the change is then the one that they report.";

    public static IReadOnlyList<StatsQuestion> All { get; } = [Size(), Power(), Detectable()];

    private static StatsQuestion Size()
    {
        var (metric, change, terms) = (new MetricInputs(), Change(), new TermsInputs());
        return new("sample-size ratio-metric", "How many users does a ratio of sums take, such as flags per message?", [.. metric.Options, change, .. terms.Options], parsed =>
        {
            var (ratio, gap, asked) = (metric.Of(parsed), parsed.GetValue(change), terms.Of(parsed));
            var needed = ratio.SampleSize(gap, asked);
            return new()
            {
                Headline = Invariant($"{needed.First:N0} users per arm, to find a change of {gap:G4} in a ratio of {ratio.Ratio:G4}."),
                Results = new CallResults { { "n_first", needed.First }, { "n_second", needed.Second }, { "n_before_rounding", needed.Exact }, { "ratio", ratio.Ratio }, { "variance_per_user", ratio.VariancePerUser } },
                Assumptions = [TermsInputs.Say(asked), Formula, Users],
                InPlainWords = Invariant($"With {needed.First:N0} users in each arm, a true change of {gap:G3} is found {asked.Power:P0} of the time. Counting messages instead of users would promise far too few. ") + PlanWords.WhatPowerMeans,
            };
        })
        { Examples = [$"sample-size ratio-metric {MetricInputs.Example} --change 0.002"] };
    }

    private static StatsQuestion Power()
    {
        var (metric, change, users, terms) = (new MetricInputs(), Change(), StatsInputs.Count("--users", "Users in the first arm."), new TermsInputs());
        return new("power ratio-metric", "How likely is a change of a ratio of sums to be found with so many users?", [.. metric.Options, change, users, .. terms.Options], parsed =>
        {
            var (ratio, gap, n, asked) = (metric.Of(parsed), parsed.GetValue(change), parsed.GetValue(users), terms.Of(parsed));
            var power = ratio.PowerOf(gap, n, asked);
            return new()
            {
                Headline = Invariant($"With {n:N0} users in the first arm a change of {gap:G4} in a ratio of {ratio.Ratio:G4} is found {power:P1} of the time."),
                Results = new CallResults { { "power", power }, { "ratio", ratio.Ratio }, { "variance_per_user", ratio.VariancePerUser } },
                Assumptions = [TermsInputs.SayWithoutPower(asked), Formula, Users],
                InPlainWords = Invariant($"If the ratio truly changes by {gap:G3}, {power:P0} of such experiments notice it. ") + PlanWords.WhatPowerMeans,
            };
        })
        { Examples = [$"power ratio-metric {MetricInputs.Example} --change 0.002 --users 10000"] };
    }

    private static StatsQuestion Detectable()
    {
        var (metric, users, terms) = (new MetricInputs(), StatsInputs.Count("--users", "Users in the first arm."), new TermsInputs());
        return new("detectable-effect ratio-metric", "Which change of a ratio of sums is found with so many users?", [.. metric.Options, users, .. terms.Options], parsed =>
        {
            var (ratio, n, asked) = (metric.Of(parsed), parsed.GetValue(users), terms.Of(parsed));
            var change = ratio.DetectableChange(n, asked);
            double? share = ratio.Ratio == 0 ? null : change / Math.Abs(ratio.Ratio);
            return new()
            {
                Headline = Invariant($"A change of {change:G4} in a ratio of {ratio.Ratio:G4} is found {asked.Power:P0} of the time with {n:N0} users in the first arm."),
                Results = new CallResults { { "detectable_change", change }, { "share_of_the_ratio", share, "The ratio is 0." }, { "ratio", ratio.Ratio }, { "variance_per_user", ratio.VariancePerUser } },
                Assumptions = [TermsInputs.Say(asked), Formula, Users],
                InPlainWords = Invariant($"Changes smaller than {change:G3} are missed more often than {1 - asked.Power:P0} of the time. ") + PlanWords.WhatPowerMeans,
            };
        })
        { Examples = [$"detectable-effect ratio-metric {MetricInputs.Example} --users 10000"] };
    }

    private static Option<double> Change() => StatsInputs.Number("--change", "The change of the ratio to find, absolute.");

    private sealed class MetricInputs
    {
        public const string Example = "--mean-numerator 0.4 --mean-denominator 20 --variance-numerator 1.2 --variance-denominator 300 --covariance 8";

        private readonly Option<double> _events = StatsInputs.Number("--mean-numerator", "Per user, as flags.");
        private readonly Option<double> _messages = StatsInputs.Number("--mean-denominator", "Per user, as messages.");
        private readonly Option<double> _eventsVariance = StatsInputs.Number("--variance-numerator", "Between users.");
        private readonly Option<double> _messagesVariance = StatsInputs.Number("--variance-denominator", "Between users.");
        private readonly Option<double> _covariance = StatsInputs.Number("--covariance", "Of the two, over users.");

        public IReadOnlyList<Symbol> Options => [_events, _messages, _eventsVariance, _messagesVariance, _covariance];

        public RatioMetric Of(ParseResult parsed) =>
            new(parsed.GetValue(_events), parsed.GetValue(_messages), parsed.GetValue(_eventsVariance), parsed.GetValue(_messagesVariance), parsed.GetValue(_covariance));
    }
}
