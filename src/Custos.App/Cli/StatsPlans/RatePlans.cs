using Custos.App.Cli.StatsQuestions;
using Custos.Charts;
using Custos.Statistics;
using Custos.Statistics.Calls;
using Custos.Statistics.Planning;
using static System.FormattableString;

namespace Custos.App.Cli.StatsPlans;

/// <summary>How large must a comparison of two rates be, what does it find, and which difference does it find?</summary>
internal static class RatePlans
{
    public static IReadOnlyList<StatsQuestion> All { get; } =
    [
        Proportions("sample-size proportions", "How many does it take to tell two rates apart?", "--baseline 0.52 --effect 0.01 --raters 3 --icc 0.6", Size),
        Proportions("power proportions", "How likely is a difference of two rates to be found with so many items?", "--baseline 0.52 --effect 0.01 --items 20000", Power),
        Proportions("detectable-effect proportions", "Which difference of two rates is found with so many items?", "--baseline 0.52 --items 20000", Detectable),
    ];

    private static StatsQuestion Proportions(string name, string description, string example, Func<ComparisonPlan, double, StatsAnswer> answer)
    {
        var inputs = new ComparisonInputs(needsEffect: !name.StartsWith("detectable", StringComparison.Ordinal), needsItems: !name.StartsWith("sample", StringComparison.Ordinal));
        return new(name, description, inputs.Options, parsed => answer(inputs.PlanOf(parsed), inputs.ItemsOf(parsed))) { Examples = [$"{name} {example}"] };
    }

    private static StatsAnswer Size(ComparisonPlan plan, double items)
    {
        var size = plan.Size();
        return new()
        {
            Headline = Invariant($"{size.Items.First:N0} items per arm ({size.Ratings.First:N0} ratings), to find {plan.Baseline:P2} against {plan.Baseline + plan.Effect:P2}."),
            Results = new CallResults
            {
                { "independent_per_arm", size.Independent.First },
                { "growth_by_clusters_and_losses", size.Growth },
                { "ratings_first_arm", size.Ratings.First },
                { "ratings_second_arm", size.Ratings.Second },
                { "items_first_arm", size.Items.First },
                { "items_second_arm", size.Items.Second },
                { "users_first_arm", size.Users.First },
                { "observed_baseline", size.ObservedBaseline },
                { "observed_target", size.ObservedTarget },
                { "pooled", Independent(plan, ProportionMethod.Pooled) },
                { "unpooled", Independent(plan, ProportionMethod.Unpooled) },
                { "arcsine", Independent(plan, ProportionMethod.Arcsine) },
                { "continuity_corrected", Independent(plan, ProportionMethod.ContinuityCorrected) },
            },
            Assumptions = AssumptionsOf(plan),
            InPlainWords = Invariant($"Plan {size.Items.First:N0} items for the first arm and {size.Items.Second:N0} for the second. If the rate really moves from {plan.Baseline:P1} to {plan.Baseline + plan.Effect:P1}, a test of this size finds it {plan.Terms.Power:P0} of the time; if nothing moves at all, it cries wolf {plan.Terms.Alpha:P0} of the time. ")
                + "A smaller change may go unseen: a result without significance then is no proof that nothing changed. Decide the size before looking, and look once at the end.",
            Picture = () => PowerCurve.Draw(plan, size.Items.Exact),
        };
    }

    private static StatsAnswer Power(ComparisonPlan plan, double items)
    {
        var power = plan.PowerWith(items);
        return new()
        {
            Headline = Invariant($"Power {power:P1} with {items:N0} items in the first arm, for {plan.Baseline:P2} against {plan.Baseline + plan.Effect:P2}."),
            Results = new CallResults { { "power", power }, { "items_first_arm", items }, { "items_needed_first_arm", plan.Size().Items.First }, { "target_power", plan.Terms.Power } },
            Assumptions = AssumptionsOf(plan),
            InPlainWords = Invariant($"If the rate really moves from {plan.Baseline:P1} to {plan.Baseline + plan.Effect:P1}, a test with {items:N0} items in the first arm finds it {power:P0} of the time and misses it {1 - power:P0} of the time. ")
                + "With little power, what does come out significant tends to overstate the change.",
            Picture = () => PowerCurve.Draw(plan, items),
        };
    }

    private static StatsAnswer Detectable(ComparisonPlan plan, double items)
    {
        var change = plan.DetectableEffect(items);
        return new()
        {
            Headline = change is { } found
                ? Invariant($"A change of {found * 100:+0.###;-0.###} points is found {plan.Terms.Power:P0} of the time with {items:N0} items in the first arm.")
                : Invariant($"Cannot tell: with {items:N0} items no change from {plan.Baseline:P1} is large enough to be found so often."),
            Results = new CallResults
            {
                { "detectable_effect", change, "No rate on that side is far enough from the baseline." },
                { "items_first_arm", items },
                { "power", plan.Terms.Power },
            },
            Assumptions = AssumptionsOf(plan),
            InPlainWords = change is { } size
                ? Invariant($"With {items:N0} items a test reliably sees changes of about {Math.Abs(size) * 100:0.##} points or more. Smaller ones happen unseen; if they would matter, the test is too small.")
                : "The test is too small to find any change on that side. More items, or fewer raters per item on more items, are needed.",
            Picture = change is { } drawn ? () => PowerCurve.Draw(plan with { Effect = drawn }, items) : null,
        };
    }

    private static long Independent(ComparisonPlan plan, ProportionMethod method) => (plan with { Method = method }).Size().Independent.First;

    private static List<string> AssumptionsOf(ComparisonPlan plan)
    {
        var sides = plan.Terms.Alternative == Alternative.TwoSided ? "two-sided" : "one-sided";
        List<string> assumptions =
        [
            Invariant($"Formula: {NameOf(plan.Method)}, {sides}, alpha {plan.Terms.Alpha}, power {plan.Terms.Power}, second arm {plan.Terms.Ratio} times the first; one look at the end."),
            "Items are assigned to the arms at random and each arm has items of its own; where both systems answer the same items, the paired plan (sample-size paired) needs fewer.",
        ];
        assumptions.AddRange(new Observation(plan.Raters, plan.Users, plan.Errors, plan.Dropout).Assumptions());
        return assumptions;
    }

    private static string NameOf(ProportionMethod method) => method switch
    {
        ProportionMethod.Pooled => "normal, null variance from the pooled rate (as R's power.prop.test)",
        ProportionMethod.Unpooled => "normal, variances from the planned rates",
        ProportionMethod.Arcsine => "normal on the arcsine scale (Cohen's h)",
        _ => "pooled, enlarged for the continuity correction (Fleiss, Tytun and Ury 1980)",
    };
}

/// <summary>How does the chance of finding a difference grow with the sample?</summary>
internal static class PowerCurve
{
    private const int Steps = 120;

    /// <summary>Power over items in the first arm, from few to twice <paramref name="items"/>, as SVG.</summary>
    public static string Draw(ComparisonPlan plan, double items)
    {
        var points = Enumerable.Range(1, Steps).Select(i => 2 * items * i / Steps).Select(n => new Point(n, plan.PowerWith(n))).ToList();
        return SvgWriter.Write(new Chart
        {
            Title = Invariant($"Finding {plan.Baseline + plan.Effect:P2} against {plan.Baseline:P2}"),
            Subtitle = Invariant($"alpha {plan.Terms.Alpha}, {plan.Raters.ClusterSize:G3} rating(s) per item"),
            Description = Invariant($"The chance of finding the difference rises with the number of items; at {items:N0} items per arm it is {plan.PowerWith(items):P0}."),
            X = new Axis { Label = "Items in the first arm", Min = 0 },
            Y = new Axis { Label = "Chance of finding the difference", Format = AxisFormat.Percent, Min = 0, Max = 1 },
            Series =
            [
                new Series.Rule(Invariant($"wanted {plan.Terms.Power:P0}"), plan.Terms.Power, RuleDirection.Horizontal),
                new Series.Rule(Invariant($"{items:N0}"), items, RuleDirection.Vertical),
                new Series.Line("", points),
            ],
        });
    }
}
