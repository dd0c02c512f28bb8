using Custos.Records;
using Custos.Statistics.Calls;
using Custos.Statistics.Scores;

namespace Custos.Statistics.Calibration;

/// <summary>Which questions about calibration can be asked by name?</summary>
internal static class CalibrationCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("calibration.errors", Errors),
        new("calibration.reliability_curve", Reliability),
        new("calibration.platt", Platt),
        new("calibration.isotonic", Isotonic),
        new("calibration.temperature", Temperature),
        new("calibration.prior_shift", inputs => new CallResults
        {
            { "p_deploy", PriorShift.Correct(inputs.Number("p_train"), inputs.Number("train_prevalence"), inputs.Number("deploy_prevalence")) },
        }),
    ];

    private static CallResults Errors(CallInputs inputs)
    {
        var probabilities = inputs.Column("probabilities");
        var labels = inputs.Labels("labels");
        var ten = ReliabilityCurve.OfEqualWidth(probabilities, labels, 10);
        var brier = BrierScore.Of(probabilities, labels);
        return new CallResults
        {
            { "ece_10_equal_width", ten.ExpectedError },
            { "mce_10_equal_width", ten.MaximumError },
            { "ece_10_by_chance", ten.ErrorByChance },
            { "ece_5_equal_width", ReliabilityCurve.OfEqualWidth(probabilities, labels, 5).ExpectedError },
            { "ece_5_equal_mass", ReliabilityCurve.OfEqualMass(probabilities, labels, 5).ExpectedError },
            { "brier", brier.Estimate.Value },
            { "brier_ci", brier.Estimate.Interval },
            { "brier_reliability", brier.Reliability },
            { "brier_resolution", brier.Resolution },
            { "brier_uncertainty", brier.Uncertainty },
            { "brier_skill_score", brier.Skill, "All labels are the same, so there is nothing to be skilful about." },
        };
    }

    private static CallResults Reliability(CallInputs inputs)
    {
        var bins = inputs.SmallOr("bins", 10);
        var curve = ReliabilityCurve.OfEqualWidth(inputs.Column("probabilities"), inputs.Labels("labels"), bins);
        return new CallResults
        {
            { "prob_true", curve.Bins.Select(bin => bin.Observed.Value) },
            { "prob_pred", curve.Bins.Select(bin => bin.MeanProbability) },
            { "prob_true_lower", curve.Bins.Select(bin => bin.Observed.Interval.Lower) },
            { "prob_true_upper", curve.Bins.Select(bin => bin.Observed.Interval.Upper) },
            { "counts", curve.Bins.Select(bin => bin.Count) },
        };
    }

    private static CallResults Platt(CallInputs inputs)
    {
        var scores = inputs.Column("scores");
        var curve = PlattCurve.Fit(scores, inputs.Labels("labels"));
        return new CallResults
        {
            { "A", curve.A },
            { "B", curve.B },
            { "nll", curve.NegativeLogLikelihood },
            { "probabilities", scores.Select(curve.Probability) },
            { "gradient_per_row", curve.GradientPerRow },
        };
    }

    private static CallResults Isotonic(CallInputs inputs)
    {
        var x = inputs.Column("x");
        var curve = IsotonicCurve.Fit(x, inputs.Column("y"), inputs.ColumnOrNone("weights"));
        var outside = inputs.Choice("out_of_bounds", "clip", "clip", "nan", "raise");
        var results = new CallResults
        {
            { "fitted", x.Select(curve.Value) },
            { "unique_x", curve.Scores },
            { "fitted_unique", curve.Values },
        };
        if (!inputs.Has("query"))
        {
            results.Add("predict_linear_interpolation", (IEnumerable<double>?)null, "No query was given.");
            return results;
        }

        var query = inputs.Column("query");
        if (outside == "raise" && query.Any(value => !curve.Covers(value)))
        {
            throw new BadInputException("A value lies outside the range that the curve was fitted on.", "Take it out, or ask for out_of_bounds \"clip\" or \"nan\".", "inputs.query");
        }

        results.Add(
            "predict_linear_interpolation",
            [.. query.Select(value => outside == "nan" && !curve.Covers(value) ? null : (double?)curve.Value(value))],
            "A value lies outside the range that the curve was fitted on.");
        return results;
    }

    private static CallResults Temperature(CallInputs inputs)
    {
        var logits = inputs.Matrix("logits");
        var labels = inputs.Smalls("labels").ToArray();
        var scale = TemperatureScale.Fit(logits.SelectMany(row => row).ToArray(), labels, logits.Length > 0 ? logits[0].Length : 0);
        var fitted = scale as TemperatureScale.Fitted;
        var reason = (scale as TemperatureScale.None)?.Reason ?? "";
        return new CallResults
        {
            { "T", fitted?.Temperature, reason },
            { "nll_before", scale.LossBefore },
            { "nll_after", fitted?.LossAfter, reason },
        };
    }
}
