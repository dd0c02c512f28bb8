using Custos.App.Cli.StatsStudies;
using Custos.Records;
using Custos.Tests.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsStudies;

public sealed class ExperimentQuestionsTests
{
    [Fact]
    public void The_past_narrows_the_interval_and_both_answers_are_told()
    {
        using var asked = new Asked();
        var results = Asked.Results(Asked.Ask(ExperimentQuestions.All, "cuped", asked.Table("u.csv", Units())));
        Width("interval_adjusted").ShouldBeLessThan(0.5 * Width("interval_unadjusted"));
        results["difference_adjusted"]!.GetValue<double>().ShouldBe(1, 0.3);

        double Width(string name) => results[name]![1]!.GetValue<double>() - results[name]![0]!.GetValue<double>();
    }

    [Fact]
    public void A_ratio_of_sums_is_compared_by_unit()
    {
        using var asked = new Asked();
        var file = asked.Table("r.csv", "arm,numerator,denominator", "a,1,10", "a,3,20", "a,0,5", "b,4,10", "b,9,20", "b,2,5");
        var results = Asked.Results(Asked.Ask(ExperimentQuestions.All, "ratio-metric", file, "--control", "a"));
        results["ratio_control"]!.GetValue<double>().ShouldBe(4.0 / 35, 1e-12);
        results["ratio_treatment"]!.GetValue<double>().ShouldBe(15.0 / 35, 1e-12);
        results["units"]!.GetValue<long>().ShouldBe(6);
    }

    [Theory]
    [InlineData("10", "different but negligible")]
    [InlineData("0.001", "different")]
    public void Equality_is_told_from_a_lack_of_evidence(string margin, string verdict)
    {
        using var asked = new Asked();
        var answer = Asked.Ask(ExperimentQuestions.All, "equivalence", asked.Table("u.csv", Units(2000)), "--margin", margin);
        Asked.Results(answer)["verdict"]!.GetValue<string>().ShouldBe(verdict);
        var few = asked.Table("f.csv", "arm,value", "control,1", "control,2", "b,1", "b,3");
        Asked.Ask(ExperimentQuestions.All, "equivalence", few, "--margin", "0.1").InPlainWords.ShouldContain("no evidence of equality");
    }

    [Fact]
    public void The_interval_for_every_look_is_the_wider_one()
    {
        using var asked = new Asked();
        var results = Asked.Results(Asked.Ask(AnyTimeQuestions.All, "always-valid", asked.Table("u.csv", Units(400))));
        results["interval_any_time"]![0]!.GetValue<double>().ShouldBeLessThan(results["interval_one_look"]![0]!.GetValue<double>());
    }

    [Fact]
    public void A_posterior_comparison_agrees_with_the_call_by_name()
    {
        // statistics.md's own request: 120 of 10,000 against 160 of 10,000 under Beta(1, 1).
        var results = Asked.Results(Asked.Ask(ExperimentQuestions.All, "bayes-ab", "--x1", "120", "--n1", "10000", "--x2", "160", "--n2", "10000"));
        var sum = results["p_b_greater_a"]!.GetValue<double>() + results["p_a_greater_b"]!.GetValue<double>();
        sum.ShouldBe(1, 1e-12);
        results["p_b_greater_a"]!.GetValue<double>().ShouldBeInRange(0.99, 0.995);
    }

    [Theory]
    [InlineData("0", "800", "acceptable")]
    [InlineData("9", "10", "unacceptable")]
    [InlineData("0", "5", "go on")]
    public void Walds_test_says_when_to_stop(string failures, string successes, string decision) =>
        Asked.Ask(ExperimentQuestions.All, "sprt", "--acceptable", "0.001", "--unacceptable", "0.003", "--failures", failures, "--successes", successes).Headline.ShouldContain(decision);

    [Fact]
    public void A_control_that_is_not_there_is_asked_for()
    {
        using var asked = new Asked();
        var file = asked.Table("u.csv", "arm,value", "a,1", "a,2", "b,1", "b,3");
        Should.Throw<BadInputException>(() => Asked.Ask(ExperimentQuestions.All, "equivalence", file, "--margin", "1")).Message.ShouldContain("--control");
    }

    private static IEnumerable<string> Units(int count = 200)
    {
        var random = new Random(4);
        yield return "arm,before,value";
        for (var i = 0; i < count; i++)
        {
            var before = 10 * random.NextDouble();
            yield return FormattableString.Invariant($"{(i % 2 == 0 ? "control" : "new")},{before},{before + random.NextDouble() + (i % 2)}");
        }
    }
}
