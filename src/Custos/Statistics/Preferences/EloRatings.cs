namespace Custos.Statistics.Preferences;

/// <summary>How strong is each player, if ratings move a little after every game?</summary>
/// <param name="Players">The players, in the order in which they first played.</param>
/// <param name="AfterEachGame">Games × players: every rating after every game.</param>
/// <remarks>
/// The ratings depend on the order of the games and never settle; they have no interval. For standing data use <see cref="BradleyTerry"/>.
/// Source: Elo 1978.
/// </remarks>
public sealed record EloRatings(IReadOnlyList<string> Players, IReadOnlyList<IReadOnlyList<double>> AfterEachGame)
{
    /// <summary>The ratings after the last game, in the order of the players.</summary>
    public IReadOnlyList<double> Final => AfterEachGame[^1];

    /// <summary>The score that A is expected to get against B: 1 / (1 + 10^((B − A)/scale)).</summary>
    /// <exception cref="ArgumentException">A rating is not finite, or the scale is not above 0.</exception>
    public static double Expected(double a, double b, double scale = 400)
    {
        Require.Finite(a, nameof(a));
        Require.Finite(b, nameof(b));
        Require.Positive(scale, nameof(scale));
        return 1 / (1 + Math.Pow(10, (b - a) / scale));
    }

    /// <summary>Plays the games in their order.</summary>
    /// <exception cref="ArgumentException">There is no game, a player plays itself, a score is not in [0, 1], or a setting is not finite and above 0.</exception>
    public static EloRatings Play(IReadOnlyList<Game> games, double initial = 1500, double k = 32, double scale = 400)
    {
        ArgumentNullException.ThrowIfNull(games);
        if (games.Count == 0) throw new ArgumentException("There is no game.", nameof(games));
        Require.Finite(initial, nameof(initial));
        Require.Positive(k, nameof(k));
        var players = games.SelectMany(game => new[] { game.A, game.B }).Distinct(StringComparer.Ordinal).ToArray();
        var places = players.Select((player, place) => (player, place)).ToDictionary(pair => pair.player, pair => pair.place, StringComparer.Ordinal);
        var ratings = Enumerable.Repeat(initial, players.Length).ToArray();
        var after = new List<IReadOnlyList<double>>(games.Count);
        foreach (var game in games)
        {
            if (game.A == game.B) throw new ArgumentException("A player plays itself.", nameof(games));
            if (!(game.ScoreA is >= 0 and <= 1)) throw new ArgumentException("A score is not between 0 (lost) and 1 (won).", nameof(games));
            var (a, b) = (places[game.A], places[game.B]);
            var move = k * (game.ScoreA - Expected(ratings[a], ratings[b], scale));
            ratings[a] += move;
            ratings[b] -= move;
            after.Add([.. ratings]);
        }

        return new EloRatings(players, after);
    }
}

/// <summary>Who played whom, and with what score for the first: 1 won, ½ tied, 0 lost?</summary>
public sealed record Game(string A, string B, double ScoreA);
