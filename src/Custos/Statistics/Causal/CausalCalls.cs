using Custos.Records;
using Custos.Statistics.Calls;

namespace Custos.Statistics.Causal;

/// <summary>Which questions about causes can be asked by name?</summary>
internal static class CausalCalls
{
    private const string TooFew = "There are too few measurements to judge it by.";

    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("causal.did_2x2", inputs => new CallResults
        {
            { "did", DifferenceInDifferences.OfMeans(inputs.Number("treated_pre"), inputs.Number("treated_post"), inputs.Number("control_pre"), inputs.Number("control_post")) },
        }),
        new("causal.did_regression", DidRegression),
        new("causal.pretrend_slope_difference", inputs => new CallResults
        {
            { "slope_difference", DifferenceInDifferences.PreTrend(inputs.Numbers("t"), inputs.Numbers("treated"), inputs.Numbers("control")).Value },
        }),
        new("causal.synthetic_control", Synthetic),
        new("causal.placebo_p_value", inputs => new CallResults
        {
            { "p", SyntheticControl.PlaceboP(inputs.Number("treated_ratio_post_pre_rmspe"), inputs.Numbers("placebo_ratios")) },
        }),
        new("causal.ipw_ate", Weighting),
        new("causal.mediation", Mediate),
        new("causal.mediation_linear", MediateLinear),
    ];

    private static CallResults DidRegression(CallInputs inputs)
    {
        var (unit, treated, post, y) = (inputs.Smalls("unit"), inputs.Numbers("treated"), inputs.Numbers("post"), inputs.Numbers("y"));
        if (treated.Count != unit.Count || post.Count != unit.Count || y.Count != unit.Count) throw new BadInputException("The lists are not of one length.", "Give unit, treated, post and y for each measurement.", "inputs.y");
        var fit = DifferenceInDifferences.Fit([.. unit.Select((u, i) => new PanelRow(u, treated[i] != 0, post[i] != 0, y[i]))]);
        return new CallResults
        {
            { "did", fit.Effect.Value },
            { "se_classical", fit.Effect.StandardError, TooFew },
            { "se_hc1", fit.EffectHc1.StandardError, TooFew },
            { "se_cluster_unit_cr1", fit.EffectClustered?.StandardError, TooFew },
            { "n", fit.N },
        };
    }

    private static CallResults Synthetic(CallInputs inputs)
    {
        var (before, after) = (inputs.Rows("donors_pre"), inputs.Has("donors_post") ? inputs.Rows("donors_post") : null);
        if (after is not null && after.Count != before.Count) throw new BadInputException($"There are {before.Count} donors before and {after.Count} after.", "Give a row a donor in both.", "inputs.donors_post");
        var fit = SyntheticControl.Fit(
            new PanelUnit("treated", inputs.Numbers("treated_pre"), inputs.Has("treated_post") ? inputs.Numbers("treated_post") : []),
            [.. before.Select((row, j) => new PanelUnit($"donor {j}", row, after?[j] ?? []))]);
        return new CallResults
        {
            { "weights", fit.Weights },
            { "pre_rmspe", fit.ErrorBefore },
            { "gap_post", fit.GapAfter },
            { "warn_poor_fit", fit.FitsPoorly },
        };
    }

    private static CallResults Weighting(CallInputs inputs)
    {
        var cells = inputs.Rows("cells_X_T_n_successes").Select((row, i) => row.Count == 4
            ? new TreatmentCell(row[0], row[1] != 0, Count(row[2], i), Count(row[3], i))
            : throw new BadInputException($"It has {row.Count} numbers.", "Give confounder, treatment, n, successes.", $"inputs.cells_X_T_n_successes[{i}]"));
        var effect = TreatmentEffect.Of([.. cells]);
        var propensity = new CallResults();
        foreach (var (value, share) in effect.Propensity) propensity.Add(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), share);
        return new CallResults
        {
            { "propensity", propensity },
            { "naive_difference", effect.Naive.Value },
            { "ate_ipw", effect.InverseWeighted },
            { "ate_standardization", effect.Standardized.Value },
            { "att", effect.OnTreated.Value },
        };
    }

    private static long Count(double value, int row) => value == Math.Floor(value) && value is >= 0 and <= 1e15
        ? (long)value
        : throw new BadInputException("A count is not a whole number between 0 and 1e15.", "Give confounder, treatment, n, successes.", $"inputs.cells_X_T_n_successes[{row}]");

    private static CallResults Mediate(CallInputs inputs)
    {
        var (mediator, outcome) = (inputs.Object("p_mediator_given_t"), inputs.Object("p_outcome_given_t_m"));
        var answer = Mediation.OfChances(
            mediator.Number("0"), mediator.Number("1"), [[outcome.Number("0,0"), outcome.Number("0,1")], [outcome.Number("1,0"), outcome.Number("1,1")]]);
        return new CallResults
        {
            { "total_effect", answer.Total },
            { "nde", answer.NaturalDirect },
            { "nie", answer.NaturalIndirect },
            { "tnie", answer.TotalIndirect },
            { "tnde", answer.TotalDirect },
            { "proportion_mediated_nie_te", answer.ProportionMediated, "The total effect is 0." },
        };
    }

    private static CallResults MediateLinear(CallInputs inputs)
    {
        var answer = LinearMediation.Fit(inputs.Numbers("t"), inputs.Numbers("m"), inputs.Numbers("y"));
        return new CallResults
        {
            { "a", answer.A.Value },
            { "b", answer.B.Value },
            { "indirect_ab", answer.Indirect.Value },
            { "direct", answer.Direct.Value },
            { "total", answer.Total.Value },
            { "sobel_se", answer.SobelError },
            { "cancelling_correlation", answer.CancellingCorrelation, "The treatment tells the mediator or the outcome exactly." },
        };
    }
}
