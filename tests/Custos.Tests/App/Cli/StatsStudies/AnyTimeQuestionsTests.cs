using Custos.App.Cli.StatsStudies;
using Custos.Records;
using Custos.Statistics.Sequential;
using Custos.Tests.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsStudies;

public sealed class AnyTimeQuestionsTests
{
    private static readonly double[] _control = [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? 1.0 : 0)], _treatment = [.. Enumerable.Range(0, 310).Select(i => i % 2 == 0 ? 1.0 : 0)];

    [Theory]
    [InlineData("asymptotic")]
    [InlineData("msprt", "--expected-effect", "0.1")]
    [InlineData("normal-mixture")]
    [InlineData("beta-binomial")]
    public void Every_method_is_wider_than_one_look(string method, params string[] more)
    {
        using var asked = new Asked();
        var results = Asked.Results(Asked.Ask(AnyTimeQuestions.All, ["always-valid", Table(asked), "--method", method, "--best-at", "600", .. more]));
        results["method"]!.GetValue<string>().ShouldBe(method);
        Width("interval_any_time").ShouldBeGreaterThan(Width("interval_one_look"));
        results["p_any_time"]!.GetValue<double>().ShouldBeInRange(1e-9, 1);

        double Width(string name) => results[name]![1]!.GetValue<double>() - results[name]![0]!.GetValue<double>();
    }

    [Fact]
    public void Pairs_come_in_the_order_of_rows_and_the_rest_is_counted()
    {
        using var asked = new Asked();
        var results = Asked.Results(Asked.Ask(AnyTimeQuestions.All, "always-valid", Table(asked), "--method", "beta-binomial", "--best-at", "600"));
        results["units_left_out"]!.GetValue<long>().ShouldBe(10);
        results["interval_any_time"]![0]!.GetValue<double>().ShouldBe(AnyTimeDifference.ByBetaBinomialMixture(_control, _treatment, bestAt: 600).Estimate.Interval.Lower);
    }

    [Fact]
    public void What_a_method_needs_is_asked_for()
    {
        using var asked = new Asked();
        Should.Throw<BadInputException>(() => Asked.Ask(AnyTimeQuestions.All, "always-valid", Table(asked), "--method", "msprt")).Place.ShouldBe("--expected-effect");
        Should.Throw<BadInputException>(() => Asked.Ask(AnyTimeQuestions.All, "always-valid", Table(asked), "--method", "normal-mixture", "--highest", "0.5")).Message.ShouldContain("outside the bounds");
    }

    private static string Table(Asked asked) => asked.Table("u.csv", ["arm,value", .. _control.Select(value => $"control,{value}"), .. _treatment.Select(value => $"new,{value}")]);
}
