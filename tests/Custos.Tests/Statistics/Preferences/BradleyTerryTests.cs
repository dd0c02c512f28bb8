using Custos.Statistics.Preferences;

namespace Custos.Tests.Statistics.Preferences;

public sealed class BradleyTerryTests
{
    private static readonly PairResults[] Games =
    [
        new("a", "b", 7, 3), new("a", "c", 9, 1), new("a", "d", 8, 2), new("b", "c", 8, 2), new("b", "d", 5, 5), new("c", "d", 6, 4),
    ];

    // First seat, second seat, wins of the first, wins of the second, ties.
    private static readonly PairResults[] TiedGames =
    [
        new("a", "b", 12, 5, 4), new("b", "a", 6, 9, 3), new("a", "c", 14, 3, 2), new("c", "a", 4, 10, 5), new("b", "c", 9, 6, 6), new("c", "b", 5, 8, 7),
    ];

    [Fact]
    public void Matches_scipys_optimum()
    {
        // scipy 1.10.1 optimize.minimize of the negative log-likelihood.
        var fit = BradleyTerry.Fit(Games).ShouldBeOfType<BradleyTerry.Fitted>();
        fit.LogStrengthAgainst(0, 3).Value.ShouldBe(1.52819591, 1e-7);
        fit.LogStrengthAgainst(1, 3).Value.ShouldBe(0.55958915, 1e-7);
        fit.LogStrengthAgainst(2, 3).Value.ShouldBe(-0.23345323, 1e-7);
        fit.LogLikelihood.ShouldBe(-34.35975114687949, 1e-11);
        fit.GradientPerGame.ShouldBeLessThan(1e-12);
        fit.Shares.Sum().ShouldBe(1, 1e-15);
    }

    [Fact]
    public void Wins_expected_are_wins_seen()
    {
        var fit = BradleyTerry.Fit(Games).ShouldBeOfType<BradleyTerry.Fitted>();
        for (var player = 0; player < 4; player++)
        {
            var name = fit.Players[player];
            var seen = Games.Sum(g => (g.First == name ? g.FirstWins : 0) + (g.Second == name ? g.SecondWins : 0));
            var expected = Games.Where(g => g.First == name || g.Second == name).Sum(g =>
                (g.FirstWins + g.SecondWins) * fit.WinProbability(player, fit.Players.ToList().IndexOf(g.First == name ? g.Second : g.First)).Value);
            expected.ShouldBe(seen, 1e-9);
        }
    }

    [Fact]
    public void Two_players_have_the_binomial_answer()
    {
        var fit = BradleyTerry.Fit([new PairResults("x", "y", 30, 10)]).ShouldBeOfType<BradleyTerry.Fitted>();
        fit.WinProbability(0, 1).Value.ShouldBe(0.75, 1e-12);
        fit.StandardErrorAgainst(0, 1).ShouldBe(1 / Math.Sqrt(40 * 0.75 * 0.25), 1e-10);
        fit.LogStrengthAgainst(1, 0).Value.ShouldBe(-Math.Log(3), 1e-11);
    }

    [Theory]
    [InlineData(TieModel.Davidson, false, new[] { 1.2083856062937508, 0.4482627082939963, -0.4354120448861806 }, -119.12525262922605)]
    [InlineData(TieModel.Davidson, true, new[] { 1.20932141379642, 0.45257656076018127, -0.4303935397489272, 0.2007024941578815 }, -118.72464009771761)]
    [InlineData(TieModel.RaoKupper, false, new[] { 0.9813216176407598, 0.34171389704964866, 0.5202026734753746 }, -118.97688457198396)]
    [InlineData(TieModel.RaoKupper, true, new[] { 0.9857087274521219, 0.35064638466110803, 0.5233491098679374, 0.1730543954768227 }, -118.49817691932543)]
    public void Ties_and_seats_match_scipys_optimum(TieModel ties, bool seat, double[] expected, double loglik)
    {
        // scipy 1.10.1 optimize.minimize(method="BFGS") of the likelihood written out with all three outcomes.
        var fit = BradleyTerry.Fit(TiedGames, new BradleyTerryOptions { Ties = ties, SeatEffect = seat }).ShouldBeOfType<BradleyTerry.Fitted>();
        fit.LogStrengthAgainst(0, 2).Value.ShouldBe(expected[0], 1e-5);
        fit.LogStrengthAgainst(1, 2).Value.ShouldBe(expected[1], 1e-5);
        fit.TieParameter!.Value.ShouldBe(expected[2], 2e-4);
        if (seat) fit.SeatEffect!.Value.ShouldBe(expected[3], 1e-5);
        fit.LogLikelihood.ShouldBe(loglik, 1e-8);
    }

    [Theory]
    [InlineData(TieModel.HalfWin)]
    [InlineData(TieModel.Davidson)]
    [InlineData(TieModel.RaoKupper)]
    public void The_slopes_are_those_of_the_likelihood(TieModel ties)
    {
        var options = new BradleyTerryOptions { Ties = ties, SeatEffect = true, LengthEffect = true };
        var rows = TiedGames.Select((g, i) => g with { LengthDifference = Math.Sin(i + 1), Ties = ties == TieModel.HalfWin ? 0 : g.Ties }).ToArray();
        var likelihood = new PairLikelihood(PairCells.Of(rows), options);
        var at = Enumerable.Range(0, likelihood.Parameters).Select(i => 0.2 + 0.1 * i).ToArray();
        var gradient = new double[at.Length];
        double[][] information = [.. at.Select(_ => new double[at.Length])];
        likelihood.At(at, gradient, information);
        var (above, below) = (new double[at.Length], new double[at.Length]);
        const double h = 1e-5;
        for (var i = 0; i < at.Length; i++)
        {
            var up = likelihood.At([.. at.Select((v, j) => j == i ? v + h : v)], above, null);
            var down = likelihood.At([.. at.Select((v, j) => j == i ? v - h : v)], below, null);
            ((up - down) / (2 * h)).ShouldBe(gradient[i], 1e-6);
            for (var j = 0; j <= i; j++) (-(above[j] - below[j]) / (2 * h)).ShouldBe(information[i][j], 1e-5);
        }
    }

    [Fact]
    public void A_player_that_never_lost_has_no_rating_and_it_says_who()
    {
        var none = BradleyTerry.Fit([new PairResults("best", "x", 5, 0), new PairResults("x", "y", 2, 3), new PairResults("best", "y", 4, 0)]).ShouldBeOfType<BradleyTerry.None>();
        none.Reason.ShouldContain("no maximum exists");
        BradleyTerry.Fit([new PairResults("a", "b", 2, 3), new PairResults("c", "d", 1, 4)]).ShouldBeOfType<BradleyTerry.None>();
        BradleyTerry.Fit([new PairResults("best", "x", 5, 0, 1)]).ShouldBeOfType<BradleyTerry.Fitted>();
    }

    [Fact]
    public void No_ties_have_no_tie_parameter() =>
        BradleyTerry.Fit(Games, new BradleyTerryOptions { Ties = TieModel.Davidson }).ShouldBeOfType<BradleyTerry.None>().Reason.ShouldContain("No game was tied");

    [Fact]
    public void A_length_that_tells_every_outcome_has_no_maximum()
    {
        var rows = Enumerable.Range(0, 20).Select(i => new PairResults(i % 2 == 0 ? "a" : "b", i % 2 == 0 ? "b" : "a", i % 3 == 0 ? 1 : 0, i % 3 == 0 ? 0 : 1, 0, i % 3 == 0 ? 1 : -1)).ToArray();
        BradleyTerry.Fit(rows, new BradleyTerryOptions { LengthEffect = true }).ShouldBeOfType<BradleyTerry.None>();
    }

    [Fact]
    public void Misuse_names_the_parameter()
    {
        Should.Throw<ArgumentException>(() => BradleyTerry.Fit([])).ParamName.ShouldBe("results");
        Should.Throw<ArgumentException>(() => BradleyTerry.Fit([new PairResults("a", "a", 1, 1)])).ParamName.ShouldBe("results");
        Should.Throw<ArgumentException>(() => BradleyTerry.Fit([new PairResults("a", "b", -1, 1)])).ParamName.ShouldBe("results");
    }
}
