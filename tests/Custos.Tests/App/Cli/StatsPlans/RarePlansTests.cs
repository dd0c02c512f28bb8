using Custos.App.Cli.StatsPlans;

namespace Custos.Tests.App.Cli.StatsPlans;

public sealed class RarePlansTests
{
    [Fact]
    public void Zero_failure_plan_is_solved_for_trials_rate_and_chance()
    {
        Planned.Answer(RarePlans.All, $"sample-size zero-failure --target 0.001").Headline.ShouldStartWith("2,995 trials");
        Planned.Results(RarePlans.All, $"detectable-effect zero-failure --n 2995").Number("certified_rate").ShouldBeInRange(0.0009995, 0.001);
        var power = Planned.Results(RarePlans.All, $"power zero-failure --target 0.001 --true-rate 0.0001 --n 2995");
        power.Number("pass_probability").ShouldBe(Math.Pow(0.9999, 2995), 1e-12);
        power["allowed_failures"]!.GetValue<long>().ShouldBe(0);
        Planned.Answer(RarePlans.All, $"power zero-failure --target 0.001 --true-rate 0.0001 --n 2994").IsCertified.ShouldBeFalse();
    }

    [Fact]
    public void A_certificate_with_allowed_failures_is_the_same_from_every_side()
    {
        Planned.Results(RarePlans.All, $"sample-size zero-failure --target 0.001")["allowed_failures"].ShouldBeNull();
        var plan = Planned.Results(RarePlans.All, $"sample-size zero-failure --target 0.001 --true-rate 0.0003");
        var (trials, allowed) = (plan.Number("n_with_allowed_failures"), plan.Number("allowed_failures"));
        allowed.ShouldBe(4);
        var power = Planned.Results(RarePlans.All, $"power zero-failure --target 0.001 --true-rate 0.0003 --n {trials}");
        power.Number("pass_probability").ShouldBe(plan.Number("pass_probability"), 1e-12);
        power.Number("allowed_failures").ShouldBe(allowed);
        var rates = Planned.Results(RarePlans.All, $"detectable-effect zero-failure --n {trials} --failures {allowed}");
        rates.Number("certified_rate").ShouldBeInRange(0.0009995, 0.001);
        rates.Number("largest_rate_that_passes").ShouldBeGreaterThan(0.0003);
    }

    [Fact]
    public void Failures_that_go_unnoticed_make_the_test_longer()
    {
        // Half of the failures are noticed: the same test as for half of the rate.
        Planned.Results(RarePlans.All, $"sample-size zero-failure --target 0.002 --sensitivity 0.5").Number("n_without_failure").ShouldBe(2995);
        Planned.Results(RarePlans.All, $"detectable-effect zero-failure --n 2995 --sensitivity 0.5").Number("certified_rate").ShouldBeInRange(0.001999, 0.002);
        Should.Throw<ArgumentException>(() => Planned.Answer(RarePlans.All, $"sample-size zero-failure --target 0.002 --sensitivity 0")).ParamName.ShouldBe("sensitivity");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void Something_rare_is_seen_as_often_as_planned(int atLeast)
    {
        var trials = Planned.Results(RarePlans.All, $"sample-size rare-event --rate 0.001 --power 0.95 --at-least {atLeast}").Number("n");
        Planned.Results(RarePlans.All, $"power rare-event --rate 0.001 --n {trials} --at-least {atLeast}").Number("power").ShouldBeInRange(0.95, 0.9501);
        Planned.Results(RarePlans.All, $"power rare-event --rate 0.001 --n {trials - 1} --at-least {atLeast}").Number("power").ShouldBeLessThan(0.95);
        Planned.Results(RarePlans.All, $"detectable-effect rare-event --n {trials} --power 0.95 --at-least {atLeast}").Number("smallest_rate_seen").ShouldBeInRange(0.0009995, 0.001);
    }
}
