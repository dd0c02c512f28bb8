using Custos.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class PowerQuestionsTests
{
    [Fact]
    public void Power_of_means_is_that_of_Cohens_table() =>
        // Cohen 1988, table 2.4.1: d = 0.5 takes 64 an arm for power 0.80; G*Power 3.1 prints 0.8014596.
        Results("power means", "--effect", "0.5", "--n", "64")["power"]!.GetValue<double>().ShouldBe(0.8014596, 1e-6);

    [Fact]
    public void Detectable_effect_has_the_power_that_was_asked_for()
    {
        var effect = Results("detectable-effect means", "--n", "64")["effect_in_standard_deviations"]!.GetValue<double>();
        Results("power means", "--effect", effect.ToString("R", System.Globalization.CultureInfo.InvariantCulture), "--n", "64")["power"]!.GetValue<double>().ShouldBe(0.8, 1e-9);
        var rate = Results("detectable-effect one-proportion", "--stated", "0.5", "--n", "4903")["rate_above"]!.GetValue<double>();
        Results("power one-proportion", "--stated", "0.5", "--actual", rate.ToString("R", System.Globalization.CultureInfo.InvariantCulture), "--n", "4903")["power_normal"]!.GetValue<double>().ShouldBe(0.8, 1e-6);
    }

    [Fact]
    public void Exact_test_errs_no_more_often_than_alpha_and_looks_to_the_side_of_the_effect()
    {
        var below = Results("power one-proportion", "--stated", "0.1", "--actual", "0.02", "--n", "100", "--one-sided");
        below["false_alarms_exact"]!.GetValue<double>().ShouldBeInRange(0.01, 0.05);
        below["power_exact"]!.GetValue<double>().ShouldBeGreaterThan(0.9);
        below["reject_at_least"].ShouldBeNull();
    }

    [Fact]
    public void Size_planned_for_a_power_has_it()
    {
        var pairs = Asked.Results(Asked.Ask(MorePlanQuestions.All, "sample-size paired", "--only-first", "0.1", "--only-second", "0.05"))["n_pairs"]!.GetValue<long>();
        Results("power paired", "--only-first", "0.1", "--only-second", "0.05", "--n", $"{pairs}")["power_normal"]!.GetValue<double>().ShouldBeInRange(0.8, 0.802);
        var arm = Asked.Results(Asked.Ask(MorePlanQuestions.All, "sample-size non-inferiority", "--new", "0.9", "--old", "0.9", "--margin", "0.05"))["n_first"]!.GetValue<long>();
        Results("power non-inferiority", "--new", "0.9", "--old", "0.9", "--margin", "0.05", "--n", $"{arm}")["power"]!.GetValue<double>().ShouldBeInRange(0.8, 0.803);
    }

    private static System.Text.Json.Nodes.JsonObject Results(params string[] words) => Asked.Results(Asked.Ask(PowerQuestions.All, words));
}
