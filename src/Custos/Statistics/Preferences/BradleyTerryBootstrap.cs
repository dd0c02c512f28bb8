using Custos.Records;
using Custos.Statistics.Bootstrap;
using Custos.Statistics.Ranks;

namespace Custos.Statistics.Preferences;

/// <summary>How sure are ratings, if the games had been others of the same kind? Whole games are drawn anew.</summary>
/// <param name="Players">The players, in the order in which they first came.</param>
/// <param name="Elo">Each rating on Elo's scale against the mean, with the interval between quantiles of the resamples.</param>
/// <param name="Resamples">The resamples drawn.</param>
/// <param name="WithoutMaximum">Those for which no maximum exists; they are left out, and where there are any the intervals are too short.</param>
public sealed record BradleyTerryBootstrap(IReadOnlyList<string> Players, IReadOnlyList<Estimate> Elo, int Resamples, int WithoutMaximum)
{
    private const double Scale = 400 / 2.302585092994046;

    /// <exception cref="ArgumentException">There is no game, a count is not whole, no maximum exists for the games as they are, or for fewer than 100 resamples.</exception>
    /// <remarks>O(games + steps × pairs) per resample, in parallel; each resample starts at the fit of all games and keeps its curvature.</remarks>
    public static BradleyTerryBootstrap Run(
        IReadOnlyList<PairResults> results, BradleyTerryOptions? model = null, BootstrapOptions? options = null)
    {
        model ??= new BradleyTerryOptions();
        options ??= new BootstrapOptions { Resamples = 1000, Confidence = model.Confidence };
        options.Check();
        var cells = PairCells.Of(results);
        if (BradleyTerry.WhyNone(cells, model) is { } reason) throw new ArgumentException(reason, nameof(results));
        var likelihood = new PairLikelihood(model.Ties == TieModel.HalfWin ? cells.WithHalfWins() : cells, model);
        var games = GameList(cells);
        var fit = PairFit.Of(likelihood, games.Length) ?? throw new ArgumentException("No maximum exists for these games.", nameof(results));
        var ratings = new double[]?[options.Resamples];
        Parallel.For(0, ratings.Length, () => new int[3 * cells.First.Length], (resample, _, counts) =>
        {
            var random = new Xoshiro(options.Seed, (ulong)resample);
            Array.Clear(counts);
            for (var i = 0; i < games.Length; i++) counts[games[random.Below(games.Length)]]++;
            ratings[resample] = Refit(cells, counts, model, fit);
            return counts;
        }, _ => { });
        var found = ratings.OfType<double[]>().ToArray();
        var center = Centered(fit.Parameters, cells.Players.Length);
        return new BradleyTerryBootstrap(
            cells.Players, [.. center.Select((value, player) => Summarize(value, found, player, options, games.Length))], options.Resamples, ratings.Length - found.Length);
    }

    private static double[]? Refit(PairCells cells, int[] counts, BradleyTerryOptions model, PairFit fit)
    {
        var n = cells.First.Length;
        var drawn = cells.With(Part(0), Part(1), Part(2));
        if (BradleyTerry.WhyNone(drawn, model) is not null) return null;
        var likelihood = new PairLikelihood(model.Ties == TieModel.HalfWin ? drawn.WithHalfWins() : drawn, model);
        var parameters = PairFit.Near(fit, likelihood, drawn.Games) ?? PairFit.Of(likelihood, drawn.Games)?.Parameters;
        return parameters is null ? null : Centered(parameters, cells.Players.Length);

        double[] Part(int outcome) => Array.ConvertAll(counts.AsSpan(outcome * n, n).ToArray(), count => (double)count);
    }

    private static double[] Centered(double[] parameters, int players)
    {
        var mean = parameters.Take(players - 1).Sum() / players;
        return [.. parameters.Take(players - 1).Append(0).Select(strength => (strength - mean) * Scale)];
    }

    private static Estimate Summarize(double value, double[][] found, int player, BootstrapOptions options, int games)
    {
        if (found.Length == 0) return new Estimate(value, new Interval(double.NegativeInfinity, double.PositiveInfinity, options.Confidence), games);
        var draws = Array.ConvertAll(found, ratings => ratings[player]);
        Array.Sort(draws);
        var tail = (1 - options.Confidence) / 2;
        return new Estimate(value, new Interval(Quantiles.InterpolatedOf(draws, tail), Quantiles.InterpolatedOf(draws, 1 - tail), options.Confidence), games);
    }

    // For each game, which cell and outcome it was: outcome × cells + cell.
    private static int[] GameList(PairCells cells)
    {
        var list = new List<int>();
        double[][] outcomes = [cells.FirstWins, cells.SecondWins, cells.Ties];
        for (var outcome = 0; outcome < outcomes.Length; outcome++)
        {
            for (var cell = 0; cell < cells.First.Length; cell++)
            {
                var count = outcomes[outcome][cell];
                if (count != Math.Floor(count) || count > int.MaxValue) throw new ArgumentException("A count of games is not whole: whole games are drawn anew.", nameof(cells));
                for (var i = 0; i < count; i++) list.Add(outcome * cells.First.Length + cell);
            }
        }

        return [.. list];
    }
}
