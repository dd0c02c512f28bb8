using Custos.App.Cli.StatsStudies;
using Custos.Records;
using Custos.Tests.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsStudies;

public sealed class PeopleQuestionsTests
{
    [Fact]
    public void Two_raters_have_alpha_kappa_and_their_information()
    {
        using var asked = new Asked();
        var file = asked.Table("r.csv", ["item,rater,label", .. Enumerable.Range(0, 40).SelectMany(i => new[] { $"{i},ann,{(i % 2 == 0 ? "yes" : "no")}", $"{i},bob,{(i % 5 == 0 ? "yes" : i % 2 == 0 ? "yes" : "no")}" })]);
        var results = Asked.Results(Asked.Ask(PeopleQuestions.All, "agreement", file));
        results["observed_agreement"]!.GetValue<double>().ShouldBe(0.9, 1e-12);
        results["krippendorff_alpha"]!.GetValue<double>().ShouldBeInRange(0.7, 0.9);
        results["information_by_rater"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public void Three_raters_of_every_item_have_Fleiss_kappa()
    {
        using var asked = new Asked();
        // Two items of perfect agreement, one two against one: observed 7/9, shares 5/9 and 4/9, expected 41/81.
        var file = asked.Table("f.csv", ["item,rater,label", .. new[] { "aaa", "bbb", "aab" }.Index().SelectMany(item => item.Item.Index().Select(rating => $"{item.Index},r{rating.Index},{rating.Item}"))]);
        Asked.Results(Asked.Ask(PeopleQuestions.All, "agreement", file))["fleiss_kappa"]!.GetValue<double>().ShouldBe((7.0 / 9 - 41.0 / 81) / (40.0 / 81), 1e-12);
    }

    [Theory]
    [InlineData("ordinal")]
    [InlineData("interval")]
    [InlineData("ratio")]
    public void Equal_numbers_are_one_label_however_they_are_written(string scale)
    {
        using var asked = new Asked();
        var mixed = asked.Table("m.csv", "item,rater,label", "1,a,1", "1,b,1.0", "2,a,2", "2,b,2e0", "3,a,3", "3,b,4", "4,a,0", "4,b,-0");
        var plain = asked.Table("p.csv", "item,rater,label", "1,a,1", "1,b,1", "2,a,2", "2,b,2", "3,a,3", "3,b,4", "4,a,0", "4,b,0");
        Json(mixed).ShouldBe(Json(plain));

        string Json(string file) => Asked.Ask(PeopleQuestions.All, "agreement", file, "--scale", scale).Results.ToJson();
    }

    [Fact]
    public void Names_that_are_one_number_in_two_spellings_are_refused_and_other_names_stay_apart()
    {
        using var asked = new Asked();
        var numbers = asked.Table("m.csv", "item,rater,label", "1,a,1", "1,b,1.0", "2,a,2", "2,b,2");
        Should.Throw<BadInputException>(() => Asked.Ask(PeopleQuestions.All, "agreement", numbers)).Message.ShouldContain("written in two ways");
        Should.Throw<BadInputException>(() => Asked.Ask(RaterQuestions.All, "rater-errors", numbers)).Message.ShouldContain("written in two ways");
        var sections = asked.Table("s.csv", "item,rater,label", "1,a,1.1", "1,b,1.10", "2,a,1.2a", "2,b,1.2a");
        Asked.Results(Asked.Ask(PeopleQuestions.All, "agreement", sections))["observed_agreement"]!.GetValue<double>().ShouldBe(0.5);
    }

    [Fact]
    public void Labels_that_are_no_finite_numbers_are_refused()
    {
        using var asked = new Asked();
        var file = asked.Table("i.csv", "item,rater,label", "1,a,1", "1,b,Infinity");
        Should.Throw<BadInputException>(() => Asked.Ask(PeopleQuestions.All, "agreement", file, "--scale", "interval")).Message.ShouldContain("not a finite number");
    }

    [Fact]
    public void Names_have_no_ranks_and_an_item_is_labelled_once()
    {
        using var asked = new Asked();
        var names = asked.Table("n.csv", "item,rater,label", "1,a,good", "1,b,bad");
        Should.Throw<BadInputException>(() => Asked.Ask(PeopleQuestions.All, "agreement", names, "--scale", "ordinal")).Message.ShouldContain("not numbers");
        var twice = asked.Table("t.csv", "item,rater,label", "1,a,1", "1,a,0");
        Should.Throw<BadInputException>(() => Asked.Ask(PeopleQuestions.All, "agreement", twice)).Message.ShouldContain("twice");
    }
}
