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

    [Fact]
    public void A_ratio_of_sums_is_planned_in_users()
    {
        string[] words = ["sample-size ratio-metric", "--mean-numerator", "0.4", "--mean-denominator", "20", "--variance-numerator", "1.2", "--variance-denominator", "300", "--covariance", "8", "--change", "0.002"];
        // By hand: (z + z)² · 2 · (1.2 − 2 · 0.02 · 8 + 0.02² · 300) / 400 / 0.002².
        Asked.Results(Asked.Ask(MorePlanQuestions.All, words))["n_before_rounding"]!.GetValue<double>().ShouldBe(Math.Pow(1.959963984540054 + 0.8416212335729143, 2) * 2 * 1.0 / 400 / 4e-6, 1e-6);
    }
}
