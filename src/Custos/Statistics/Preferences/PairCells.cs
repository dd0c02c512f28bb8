namespace Custos.Statistics.Preferences;

/// <summary>Who met whom, with what outcomes: the games as columns of numbers.</summary>
internal sealed class PairCells
{
    private PairCells(string[] players, int[] first, int[] second, double[] length)
    {
        Players = players;
        First = first;
        Second = second;
        Length = length;
        FirstWins = new double[first.Length];
        SecondWins = new double[first.Length];
        Ties = new double[first.Length];
    }

    public string[] Players { get; }

    public int[] First { get; }

    public int[] Second { get; }

    public double[] Length { get; }

    public double[] FirstWins { get; private init; }

    public double[] SecondWins { get; private init; }

    public double[] Ties { get; private init; }

    public double Games => FirstWins.Sum() + SecondWins.Sum() + Ties.Sum();

    /// <exception cref="ArgumentException">There is no game, a player plays itself, or a count is negative or not finite.</exception>
    public static PairCells Of(IReadOnlyList<PairResults> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var players = results.SelectMany(row => new[] { row.First, row.Second }).Distinct(StringComparer.Ordinal).ToArray();
        var places = players.Select((player, place) => (player, place)).ToDictionary(pair => pair.player, pair => pair.place, StringComparer.Ordinal);
        var groups = new Dictionary<(int, int, double), int>();
        foreach (var row in results)
        {
            if (row.First == row.Second) throw new ArgumentException("A player plays itself.", nameof(results));
            Require.Finite([row.FirstWins, row.SecondWins, row.Ties, row.LengthDifference], nameof(results));
            if (Math.Min(row.FirstWins, Math.Min(row.SecondWins, row.Ties)) < 0) throw new ArgumentException("A count of games is negative.", nameof(results));
            groups.TryAdd((places[row.First], places[row.Second], row.LengthDifference), groups.Count);
        }

        var keys = groups.Keys.ToArray();
        var cells = new PairCells(players, Array.ConvertAll(keys, key => key.Item1), Array.ConvertAll(keys, key => key.Item2), Array.ConvertAll(keys, key => key.Item3));
        foreach (var row in results)
        {
            var cell = groups[(places[row.First], places[row.Second], row.LengthDifference)];
            cells.FirstWins[cell] += row.FirstWins;
            cells.SecondWins[cell] += row.SecondWins;
            cells.Ties[cell] += row.Ties;
        }

        return cells.Games > 0 ? cells : throw new ArgumentException("There is no game.", nameof(results));
    }

    /// <summary>The same pairs with other outcomes.</summary>
    public PairCells With(double[] firstWins, double[] secondWins, double[] ties) =>
        new(Players, First, Second, Length) { FirstWins = firstWins, SecondWins = secondWins, Ties = ties };

    /// <summary>The same pairs, each tie counted as half a win for both.</summary>
    public PairCells WithHalfWins()
    {
        if (!Ties.Any(ties => ties > 0)) return this;
        return With(
            [.. FirstWins.Zip(Ties, (wins, ties) => wins + ties / 2)], [.. SecondWins.Zip(Ties, (wins, ties) => wins + ties / 2)], new double[Ties.Length]);
    }

    /// <summary>Why no strengths fit best; null where every player can be reached from every other by wins or ties.</summary>
    /// <remarks>Source: Ford 1957, American Mathematical Monthly 64(8), 28.</remarks>
    public string? WhyNoMaximum()
    {
        var beats = Reach(forward: true);
        var beaten = Reach(forward: false);
        var notReached = Players.Where((_, i) => !beats[i]).ToArray();
        if (notReached.Length > 0) return Reason(notReached, "never lost to or tied with any of the others");
        var notReaching = Players.Where((_, i) => !beaten[i]).ToArray();
        return notReaching.Length > 0 ? Reason(notReaching, "never won against or tied with any of the others") : null;
    }

    private static string Reason(string[] players, string what)
    {
        var names = players.Length <= 5 ? string.Join(", ", players) : $"{string.Join(", ", players.Take(5))} and {players.Length - 5} more";
        return $"{names} {what}, so nothing bounds how far apart they are: no maximum exists.";
    }

    private bool[] Reach(bool forward)
    {
        var next = new List<int>[Players.Length];
        for (var i = 0; i < next.Length; i++) next[i] = [];
        for (var cell = 0; cell < First.Length; cell++)
        {
            if ((forward ? FirstWins[cell] : SecondWins[cell]) + Ties[cell] > 0) next[First[cell]].Add(Second[cell]);
            if ((forward ? SecondWins[cell] : FirstWins[cell]) + Ties[cell] > 0) next[Second[cell]].Add(First[cell]);
        }

        var reached = new bool[Players.Length];
        var waiting = new Stack<int>([0]);
        reached[0] = true;
        while (waiting.TryPop(out var player))
        {
            foreach (var other in next[player])
            {
                if (reached[other]) continue;
                reached[other] = true;
                waiting.Push(other);
            }
        }

        return reached;
    }
}
