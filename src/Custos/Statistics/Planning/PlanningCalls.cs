using Custos.Statistics.Calls;

namespace Custos.Statistics.Planning;

/// <summary>Which questions about sample size and power can be asked by name?</summary>
internal static class PlanningCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("power.two_proportion_sample_size", TwoProportionSampleSize),
        new("power.two_proportion_power", inputs => new CallResults
        {
            { "power", TwoProportions.PowerOf(inputs.Number("p1"), inputs.Number("p2"), inputs.Number("n_per_arm"), TermsOf(inputs)) },
        }),
        new("power.two_proportion_sample_size_misclassified", Misclassified),
        new("power.normal_two_sample_power", inputs => new CallResults
        {
            { "power", TwoProportions.NormalPower(inputs.Number("effect_size_h"), inputs.Number("n_per_arm"), TermsOf(inputs)) },
        }),
        new("power.one_proportion_sample_size", inputs =>
        {
            var needed = OneProportion.SampleSize(inputs.Number("p0"), inputs.Number("p1"), TermsOf(inputs));
            return new CallResults { { "n_exact", needed.Exact }, { "n", needed.First } };
        }),
        new("power.exact_one_proportion_power", ExactOneProportionPower),
        new("power.t_two_sample_sample_size", inputs =>
        {
            var needed = MeanDifference.SampleSize(inputs.Number("effect_size_d"), TermsOf(inputs));
            return new CallResults { { "n_per_arm_exact", needed.Exact }, { "n_per_arm", needed.First } };
        }),
        new("power.mcnemar_sample_size", inputs =>
        {
            var needed = PairedProportions.SampleSize(inputs.Number("p_discordant_b"), inputs.Number("p_discordant_c"), TermsOf(inputs));
            return new CallResults { { "n_pairs_exact", needed.Exact }, { "n_pairs", needed.First } };
        }),
        new("power.design_effect", inputs =>
        {
            var effect = DesignEffect.Of(inputs.Number("cluster_size"), inputs.Number("icc"));
            var independent = inputs.Number("n_independent");
            Require.Positive(independent, "n_independent");
            return new CallResults
            {
                { "design_effect", effect.Value },
                { "n_ratings", effect.Observations(independent) },
                { "n_items", effect.Clusters(independent) },
            };
        }),
        new("power.zero_failure_sample_size", inputs =>
        {
            var (pMax, confidence) = (inputs.Number("p_max"), inputs.NumberOr("confidence", 0.95));
            return new CallResults
            {
                { "n", RareEvents.ZeroFailureSampleSize(pMax, confidence) },
                { "rule_of_three", RareEvents.RuleOfThree(pMax, confidence) },
            };
        }),
    ];

    private static PlanTerms TermsOf(CallInputs inputs) => new()
    {
        Alpha = inputs.NumberOr("alpha", 0.05),
        Power = inputs.NumberOr("power", 0.8),
        Ratio = inputs.NumberOr("ratio", 1),
        Alternative = inputs.AlternativeOr(Alternative.TwoSided),
    };

    private static CallResults TwoProportionSampleSize(CallInputs inputs)
    {
        var (p1, p2, terms) = (inputs.Number("p1"), inputs.Number("p2"), TermsOf(inputs));
        var pooled = TwoProportions.SampleSize(p1, p2, terms);
        var unpooled = TwoProportions.SampleSize(p1, p2, terms, ProportionMethod.Unpooled);
        var arcsine = TwoProportions.SampleSize(p1, p2, terms, ProportionMethod.Arcsine);
        var corrected = TwoProportions.SampleSize(p1, p2, terms, ProportionMethod.ContinuityCorrected);
        return new CallResults
        {
            { "n_pooled_exact", pooled.Exact },
            { "n_pooled_per_arm", pooled.First },
            { "n_unpooled_exact", unpooled.Exact },
            { "n_unpooled_per_arm", unpooled.First },
            { "n_arcsine_exact", arcsine.Exact },
            { "n_arcsine_per_arm", arcsine.First },
            { "n_fleiss_cc_exact", corrected.Exact },
            { "n_fleiss_cc_per_arm", corrected.First },
            { "n1_exact", pooled.Exact },
            { "n1", pooled.First },
            { "n2", pooled.Second },
        };
    }

    private static CallResults Misclassified(CallInputs inputs)
    {
        var (p1, p2, terms) = (inputs.Number("p1"), inputs.Number("p2"), TermsOf(inputs));
        var errors = new Misclassification(inputs.Number("sensitivity"), inputs.Number("specificity"));
        var (seen1, seen2) = (errors.Observed(p1), errors.Observed(p2));
        var needed = TwoProportions.SampleSize(seen1, seen2, terms);
        return new CallResults
        {
            { "observed_p1", seen1 },
            { "observed_p2", seen2 },
            { "n_pooled_exact", needed.Exact },
            { "n_pooled_per_arm", needed.First },
            { "inflation", needed.Exact / TwoProportions.SampleSize(p1, p2, terms).Exact },
        };
    }

    private static CallResults ExactOneProportionPower(CallInputs inputs)
    {
        var exact = OneProportion.ExactPower(inputs.Integer("n"), inputs.Number("p0"), inputs.Number("p1"), inputs.NumberOr("alpha", 0.05), inputs.AlternativeOr(Alternative.TwoSided));
        return new CallResults
        {
            { "reject_if_le", exact.RejectAtMost, "No count is low enough to reject." },
            { "reject_if_ge", exact.RejectAtLeast, "No count is high enough to reject." },
            { "actual_size", exact.Size },
            { "power", exact.Power },
        };
    }
}
