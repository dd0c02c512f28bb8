using Custos.App.Cli.StatsPlans;

namespace Custos.Tests.App.Cli.StatsPlans;

public sealed class OneRatePlansTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" --sensitivity 0.9 --specificity 0.95")]
    [InlineData(" --raters 3 --icc 0.6 --items-per-user 4 --user-icc 0.2 --dropout 0.1 --sensitivity 0.9 --specificity 0.95")]
    public void Size_power_and_rate_are_one_plan(string rated)
    {
        var size = Planned.Results(OneRatePlans.All, $"sample-size one-proportion --stated 0.1 --planned 0.13{rated}").Number("n");
        Planned.Results(OneRatePlans.All, $"power one-proportion --stated 0.1 --actual 0.13 --n {size}{rated}").Number("power_normal").ShouldBeInRange(0.8, 0.8015);
        Planned.Results(OneRatePlans.All, $"detectable-effect one-proportion --stated 0.1 --n {size}{rated}").Number("rate_above").ShouldBeInRange(0.1299, 0.13);
    }

    [Fact]
    public void Size_is_that_of_the_formula_and_what_clusters_cost_is_added()
    {
        Planned.Answer(OneRatePlans.All, $"sample-size one-proportion --stated 0.5 --planned 0.52").Headline.ShouldStartWith("4,904 observations");
        // 2,000 users of 10 items each, ICC 0.1: 1.9 times as many; 3 raters of ICC 0.6 are 3/2.2 raters.
        var plain = Planned.Results(OneRatePlans.All, $"sample-size one-proportion --stated 0.5 --planned 0.52").Number("n_before_rounding");
        Planned.Results(OneRatePlans.All, $"sample-size one-proportion --stated 0.5 --planned 0.52 --items-per-user 10 --user-icc 0.1 --raters 3 --icc 0.6")
            .Number("n_before_rounding").ShouldBe(plain * 1.9 * 2.2 / 3, 1e-6);
    }

    [Fact]
    public void Exact_test_errs_no_more_often_than_alpha_and_looks_to_the_side_of_the_effect()
    {
        var below = Planned.Results(OneRatePlans.All, $"power one-proportion --stated 0.1 --actual 0.02 --n 100 --one-sided");
        below.Number("false_alarms_exact").ShouldBeInRange(0.01, 0.05);
        below.Number("power_exact").ShouldBeGreaterThan(0.9);
        below["reject_at_least"].ShouldBeNull();
        Planned.Results(OneRatePlans.All, $"power one-proportion --stated 0.1 --actual 0.02 --n 100 --raters 2 --icc 0.5")["power_exact"].ShouldBeNull();
    }
}
