using Custos.App.Cli.StatsPlans;

namespace Custos.Tests.App.Cli.StatsPlans;

public sealed class RatioPlansTests
{
    private const string Metric = "--mean-numerator 0.4 --mean-denominator 20 --variance-numerator 1.2 --variance-denominator 300 --covariance 8";

    [Fact]
    public void A_ratio_of_sums_is_planned_in_users() =>
        // By hand: (z + z)² · 2 · (1.2 − 2 · 0.02 · 8 + 0.02² · 300) / 400 / 0.002².
        Planned.Results(RatioPlans.All, $"sample-size ratio-metric {Metric} --change 0.002").Number("n_before_rounding")
            .ShouldBe(Math.Pow(1.959963984540054 + 0.8416212335729143, 2) * 2 * 1.0 / 400 / 4e-6, 1e-6);

    [Theory]
    [InlineData("")]
    [InlineData(" --one-sided --ratio 2 --power 0.9")]
    public void Size_power_and_change_are_one_plan(string rest)
    {
        var users = Planned.Results(RatioPlans.All, $"sample-size ratio-metric {Metric} --change 0.002{rest}").Number("n_first");
        Planned.Results(RatioPlans.All, $"power ratio-metric {Metric} --change 0.002 --users {users}{rest}").Number("power").ShouldBe(rest == "" ? 0.8 : 0.9, 1e-4);
        Planned.Results(RatioPlans.All, $"detectable-effect ratio-metric {Metric} --users {users}{rest}").Number("detectable_change").ShouldBe(0.002, 1e-6);
    }
}
