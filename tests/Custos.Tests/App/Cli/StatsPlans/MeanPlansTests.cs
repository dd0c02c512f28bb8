using Custos.App.Cli.StatsPlans;

namespace Custos.Tests.App.Cli.StatsPlans;

public sealed class MeanPlansTests
{
    [Theory]
    [InlineData("sample-size means --difference 0.2 --standard-deviation 1", "394 per arm")]
    [InlineData("sample-size means --difference 0.5 --standard-deviation 1 --paired", "34 pairs")]
    public void Size_comes_first(string line, string headline) => Planned.Answer(MeanPlans.All, $"{line}").Headline.ShouldStartWith(headline);

    [Fact]
    public void Power_of_means_is_that_of_Cohens_table() =>
        // Cohen 1988, table 2.4.1: d = 0.5 takes 64 an arm for power 0.80; G*Power 3.1 prints 0.8014596.
        Planned.Results(MeanPlans.All, $"power means --effect 0.5 --n 64").Number("power").ShouldBe(0.8014596, 1e-6);

    [Theory]
    [InlineData("")]
    [InlineData(" --paired")]
    [InlineData(" --raters 2 --icc 0.4 --items-per-user 5 --user-icc 0.3")]
    [InlineData(" --paired --dropout 0.2")]
    public void Size_power_and_effect_are_one_plan(string rest)
    {
        var size = Planned.Results(MeanPlans.All, $"sample-size means --difference 0.1 --standard-deviation 1{rest}").Number("n_first");
        Planned.Results(MeanPlans.All, $"power means --effect 0.1 --n {size}{rest}").Number("power").ShouldBeInRange(0.8, 0.8015);
        Planned.Results(MeanPlans.All, $"detectable-effect means --n {size}{rest}").Number("effect_in_standard_deviations").ShouldBeInRange(0.0998, 0.1);
    }
}
