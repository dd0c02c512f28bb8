using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Custos.Statistics.Agreement;
using Custos.Statistics.Bootstrap;
using Custos.Statistics.Calibration;
using Custos.Statistics.Monitoring;
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
        var (first, second) = Clouds(1000, 32);
        Time("mmd", () => MeanDiscrepancy.Test(first, second).SquaredDiscrepancy);
        var votes = Votes(values.Length * 10);
        Time("dawid-skene", () => DawidSkene.Fit(votes, 4).Required().LogLikelihood);
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
            MeanDiscrepancy.Test(Clouds(60, 32).First, Clouds(60, 32).Second);
            DawidSkene.Fit(Votes(20_000), 4);
        }
    }

    private static void Time(string name, Func<double> work)
    {
        var watch = Stopwatch.StartNew();
        var result = work();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {watch.Elapsed.TotalSeconds:F4} {result:R}"));
    }

    // No peer has these two: rows of an embedding, the second sample moved a little.
    private static (double[][] First, double[][] Second) Clouds(int rows, int columns)
    {
        var random = new Random(2);
        double[][] Draw(double moved) => [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => random.NextDouble() + moved).ToArray())];
        return (Draw(0), Draw(0.02));
    }

    // Five labels an item from 500 raters, who are right six to nine times in ten.
    private static List<RaterLabel> Votes(int labels)
    {
        var random = new Random(3);
        return
        [
            .. Enumerable.Range(0, labels).Select(i =>
            {
                var (item, rater) = (i / 5, random.Next(500));
                var truth = item * 31 % 4;
                return new RaterLabel(item, rater, random.NextDouble() < 0.6 + rater % 4 * 0.1 ? truth : random.Next(4));
            }),
        ];
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
