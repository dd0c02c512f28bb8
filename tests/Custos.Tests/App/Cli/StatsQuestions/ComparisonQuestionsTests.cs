using Custos.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class ComparisonQuestionsTests
{
    [Fact]
    public void A_p_value_is_explained_as_what_it_is()
    {
        var answer = Asked.Ask(ComparisonQuestions.All, "compare-rates", "--x1", "120", "--n1", "10000", "--x2", "160", "--n2", "10000");
        answer.InPlainWords.ShouldContain("This is not the chance that there is no difference.");
        var none = Asked.Ask(ComparisonQuestions.All, "compare-rates", "--x1", "12", "--n1", "100", "--x2", "13", "--n2", "100");
        none.InPlainWords.ShouldContain("not evidence that they are equal");
    }

    [Fact]
    public void Pairs_events_and_many_p_values_answer()
    {
        Asked.Results(Asked.Ask(ComparisonQuestions.All, "compare-pairs", "--both", "850", "--only-first", "45", "--only-second", "70", "--neither", "35"))["p_exact"]!
            .GetValue<double>().ShouldBe(0.0247935, 1e-7);
        Asked.Results(Asked.Ask(ComparisonQuestions.All, "compare-events", "--events1", "12", "--exposure1", "1000", "--events2", "0", "--exposure2", "1000"))["ratio"].ShouldBeNull();
        Asked.Ask(ComparisonQuestions.All, "adjust-p-values", "--p", "0.001,0.02", "0.03", "0.5").Headline.ShouldStartWith("1 of 4 stand after Holm, 3 after");
    }

    [Fact]
    public void A_sample_ratio_mismatch_is_an_alarm_with_its_own_exit_code()
    {
        Asked.Ask(ComparisonQuestions.All, "sample-ratio", "--observed", "51000", "49000", "--weights", "1", "1").IsCertified.ShouldBeFalse();
        Asked.Ask(ComparisonQuestions.All, "sample-ratio", "--observed", "50500", "49500", "--weights", "1", "1").IsCertified.ShouldBeTrue();
    }
}
