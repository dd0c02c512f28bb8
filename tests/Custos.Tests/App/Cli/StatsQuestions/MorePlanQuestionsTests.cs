using Custos.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class MorePlanQuestionsTests
{
    [Theory]
    [InlineData("sample-size one-proportion --stated 0.5 --planned 0.52", "4,904 observations")]
    [InlineData("sample-size means --difference 0.2 --standard-deviation 1", "394 per arm")]
    [InlineData("sample-size means --difference 0.5 --standard-deviation 1 --paired", "34 pairs")]
    [InlineData("sample-size paired --only-first 0.06 --only-second 0.05", "8,632 items")]
    [InlineData("sample-size non-inferiority --new 0.85 --old 0.65 --margin 0.1", "25 per arm")]
    [InlineData("sample-size zero-failure --target 0.001", "2,995 trials")]
    public void Every_plan_starts_with_its_size(string question, string headline)
    {
        var words = question.Split(' ');
        Asked.Ask(MorePlanQuestions.All, [$"{words[0]} {words[1]}", .. words[2..]]).Headline.ShouldStartWith(headline);
    }

    [Fact]
    public void A_certificate_with_allowed_failures_needs_the_rate_that_is_hoped_for()
    {
        var without = Asked.Results(Asked.Ask(MorePlanQuestions.All, "sample-size zero-failure", "--target", "0.001"));
        without["allowed_failures"].ShouldBeNull();
        var with = Asked.Results(Asked.Ask(MorePlanQuestions.All, "sample-size zero-failure", "--target", "0.001", "--true-rate", "0.0003"));
        with["allowed_failures"]!.GetValue<long>().ShouldBe(4);
        with["pass_probability"]!.GetValue<double>().ShouldBeGreaterThanOrEqualTo(0.8);
    }
}
