using Custos.App.Cli.StatsQuestions;
using Custos.Records;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class PreferenceQuestionsTests : IDisposable
{
    private readonly Asked _asked = new();

    public void Dispose() => _asked.Dispose();

    [Fact]
    public void Ratings_come_with_intervals_seat_ties_and_a_picture()
    {
        var games = Enumerable.Range(0, 120).Select(i => $"{"abc"[i % 3]},{"bca"[i % 3]},{(i % 7 == 0 ? "tie" : i % 5 < 2 ? "second" : "first")}");
        var file = _asked.Table("games.csv", ["first,second,outcome", .. games]);
        var answer = Asked.Ask(PreferenceQuestions.All, "bradley-terry", file, "--ties", "davidson", "--seat", "--resamples", "200");
        var results = Asked.Results(answer);
        results["a"]!["bootstrap_ci"].ShouldNotBeNull();
        results["seat_effect"]!.GetValue<double>().ShouldBeGreaterThan(0);
        results["tie_parameter"].ShouldNotBeNull();
        answer.Picture!().ShouldContain("<svg");
        Asked.Ask(PreferenceQuestions.All, "elo", file).Headline.ShouldContain("120 games");
    }

    [Fact]
    public void A_model_that_never_lost_gets_no_rating()
    {
        var file = _asked.Table("games.csv", "first,second,outcome", "best,x,first", "x,y,first", "y,x,first", "y,best,second");
        var answer = Asked.Ask(PreferenceQuestions.All, "bradley-terry", file);
        answer.Headline.ShouldStartWith("Cannot tell");
        Asked.Results(answer)["mle_exists"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public void An_outcome_that_is_none_says_where()
    {
        var file = _asked.Table("games.csv", "first,second,outcome", "a,b,first", "a,b,maybe");
        Should.Throw<BadInputException>(() => Asked.Ask(PreferenceQuestions.All, "bradley-terry", file)).Message.ShouldContain("row 3");
    }

    [Fact]
    public void Win_rate_and_length_control_answer()
    {
        Asked.Ask(PreferenceQuestions.All, "win-rate", "--wins", "520", "--ties", "60", "--losses", "420").Headline.ShouldStartWith("Win rate 55.0 % [52.0 %, 58.0 %], n = 1000");
        var rows = Enumerable.Range(0, 60).Select(i => $"{(i % 2 == 0 ? 1 : -1)},{Math.Round(Math.Sin(i), 2)},{(i % 3 == 0 ? 1 : 0)}");
        var answer = Asked.Ask(PreferenceQuestions.All, "length-control", _asked.Table("l.csv", ["side,length_difference,preferred", .. rows]));
        Asked.Results(answer)["win_probability_ci"].ShouldNotBeNull();
    }
}
