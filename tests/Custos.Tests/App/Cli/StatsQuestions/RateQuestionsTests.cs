using Custos.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class RateQuestionsTests
{
    [Fact]
    public void No_failure_in_ten_thousand_still_allows_three_in_ten_thousand()
    {
        var answer = Asked.Ask(RateQuestions.All, "upper-bound", "--trials", "1e4");
        answer.Headline.ShouldBe("The rate is at most 0.0002995 (0 failures in 10,000, one-sided 95 % confidence).");
        Asked.Results(answer)["upper_bound"]!.GetValue<double>().ShouldBe(1 - Math.Pow(0.05, 1e-4), 1e-15);
        Asked.Results(Asked.Ask(RateQuestions.All, "upper-bound", "--failures", "2", "--trials", "100"))["rule_of_three"].ShouldBeNull();
    }

    [Fact]
    public void An_interval_bears_its_n()
    {
        var answer = Asked.Ask(RateQuestions.All, "interval", "--successes", "8", "--trials", "10");
        answer.Headline.ShouldStartWith("80.00 % [49.02 %, 94.33 %], n = 10");
    }

    [Fact]
    public void Too_few_negatives_do_not_certify_and_the_exit_code_says_so()
    {
        var tooFew = Asked.Ask(RateQuestions.All, "fpr-budget", "--target-fpr", "1e-4", "--false-positives", "1", "--negatives", "40000");
        tooFew.IsCertified.ShouldBeFalse();
        Asked.Results(tooFew)["min_negatives"]!.GetValue<long>().ShouldBe(47_437);
        Asked.Ask(RateQuestions.All, "fpr-budget", "--target-fpr", "1e-4", "--negatives", "29956").IsCertified.ShouldBeTrue();
    }

    [Fact]
    public void Most_flags_are_wrong_where_harm_is_rare()
    {
        var answer = Asked.Ask(RateQuestions.All, "ppv", "--fpr", "0.05", "--prevalence", "0.01", "--recall", "1");
        answer.Headline.ShouldBe("16.8 % of the flags are right.");
        Asked.Results(answer)["ppv_ci95"].ShouldBeNull();
        var counted = Asked.Ask(RateQuestions.All, "ppv", "--fpr", "0.05", "--prevalence", "0.01", "--positives", "50", "--negatives", "2000");
        Asked.Results(counted)["ppv_ci95"]![0]!.GetValue<double>().ShouldBeInRange(0.1, 0.168);
        Asked.Ask(RateQuestions.All, "ppv", "--fpr", "0", "--prevalence", "0.01", "--recall", "0").Headline.ShouldStartWith("Cannot tell");
    }

    [Fact]
    public void A_prevalence_that_the_tests_errors_contradict_says_so()
    {
        var answer = Asked.Ask(RateQuestions.All, "prevalence", "--positives", "10", "--n", "1000", "--sensitivity", "0.9", "--specificity", "0.95");
        answer.InPlainWords.ShouldContain("contradict");
        Asked.Results(answer)["true_prevalence"]!.GetValue<double>().ShouldBe(0);
    }
}
