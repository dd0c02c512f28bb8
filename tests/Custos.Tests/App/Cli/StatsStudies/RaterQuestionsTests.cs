using Custos.App.Cli.StatsStudies;
using Custos.Records;
using Custos.Tests.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsStudies;

public sealed class RaterQuestionsTests
{
    // Shrout and Fleiss 1979, table 2: six items, four judges.
    private static readonly int[][] Judges = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];

    [Fact]
    public void Reliability_is_that_of_Shrout_and_Fleiss()
    {
        using var asked = new Asked();
        var results = Asked.Results(Asked.Ask(RaterQuestions.All, "reliability", Table(asked)));
        results["icc1"]!.GetValue<double>().ShouldBe(0.17, 0.005);
        results["icc2"]!.GetValue<double>().ShouldBe(0.29, 0.005);
        results["icc3"]!.GetValue<double>().ShouldBe(0.71, 0.006);
        results["icc2k"]!.GetValue<double>().ShouldBe(0.62, 0.005);
        // 0.8 (1 − 0.2898) / (0.2898 × 0.2) = 9.8.
        results["ratings_needed"]!.GetValue<double>().ShouldBe(10);
    }

    [Fact]
    public void Severity_is_the_difference_from_the_mean_judge()
    {
        using var asked = new Asked();
        var answer = Asked.Ask(RaterQuestions.All, "severity", Table(asked));
        var mean = Judges.Average(item => item.Average());
        var effects = Asked.Results(answer)["effects"]!.AsArray();
        for (var judge = 0; judge < 4; judge++) effects[judge]!.GetValue<double>().ShouldBe(Judges.Average(item => item[judge]) - mean, 1e-10);
        answer.Headline.ShouldStartWith("j0 scores highest");
    }

    [Fact]
    public void Islands_of_raters_are_not_compared()
    {
        using var asked = new Asked();
        var file = asked.Table("i.csv", "item,rater,label", "1,a,1", "1,b,2", "2,c,4", "2,d,5");
        var answer = Asked.Ask(RaterQuestions.All, "severity", file);
        answer.Headline.ShouldStartWith("Cannot tell.");
        Asked.Results(answer)["effects"]!.AsArray().ShouldAllBe(effect => effect == null);
    }

    [Fact]
    public void Rater_who_answers_without_looking_is_told_from_two_who_look()
    {
        using var asked = new Asked();
        string[] lines = ["item,rater,label", .. Enumerable.Range(0, 60).SelectMany(i => new[] { $"{i},ann,{i % 2}", $"{i},bob,{(i % 20 == 3 ? 1 - i % 2 : i % 2)}", $"{i},eve,{i / 2 % 2}" })];
        var errors = Asked.Results(Asked.Ask(RaterQuestions.All, "rater-errors", asked.Table("d.csv", lines)));
        var information = errors["information_by_rater"]!.AsArray().Select(value => value!.GetValue<double>()).ToArray();
        information[0].ShouldBeGreaterThan(0.8);
        information[2].ShouldBeLessThan(0.05);
        errors["certificate_largest_change"]!.GetValue<double>().ShouldBeLessThan(1e-8);
        var able = Asked.Results(Asked.Ask(RaterQuestions.All, "rater-ability", asked.Table("g.csv", lines)));
        var abilities = able["abilities"]!.AsArray().Select(value => value!.GetValue<double>()).ToArray();
        abilities[0].ShouldBeGreaterThan(abilities[2] + 1);
        // On three items ann and bob part, and either could be right.
        able["items_probably_one"]!.GetValue<double>().ShouldBeInRange(27, 33);
    }

    [Fact]
    public void Ratings_that_do_not_fit_the_question_are_refused()
    {
        using var asked = new Asked();
        Should.Throw<BadInputException>(() => Asked.Ask(RaterQuestions.All, "reliability", asked.Table("h.csv", "item,rater,label", "1,a,1", "1,b,2", "2,a,3"))).Message.ShouldContain("left out");
        Should.Throw<BadInputException>(() => Asked.Ask(RaterQuestions.All, "rater-ability", asked.Table("n.csv", "item,rater,label", "1,a,1", "1,b,2"))).Message.ShouldContain("neither 0 nor 1");
        Should.Throw<BadInputException>(() => Asked.Ask(RaterQuestions.All, "severity", asked.Table("w.csv", "item,rater,label", "1,a,good", "1,b,bad"))).Message.ShouldContain("not numbers");
    }

    private static string Table(Asked asked) => asked.Table("s.csv", ["item,rater,label", .. Judges.Index().SelectMany(item => item.Item.Index().Select(rating => $"{item.Index},j{rating.Index},{rating.Item}"))]);
}
