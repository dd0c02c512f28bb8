using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Custos.Statistics.Bootstrap;
using Custos.Statistics.Calibration;
using Custos.Statistics.Preferences;
using Custos.Statistics.Ranks;
using Custos.Statistics.Scores;

namespace Custos.Bench.Peers;

/// <summary>How long do the same statistics take here, on the columns that bench/peers/statistics.py wrote?</summary>
internal static class StatisticsPeer
{
    public static int Run(string folder)
    {
        var labels = Read<sbyte>(folder, "labels.i8");
        var scores = Read<double>(folder, "scores.f64");
        var values = Read<double>(folder, "values.f64");
        var games = Games(Read<int>(folder, "games.i32"));
        Warm();
        Time("auroc", () => RocArea.Of(ScoreSample.Of(scores, labels)).Estimate.Value);
        var x = scores.Where((_, row) => labels[row] == 1).ToArray();
        var y = scores.Where((_, row) => labels[row] == 0).ToArray();
        Time("mann-whitney", () => MannWhitney.Of(x, y).U1);
        Time("isotonic", () => IsotonicCurve.Fit(scores, labels).Value(0.5));
        Time("bootstrap", () => BcaBootstrap.OfMean(values).StandardError);
        Time("bradley-terry", () => Gap(BradleyTerryBootstrap.Run(games)));
        return 0;
    }

    // The first call compiles; the peers are compiled already.
    private static void Warm()
    {
        var random = new Random(1);
        var scores = Enumerable.Range(0, 300_000).Select(_ => Math.Round(random.NextDouble(), 3)).ToArray();
        var labels = scores.Select(score => (sbyte)(random.NextDouble() < score ? 1 : 0)).ToArray();
        for (var i = 0; i < 3; i++)
        {
            RocArea.Of(ScoreSample.Of(scores, labels));
            MannWhitney.Of(scores.AsSpan(0, 100_000), scores.AsSpan(100_000));
            IsotonicCurve.Fit(scores, labels);
            BcaBootstrap.OfMean(scores.AsSpan(0, 1000));
            BradleyTerryBootstrap.Run([new PairResults("p0", "p1", 500, 400)]);
        }
    }

    private static void Time(string name, Func<double> work)
    {
        var watch = Stopwatch.StartNew();
        var result = work();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {watch.Elapsed.TotalSeconds:F4} {result:R}"));
    }

    // On the natural scale, player 0 against player 1.
    private static double Gap(BradleyTerryBootstrap ratings)
    {
        double Of(string player) => ratings.Elo[ratings.Players.ToList().IndexOf(player)].Value;
        return (Of("p0") - Of("p1")) * Math.Log(10) / 400;
    }

    private static List<PairResults> Games(int[] columns)
    {
        var wins = new Dictionary<(int, int), (int Won, int Lost)>();
        for (var at = 0; at < columns.Length; at += 3)
        {
            ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(wins, (columns[at], columns[at + 1]), out _);
            if (columns[at + 2] == 1) cell.Won++;
            else cell.Lost++;
        }

        return [.. wins.Select(cell => new PairResults($"p{cell.Key.Item1}", $"p{cell.Key.Item2}", cell.Value.Won, cell.Value.Lost))];
    }

    private static T[] Read<T>(string folder, string file)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(Path.Combine(folder, file))).ToArray();
}
