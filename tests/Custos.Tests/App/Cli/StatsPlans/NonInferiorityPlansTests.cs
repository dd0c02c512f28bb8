using Custos.App.Cli.StatsPlans;

namespace Custos.Tests.App.Cli.StatsPlans;

public sealed class NonInferiorityPlansTests
{
    [Fact]
    public void Size_comes_first()
    {
        Planned.Answer(NonInferiorityPlans.All, $"sample-size non-inferiority --new 0.85 --old 0.65 --margin 0.1").Headline.ShouldStartWith("25 per arm");
        // Chow, Shao and Wang 2008, section 3.2.4: margin of half a standard deviation, equal means.
        Planned.Answer(NonInferiorityPlans.All, $"sample-size non-inferiority-means --standard-deviation 0.1 --margin 0.05").Headline.ShouldStartWith("50 per arm");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" --sensitivity 0.95 --specificity 0.9")]
    [InlineData(" --raters 3 --icc 0.6 --ratio 2 --sensitivity 0.95 --specificity 0.9")]
    public void Size_power_and_margin_are_one_plan_of_rates(string rest)
    {
        var size = Planned.Results(NonInferiorityPlans.All, $"sample-size non-inferiority --new 0.9 --old 0.91 --margin 0.05{rest}").Number("n_first");
        Planned.Results(NonInferiorityPlans.All, $"power non-inferiority --new 0.9 --old 0.91 --margin 0.05 --n {size}{rest}").Number("power").ShouldBeInRange(0.8, 0.802);
        Planned.Results(NonInferiorityPlans.All, $"detectable-effect non-inferiority --new 0.9 --old 0.91 --n {size}{rest}").Number("smallest_margin").ShouldBeInRange(0.0497, 0.05);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" --items-per-user 5 --user-icc 0.3 --ratio 0.5")]
    public void Size_power_and_margin_are_one_plan_of_means(string rest)
    {
        var size = Planned.Results(NonInferiorityPlans.All, $"sample-size non-inferiority-means --difference -0.01 --standard-deviation 0.4 --margin 0.05{rest}").Number("n_first");
        Planned.Results(NonInferiorityPlans.All, $"power non-inferiority-means --difference -0.01 --standard-deviation 0.4 --margin 0.05 --n {size}{rest}").Number("power").ShouldBeInRange(0.8, 0.802);
        Planned.Results(NonInferiorityPlans.All, $"detectable-effect non-inferiority-means --difference -0.01 --standard-deviation 0.4 --n {size}{rest}").Number("smallest_margin").ShouldBeInRange(0.0498, 0.05);
    }

    [Fact]
    public void A_margin_below_0_is_said_to_be_better_and_one_as_large_as_the_old_rate_shows_nothing()
    {
        Planned.Answer(NonInferiorityPlans.All, $"detectable-effect non-inferiority --new 0.9 --old 0.5 --n 1000").Headline.ShouldContain("shown to be better");
        Planned.Results(NonInferiorityPlans.All, $"detectable-effect non-inferiority --new 0.02 --old 0.02 --n 50")["smallest_margin"].ShouldBeNull();
    }
}
