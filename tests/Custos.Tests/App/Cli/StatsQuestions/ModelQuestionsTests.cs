using Custos.App.Cli.StatsQuestions;
using Custos.Records;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class ModelQuestionsTests
{
    [Fact]
    public void Two_classifiers_are_compared_on_the_rows_that_both_scored()
    {
        using var asked = new Asked();
        var random = new Random(8);
        var file = asked.Table("s.csv", ["old,new,label", "0.5,,1", .. Enumerable.Range(0, 300).Select(i =>
            FormattableString.Invariant($"{i % 2 + 3 * random.NextDouble()},{i % 2 + random.NextDouble()},{i % 2}"))]);
        var results = Asked.Results(Asked.Ask(ModelQuestions.All, "compare-auc", file, "--first", "new", "--second", "old"));
        results["n"]!.GetValue<long>().ShouldBe(300);
        results["difference"]!.GetValue<double>().ShouldBeGreaterThan(0.2);
        results["p"]!.GetValue<double>().ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Contributions_add_up_for_linear_models_and_trees()
    {
        using var asked = new Asked();
        var linear = asked.Table("l.json", """{"coefficients": [2, -1], "intercept": 0.5, "background_mean": [1, 2], "x": [3, 1]}""");
        Asked.Results(Asked.Ask(ModelQuestions.All, "shap", linear))["phi"]!.AsArray().Select(phi => phi!.GetValue<double>()).ShouldBe([4, 1]);
        var tree = asked.Table("t.json", """{"tree": {"feature": 0, "threshold": 0.5, "cover": 4, "left": {"value": 0, "cover": 3}, "right": {"value": 4, "cover": 1}}, "x": [1]}""");
        Asked.Results(Asked.Ask(ModelQuestions.All, "shap", tree))["path_dependent"]!["phi"]![0]!.GetValue<double>().ShouldBe(3, 1e-12);
        Should.Throw<BadInputException>(() => Asked.Ask(ModelQuestions.All, "shap", asked.Table("x.json", "{"))).Message.ShouldContain("not JSON");
    }

    [Fact]
    public void Preference_losses_are_those_of_the_rows()
    {
        using var asked = new Asked();
        var file = asked.Table("p.csv", "policy_chosen,policy_rejected,ref_chosen,ref_rejected", "-12,-15,-13,-14.5", "-10,-10,-10,-10");
        var results = Asked.Results(Asked.Ask(ModelQuestions.All, "preference-loss", file));
        // −ln σ(0.1 · 1.5) and −ln σ(0).
        results["dpo"]!.GetValue<double>().ShouldBe((Math.Log(1 + Math.Exp(-0.15)) + Math.Log(2)) / 2, 1e-12);
        results["reward_accuracy"]!.GetValue<double>().ShouldBe(0.5);
    }
}
