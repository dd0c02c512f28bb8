using Custos.App.Cli.StatsPlans;

namespace Custos.Tests.App.Cli.StatsPlans;

public sealed class PairedPlansTests
{
    [Fact]
    public void Size_comes_first() =>
        Planned.Answer(PairedPlans.All, $"sample-size paired --only-first 0.06 --only-second 0.05").Headline.ShouldStartWith("8,632 items");

    [Theory]
    [InlineData("")]
    [InlineData(" --items-per-user 4 --user-icc 0.1")]
    [InlineData(" --both 0.7 --sensitivity 0.95 --specificity 0.9")]
    public void Size_power_and_difference_are_one_plan(string rest)
    {
        var size = Planned.Results(PairedPlans.All, $"sample-size paired --only-first 0.1 --only-second 0.05{rest}").Number("n_pairs");
        Planned.Results(PairedPlans.All, $"power paired --only-first 0.1 --only-second 0.05 --n {size}{rest}").Number("power_normal").ShouldBeInRange(0.8, 0.802);
        var found = Planned.Results(PairedPlans.All, $"detectable-effect paired --discordant 0.15 --n {size}{rest}");
        found.Number("detectable_difference").ShouldBeInRange(0.0499, 0.05);
        found.Number("only_first").ShouldBe(0.1, 1e-4);
    }

    [Fact]
    public void Too_few_pairs_find_no_difference_at_all()
    {
        var answer = Planned.Answer(PairedPlans.All, $"detectable-effect paired --discordant 0.01 --n 100");
        answer.Headline.ShouldStartWith("Cannot tell");
        // 100 pairs, one of which changes: normal power with all one way is below a fifth.
        Planned.Results(PairedPlans.All, $"power paired --only-first 0.01 --only-second 0 --n 100").Number("power_normal").ShouldBeLessThan(0.2);
    }

    [Fact]
    public void Raters_who_err_need_to_know_what_both_get_right() =>
        Should.Throw<ArgumentException>(() => Planned.Answer(PairedPlans.All, $"sample-size paired --only-first 0.1 --only-second 0.05 --sensitivity 0.9")).ParamName.ShouldBe("both");
}
