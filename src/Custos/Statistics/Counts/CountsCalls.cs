using Custos.Statistics.Calls;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Counts;

/// <summary>Which tests on counts can be asked by name?</summary>
internal static class CountsCalls
{
    private const string NoVariation = "All or none succeeded in both samples, so nothing can tell them apart.";
    private const string NoChange = "No pair changed.";

    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("tests.two_proportions", TwoProportions),
        new("tests.fisher_exact", Fisher),
        new("tests.barnard_boschloo", BarnardBoschloo),
        new("tests.mcnemar", McNemarTest),
        new("tests.poisson_rates", Poisson),
        new("tests.sample_ratio_mismatch", inputs =>
        {
            var fit = GoodnessOfFit.Test(inputs.Integers("observed"), inputs.Numbers("weights"));
            return new CallResults { { "chi2", fit.ChiSquared }, { "p", fit.P }, { "df", fit.DegreesOfFreedom }, { "smallest_expected", fit.SmallestExpected } };
        }),
        new("tests.adjust_p_values", AdjustPValues),
        new("tests.normal_two_sided_p", inputs => new CallResults { { "p", Normal.TwoSidedP(inputs.Number("z")) } }),
        new("tests.t_two_sided_p", inputs => new CallResults { { "p", StudentT.TwoSidedP(inputs.Number("t"), inputs.Number("df")) } }),
        new("testing.coverage_band", inputs =>
        {
            var band = CoverageBand.Of(inputs.Number("nominal"), inputs.Integer("replications"), inputs.Number("false_alarm"));
            return new CallResults { { "accept_covered_between", [band.Least, band.Most] } };
        }),
        new("causal.mantel_haenszel", Mantel),
        new("fairness.paired_counterfactual", Counterfactual),
    ];

    private static CallResults TwoProportions(CallInputs inputs)
    {
        var test = TwoProportionTest.Of(inputs.Integer("x1"), inputs.Integer("n1"), inputs.Integer("x2"), inputs.Integer("n2"), inputs.NumberOr("confidence", 0.95));
        return new CallResults
        {
            { "z_pooled", test.ZPooled, NoVariation },
            { "p_z_pooled", test.PZPooled },
            { "chi2", test.ChiSquared, NoVariation },
            { "chi2_yates_p", test.PYates },
            { "g_stat", test.G, NoVariation },
            { "g_p", test.PG },
            { "fisher_two_sided_p", test.Fisher.TwoSided },
            { "odds_ratio", test.Effect.OddsRatio?.Value, "An odds ratio needs a success and a failure on both sides." },
            { "risk_ratio", test.Effect.Ratio?.Value, "A ratio needs a success on both sides." },
            { "risk_difference", test.Effect.Difference.Value },
            { "risk_difference_ci", test.Effect.Difference.Interval },
        };
    }

    private static CallResults Fisher(CallInputs inputs)
    {
        var fisher = FisherExact.Test(TableOf(inputs));
        return new CallResults { { "p_two_sided", fisher.TwoSided }, { "p_greater", fisher.Greater }, { "p_less", fisher.Less } };
    }

    private static CallResults BarnardBoschloo(CallInputs inputs)
    {
        var table = TableOf(inputs);
        var barnard = BarnardTest.Test(table);
        var boschloo = BoschlooTest.Test(table);
        return new CallResults
        {
            { "barnard_wald_pooled_two_sided_p", barnard.TwoSided },
            { "barnard_statistic", barnard.Statistic },
            { "fisher_two_sided_p", FisherExact.Test(table).TwoSided },
            { "boschloo_two_sided_p", boschloo.TwoSided },
            { "boschloo_two_sided_p_by_fisher_order", boschloo.TwoSidedByFisher },
        };
    }

    private static CallResults McNemarTest(CallInputs inputs)
    {
        var test = McNemar.Test(TableOf(inputs));
        return new CallResults
        {
            { "b", test.B },
            { "c", test.C },
            { "p_exact", test.PExact },
            { "p_mid", test.PMid },
            { "chi2_cc", test.ChiSquaredCorrected, NoChange },
            { "p_cc", test.PCorrected, NoChange },
            { "chi2", test.ChiSquared, NoChange },
            { "p", test.P, NoChange },
            { "difference", test.Difference.Value },
            { "difference_ci95", test.Difference.Interval },
        };
    }

    private static CallResults Poisson(CallInputs inputs)
    {
        var rates = PoissonRates.Compare(inputs.Integer("k1"), inputs.Number("t1"), inputs.Integer("k2"), inputs.Number("t2"), inputs.NumberOr("confidence", 0.95));
        return new CallResults
        {
            { "p_exact", rates.PExact },
            { "rate1", rates.Rate1.Value },
            { "rate1_ci_garwood", rates.Rate1.Interval },
            { "rate2", rates.Rate2.Value },
            { "rate2_ci_garwood", rates.Rate2.Interval },
            { "ratio", rates.Ratio?.Value, "The second has no event, so no ratio to it exists." },
            { "ratio_ci", rates.Ratio?.Interval, "The second has no event, so no ratio to it exists." },
        };
    }

    private static CallResults AdjustPValues(CallInputs inputs)
    {
        var p = inputs.Numbers("p");
        return new CallResults
        {
            { "BH", MultipleTesting.BenjaminiHochberg(p) },
            { "holm", MultipleTesting.Holm(p) },
            { "bonferroni", MultipleTesting.Bonferroni(p) },
            { "BY", MultipleTesting.BenjaminiYekutieli(p) },
            { "hochberg", MultipleTesting.Hochberg(p) },
        };
    }

    private static CallResults Mantel(CallInputs inputs)
    {
        var tables = inputs.CountTables("tables_rows_A_B_cols_success_failure");
        var test = MantelHaenszel.Test([.. tables.Select(TwoByTwo.FromRows)]);
        return new CallResults
        {
            { "common_odds_ratio", test.CommonOddsRatio?.Value, "No stratum holds both products of the odds." },
            { "common_odds_ratio_ci95", test.CommonOddsRatio?.Interval, "No stratum holds both products of the odds." },
            { "pooled_odds_ratio", test.PooledOddsRatio, "The pooled table has empty cells on both diagonals." },
            { "cmh_chi2", test.ChiSquared, "No stratum can vary." },
            { "cmh_p", test.P, "No stratum can vary." },
            { "cmh_chi2_continuity", test.ChiSquaredCorrected, "No stratum can vary." },
            { "cmh_p_continuity", test.PCorrected, "No stratum can vary." },
        };
    }

    private static CallResults Counterfactual(CallInputs inputs)
    {
        var pairs = PairedCounterfactual.Of(FlagsOf(inputs, "refused_original"), FlagsOf(inputs, "refused_swapped"));
        return new CallResults
        {
            { "rate_original", pairs.Original.Value },
            { "rate_swapped", pairs.Swapped.Value },
            { "difference", pairs.Test.Difference.Value },
            { "difference_ci95", pairs.Test.Difference.Interval },
            { "discordant", [pairs.Test.B, pairs.Test.C] },
            { "p_exact_mcnemar", pairs.Test.PExact },
        };
    }

    private static TwoByTwo TableOf(CallInputs inputs) => TwoByTwo.FromRows(inputs.Counts("table"));

    private static bool[] FlagsOf(CallInputs inputs, string name) =>
        [.. inputs.Integers(name).Select(flag => flag is 0 or 1 ? flag == 1 : throw new ArgumentException("Each must be 0 or 1.", name))];
}
