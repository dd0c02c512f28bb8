using Custos.Charts;
using Custos.Statistics.Planning;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

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
