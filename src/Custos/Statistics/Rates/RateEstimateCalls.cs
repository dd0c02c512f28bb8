using System.Globalization;
using Custos.Records;
using Custos.Statistics.Calls;

namespace Custos.Statistics.Rates;

/// <summary>Which questions that adjust or compare rates can be asked by name?</summary>
internal static class RateEstimateCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("bayes.predictive_values", PredictiveValuesAt),
        new("bayes.fpr_for_target_ppv", inputs => new CallResults
        {
            { "fpr", PredictiveValues.FprForTargetPpv(inputs.Number("recall"), inputs.Number("prevalence"), inputs.Number("target_ppv")) },
        }),
        new("bayes.rogan_gladen_prevalence", RoganGladen),
        new("bayes.prob_b_greater_a", ProbabilityBGreaterA),
        new("intervals.two_proportion_difference", TwoProportionDifference),
        new("sampling.stratified_proportion", Stratified),
        new("sampling.prediction_powered_mean", PredictionPowered),
    ];

    private static CallResults PredictiveValuesAt(CallInputs inputs)
    {
        var values = PredictiveValues.At(inputs.Number("recall"), inputs.Number("fpr"), inputs.Number("prevalence"));
        return new CallResults
        {
            { "ppv", values.Ppv, "Nothing is ever flagged, so no share of the flags is right." },
            { "npv", values.Npv, "Everything is flagged, so no share of the passes is right." },
            { "flag_rate", values.FlagRate },
            { "false_alarms_per_true_alarm", values.FalseAlarmsPerTrueAlarm, "No flag is ever right." },
            { "lr_positive", values.LrPositive, "Neither the bad nor the good are ever flagged." },
        };
    }

    private static CallResults RoganGladen(CallInputs inputs)
    {
        var prevalence = TruePrevalence.Of(inputs.Integer("positives"), inputs.Integer("n"), inputs.Number("sensitivity"), inputs.Number("specificity"), inputs.NumberOr("confidence", 0.95));
        return new CallResults
        {
            { "apparent", prevalence.Apparent.Value },
            { "true_prevalence", prevalence.Adjusted.Value },
            { "se", prevalence.StandardError },
            { "true_prevalence_unclipped", prevalence.Unclipped },
            { "ci", prevalence.Adjusted.Interval },
        };
    }

    private static CallResults ProbabilityBGreaterA(CallInputs inputs)
    {
        var prior = PriorOf(inputs.TextOr("prior", "uniform"));
        var a = BetaPosterior.Of(inputs.Integer("a_success"), inputs.Integer("a_total"), prior);
        var b = BetaPosterior.Of(inputs.Integer("b_success"), inputs.Integer("b_total"), prior);
        return new CallResults { { "p_b_greater_a", BetaComparison.ProbabilityGreater(b, a) } };
    }

    private static BetaPrior PriorOf(string text)
    {
        if (text is "uniform") return BetaPrior.Uniform;
        if (text is "jeffreys") return BetaPrior.Jeffreys;
        var shapes = text.StartsWith("Beta(", StringComparison.OrdinalIgnoreCase) && text.EndsWith(')') ? text[5..^1].Split(',') : [];
        return shapes.Length == 2
            && double.TryParse(shapes[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var successes)
            && double.TryParse(shapes[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var failures)
            ? new BetaPrior(successes, failures)
            : throw new BadInputException("It is no prior.", "Give uniform, jeffreys, or Beta(a,b) with two numbers above 0.", "inputs.prior");
    }

    private static CallResults TwoProportionDifference(CallInputs inputs)
    {
        var compared = RateComparison.Of(
            inputs.Integer("x1"), inputs.Integer("n1"), inputs.Integer("x2"), inputs.Integer("n2"), inputs.NumberOr("confidence", 0.95));
        return new CallResults
        {
            { "difference", compared.Difference.Value },
            { "newcombe", compared.Difference.Interval },
            { "ratio", compared.Ratio?.Value, "A ratio needs a success on both sides." },
            { "ratio_katz", compared.Ratio?.Interval, "A ratio needs a success on both sides." },
            { "odds_ratio", compared.OddsRatio?.Value, "An odds ratio needs a success and a failure on both sides." },
            { "odds_ratio_woolf", compared.OddsRatio?.Interval, "An odds ratio needs a success and a failure on both sides." },
        };
    }

    private static CallResults Stratified(CallInputs inputs)
    {
        var (population, sampled, successes) = (inputs.Integers("N"), inputs.Integers("n"), inputs.Integers("k"));
        Require.SameLength(population.Count, sampled.Count, "n");
        Require.SameLength(population.Count, successes.Count, "k");
        var estimate = StratifiedProportion.Of([.. population.Select((members, i) => new Stratum(members, sampled[i], successes[i]))]);
        return new CallResults
        {
            { "estimate", estimate.Rate },
            { "total", estimate.Total },
            { "se_fpc", estimate.StandardError, "A stratum with one draw has no spread." },
            { "deff_vs_srs", estimate.DesignEffect, "Without a variance there is no design effect." },
            { "unadjusted", estimate.Unadjusted },
        };
    }

    private static CallResults PredictionPowered(CallInputs inputs)
    {
        var mean = PredictionPoweredMean.Of(
            inputs.Numbers("y_labeled"), inputs.Numbers("f_labeled"), inputs.Numbers("f_unlabeled"), inputs.NumberOr("confidence", 0.95));
        return new CallResults
        {
            { "estimate", mean.Estimate.Value },
            { "se", mean.StandardError },
            { "ci", mean.Estimate.Interval },
            { "labels_only", mean.LabelsOnly.Value },
            { "labels_only_ci", mean.LabelsOnly.Interval },
        };
    }
}
