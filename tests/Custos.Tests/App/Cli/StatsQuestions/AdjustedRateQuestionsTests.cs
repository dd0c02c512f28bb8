using Custos.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class AdjustedRateQuestionsTests
{
    [Fact]
    public void Most_flags_are_wrong_where_harm_is_rare()
    {
        var answer = Asked.Ask(AdjustedRateQuestions.All, "ppv", "--fpr", "0.05", "--prevalence", "0.01", "--recall", "1");
        answer.Headline.ShouldBe("16.8 % of the flags are right.");
        Asked.Results(answer)["ppv_ci95"].ShouldBeNull();
        var counted = Asked.Ask(AdjustedRateQuestions.All, "ppv", "--fpr", "0.05", "--prevalence", "0.01", "--positives", "50", "--negatives", "2000");
        Asked.Results(counted)["ppv_ci95"]![0]!.GetValue<double>().ShouldBeInRange(0.1, 0.168);
        Asked.Ask(AdjustedRateQuestions.All, "ppv", "--fpr", "0", "--prevalence", "0.01", "--recall", "0").Headline.ShouldStartWith("Cannot tell");
    }

    [Fact]
    public void A_prevalence_that_the_tests_errors_contradict_says_so()
    {
        var answer = Asked.Ask(AdjustedRateQuestions.All, "prevalence", "--positives", "10", "--n", "1000", "--sensitivity", "0.9", "--specificity", "0.95");
        answer.InPlainWords.ShouldContain("contradict");
        Asked.Results(answer)["true_prevalence"]!.GetValue<double>().ShouldBe(0);
    }
}
