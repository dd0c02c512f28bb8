using Custos.App.Cli.StatsQuestions;
using Custos.Records;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class RewardQuestionsTests
{
    [Fact]
    public void Judge_who_always_takes_the_first_is_found_out()
    {
        using var asked = new Asked();
        var file = asked.Table("j.csv", ["order1,order2", .. Enumerable.Repeat("1,1", 10)]);
        var results = Asked.Results(Asked.Ask(RewardQuestions.All, "position-bias", file));
        results["first_position_rate"]!.GetValue<double>().ShouldBe(1);
        results["consistency_rate"]!.GetValue<double>().ShouldBe(0);
        results["p"]!.GetValue<double>().ShouldBe(2 * Math.Pow(0.5, 10), 1e-15);
    }

    [Fact]
    public void Reward_loss_is_the_mean_of_minus_log_sigmoid()
    {
        using var asked = new Asked();
        var file = asked.Table("r.csv", "chosen,rejected,margin", "1,0,0.5", "0,0,", "-1,1,0");
        var results = Asked.Results(Asked.Ask(RewardQuestions.All, "reward-loss", file));
        double Loss(double gap) => Math.Log(1 + Math.Exp(-gap));
        results["loss"]!.GetValue<double>().ShouldBe((Loss(1) + Loss(0) + Loss(-2)) / 3, 1e-12);
        results["loss_with_margin"]!.GetValue<double>().ShouldBe((Loss(0.5) + Loss(0) + Loss(-2)) / 3, 1e-12);
        results["accuracy"]!.GetValue<double>().ShouldBe(1.0 / 3, 1e-12);
    }

    [Fact]
    public void Files_without_a_whole_pair_are_refused()
    {
        using var asked = new Asked();
        Should.Throw<BadInputException>(() => Asked.Ask(RewardQuestions.All, "reward-loss", asked.Table("e.csv", "chosen,rejected", "1,")));
        Should.Throw<BadInputException>(() => Asked.Ask(RewardQuestions.All, "position-bias", asked.Table("p.csv", "order1,order2", "1,")));
    }
}
