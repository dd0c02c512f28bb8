using Custos.Statistics.Preferences;

namespace Custos.Tests.Statistics.Preferences;

public sealed class EloRatingsTests
{
    [Fact]
    public void Ratings_move_by_what_was_not_expected()
    {
        var ratings = EloRatings.Play([new Game("A", "B", 1), new Game("B", "C", 1), new Game("A", "C", 0.5)]);
        ratings.Players.ShouldBe(["A", "B", "C"]);
        ratings.AfterEachGame[0].ShouldBe([1516.0, 1484, 1500]);
        var expected = 1 / (1 + Math.Pow(10, 16 / 400.0));
        ratings.AfterEachGame[1][1].ShouldBe(1484 + 32 * (1 - expected), 1e-9);
        ratings.Final.Sum().ShouldBe(4500, 1e-9);
        EloRatings.Expected(1900, 1500).ShouldBe(10 / 11.0, 1e-15);
    }

    [Fact]
    public void The_order_of_games_matters_and_that_is_no_surprise()
    {
        Game[] games = [new("A", "B", 1), new("B", "C", 1), new("C", "A", 1)];
        EloRatings.Play(games).Final[0].ShouldNotBe(EloRatings.Play([games[2], games[0], games[1]]).Final[1]);
        Should.Throw<ArgumentException>(() => EloRatings.Play([])).ParamName.ShouldBe("games");
        Should.Throw<ArgumentException>(() => EloRatings.Play([new Game("A", "A", 1)])).ParamName.ShouldBe("games");
    }
}
