using Custos.App.Cli.StatsPlans;
using Custos.Tests.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsPlans;

public sealed class RatePlansTests
{
    [Fact]
    public void Three_raters_who_agree_only_so_far_are_one_call()
    {
        var answer = Asked.Ask(RatePlans.All, "sample-size proportions", "--baseline", "0.52", "--effect", "0.01", "--raters", "3", "--icc", "0.6");
        answer.Headline.ShouldBe("28,707 items per arm (86,120 ratings), to find 52.00 % against 53.00 %.");
        Asked.Results(answer)["continuity_corrected"]!.GetValue<long>().ShouldBe(39_345);
        answer.Picture!().ShouldContain("<svg");
    }

    [Fact]
    public void Power_and_effect_are_the_same_plan_solved_for_another_side()
    {
        var size = Asked.Results(Asked.Ask(RatePlans.All, "sample-size proportions", "--baseline", "0.2", "--effect", "0.05"))["items_first_arm"]!.GetValue<long>();
        var power = Asked.Ask(RatePlans.All, "power proportions", "--baseline", "0.2", "--effect", "0.05", "--items", $"{size}");
        Asked.Results(power)["power"]!.GetValue<double>().ShouldBe(0.8, 0.001);
        var effect = Asked.Ask(RatePlans.All, "detectable-effect proportions", "--baseline", "0.2", "--items", $"{size}");
        Asked.Results(effect)["detectable_effect"]!.GetValue<double>().ShouldBe(0.05, 0.0001);
        Asked.Ask(RatePlans.All, "detectable-effect proportions", "--baseline", "0.9", "--items", "5").Headline.ShouldStartWith("Cannot tell");
    }

    [Fact]
    public void Raters_who_err_and_ratings_that_are_lost_are_among_the_assumptions()
    {
        var answer = Asked.Ask(RatePlans.All, "sample-size proportions", "--baseline", "0.52", "--effect", "0.01", "--sensitivity", "0.9", "--specificity", "0.95", "--dropout", "0.1");
        answer.Assumptions.ShouldContain(assumption => assumption.Contains("shrinks to 85 %"));
        Asked.Results(answer)["independent_per_arm"]!.GetValue<long>().ShouldBe(54_314);
    }
}
