using Custos.Records;
using Custos.Statistics.Calls;
using Custos.Statistics.Means;

namespace Custos.Statistics.Experiments;

/// <summary>Which questions about experiments can be asked by name?</summary>
internal static class ExperimentsCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("experiments.t_test_from_moments", TestFromMoments),
        new("experiments.cuped", CompareWithCuped),
        new("experiments.ratio_variance", inputs =>
        {
            var (ratio, se) = RatioMetric.Measure(PairMoments.Of([.. inputs.Numbers("denominator")], [.. inputs.Numbers("numerator")]));
            return new CallResults { { "ratio", ratio.Value }, { "se", se } };
        }),
        new("causal.simpson_check", Simpson),
    ];

    internal static ArmDifference Difference(CallInputs inputs)
    {
        var type = inputs.Choice("difference_type", "absolute", "absolute", "relative") == "absolute" ? DifferenceType.Absolute : DifferenceType.Relative;
        return ArmDifference.Welch(Arm("control"), Arm("treatment"), type, 1 - inputs.NumberOr("alpha", 0.05));

        Moments Arm(string name)
        {
            var arm = inputs.Object(name);
            return ArmDifference.MomentsOf(arm.Integer("n"), arm.Number("sum"), arm.Number("sum_squares"));
        }
    }

    private static CallResults TestFromMoments(CallInputs inputs)
    {
        const string constant = "Neither arm varies.";
        var difference = Difference(inputs);
        return new CallResults
        {
            { "effect", difference.Value },
            { "se", difference.StandardError },
            { "df", difference.DegreesOfFreedom, constant },
            { "p", difference.P, constant },
            { "ci", difference.Interval },
        };
    }

    private static CallResults CompareWithCuped(CallInputs inputs)
    {
        var (pre, post, group) = (inputs.Numbers("pre"), inputs.Numbers("post"), inputs.Numbers("group"));
        if (pre.Count != post.Count || pre.Count != group.Count) throw new BadInputException($"There are {pre.Count}, {post.Count} and {group.Count} numbers.", "Give pre, post and group for each unit.", "inputs.group");
        var answer = Cuped.Compare(Arm(0), Arm(1));
        const string constant = "The covariate, or the metric, never changes.";
        return new CallResults
        {
            { "theta", answer.Theta, constant },
            { "correlation", answer.Correlation, constant },
            { "variance_reduction_total", answer.VarianceReduction, constant },
            { "effect_raw", answer.Unadjusted.Value },
            { "effect_cuped", answer.Adjusted.Value },
            { "se_raw_welch", answer.Unadjusted.StandardError },
            { "se_cuped_welch", answer.Adjusted.StandardError },
        };

        PairMoments Arm(double which)
        {
            int[] units = [.. Enumerable.Range(0, group.Count).Where(unit => group[unit] == which)];
            return PairMoments.Of([.. units.Select(unit => pre[unit])], [.. units.Select(unit => post[unit])]);
        }
    }

    private static CallResults Simpson(CallInputs inputs)
    {
        var (successA, totalA, successB, totalB) = (inputs.Integers("a_success"), inputs.Integers("a_total"), inputs.Integers("b_success"), inputs.Integers("b_total"));
        var names = inputs.Has("strata") ? inputs.Texts("strata") : [.. Enumerable.Range(1, totalA.Count).Select(k => $"stratum {k}")];
        if (new[] { successA.Count, totalA.Count, successB.Count, totalB.Count }.Any(count => count != names.Count)) throw new BadInputException("The lists are not of one length.", "Give one number for each stratum in every list.", "inputs.strata");
        var comparison = StratifiedComparison.Of([.. names.Select((name, k) => Stratum.OfRates(name, successA[k], totalA[k], successB[k], totalB[k]))]);
        const string lacking = "An arm has no unit in some stratum.";
        return new CallResults
        {
            { "aggregate_a", comparison.AggregateA },
            { "aggregate_b", comparison.AggregateB },
            { "stratum_diff_a_minus_b", [.. comparison.Strata.Select(stratum => stratum.Difference)], lacking },
            { "aggregate_diff_a_minus_b", comparison.AggregateDifference },
            { "standardized_a", comparison.StandardizedA, lacking },
            { "standardized_b", comparison.StandardizedB, lacking },
            { "reversal", comparison.Reversal },
        };
    }
}
