using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Custos.Learning;
using Custos.Text.Tables;

namespace Custos.Bench.Peers;

/// <summary>How long does Custos take for the work that <c>bench/peers/train/train.py</c> gives scikit-learn?</summary>
/// <remarks><c>split DATA FOLDER</c> writes which rows are held out; <c>run DATA FOLDER REPEATS</c> prints one JSON document of times and writes the scores.</remarks>
internal static class TrainPeer
{
    // Until then the compiler at run time still replaces code, on the one core that it shares with the work.
    private const double WarmUpSeconds = 3;

    private static readonly string[] LabelNames = ["hate", "offensive"];

    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["split", var data, var folder]:
                Split(data, folder);
                return 0;
            case ["run", var data, var folder, var repeats]:
                Console.WriteLine(Time(data, folder, int.Parse(repeats, CultureInfo.InvariantCulture)).ToJsonString());
                return 0;
            default:
                Console.Error.WriteLine("peers train split DATA FOLDER | peers train run DATA FOLDER REPEATS");
                return 2;
        }
    }

    /// <summary>Holds out one group in five, by a hash of its name: 0 for training and 1 for held out, a line per row.</summary>
    private static void Split(string data, string folder)
    {
        var sides = Read(data).Select(row => row.Group.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619) % 5 == 0 ? "1" : "0");
        File.WriteAllLines(Path.Combine(folder, "split.txt"), sides);
    }

    private static JsonObject Time(string data, string folder, int repeats)
    {
        var sides = File.ReadAllLines(Path.Combine(folder, "split.txt"));
        var rows = Read(data);
        var train = rows.Where((_, at) => sides[at] == "0").ToArray();
        string[] texts = [.. train.Select(row => row.Text)];
        string[] held = [.. rows.Where((_, at) => sides[at] == "1").Select(row => row.Text)];
        ReadOnlyMemory<sbyte>[] labels = [train.Select(row => row.Hate).ToArray(), train.Select(row => row.Offensive).ToArray()];

        var results = new JsonObject { ["rows"] = texts.Length, ["characters"] = texts.Sum(text => text.Length), ["held_out"] = held.Length };
        foreach (var weights in new[] { ClassWeights.None, ClassWeights.Balanced })
        {
            var name = weights == ClassWeights.None ? "none" : "balanced";
            var (features, fits) = Fit(texts, labels, weights, repeats, results, name);
            var model = Path.Combine(folder, $"model-{name}");
            TextClassifier.Write(model, features, [.. fits.Select((fit, at) => LabelOf(LabelNames[at], fit))], []);
            var classifier = Load(model, results, name);
            Score(classifier, held, repeats, results, name);
            var scores = classifier.ScoreAll(held, threads: 1);
            File.WriteAllText(Path.Combine(folder, $"scores-{name}.json"), JsonSerializer.Serialize(scores));
        }

        results["peak_mib"] = PeakMebibytes();
        return results;
    }

    private static (TextFeatures Features, IReadOnlyList<LogisticFit> Fits) Fit(
        string[] texts, ReadOnlyMemory<sbyte>[] labels, ClassWeights weights, int repeats, JsonObject results, string name)
    {
        var options = new LogisticOptions { ClassWeights = weights };
        var (featureTimes, fitTimes, totals) = (new JsonArray(), new JsonArray(), new JsonArray());
        TextFeatures features = null!;
        IReadOnlyList<LogisticFit> fits = [];

        var warm = ProcessorSeconds() + WarmUpSeconds;
        for (var repeat = 0; repeat < repeats;)
        {
            var started = ProcessorSeconds();
            features = TextFeatures.Fit(texts, new TextFeatureOptions(), out var x);
            var between = ProcessorSeconds();
            fits = LogisticRegression.Fit(x, labels, options);
            var ended = ProcessorSeconds();
            if (!results.ContainsKey("cold"))
            {
                results["cold"] = ended - started;
                results["cold_peak_mib"] = PeakMebibytes();
            }

            if (ProcessorSeconds() > warm)
            {
                repeat++;
                featureTimes.Add(between - started);
                fitTimes.Add(ended - between);
                totals.Add(ended - started);
            }
        }

        results[$"features_{name}"] = featureTimes;
        results[$"fit_{name}"] = fitTimes;
        results[$"total_{name}"] = totals;
        results[$"gradient_{name}"] = fits.Max(fit => fit.GradientNorm);
        return (features, fits);
    }

    private static TextClassifier Load(string model, JsonObject results, string name)
    {
        var started = ProcessorSeconds();
        var classifier = TextClassifier.Load(model);
        results[$"load_{name}"] = new JsonArray(ProcessorSeconds() - started);
        return classifier;
    }

    private static void Score(TextClassifier classifier, string[] held, int repeats, JsonObject results, string name)
    {
        var (bulk, single, tail) = (new JsonArray(), new JsonArray(), new JsonArray());
        var probabilities = new double[classifier.Labels.Count];
        var times = new double[held.Length];
        // One round is over in milliseconds: too short for the clock.
        const int rounds = 10;
        var warm = ProcessorSeconds() + WarmUpSeconds;
        for (var repeat = 0; repeat < repeats;)
        {
            var started = ProcessorSeconds();
            for (var again = 0; again < rounds; again++)
            {
                classifier.ScoreAll(held, threads: 1);
            }

            var whole = (ProcessorSeconds() - started) / (rounds * held.Length);
            for (var at = 0; at < held.Length; at++)
            {
                var begun = Stopwatch.GetTimestamp();
                classifier.Score(held[at], probabilities);
                times[at] = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            }

            if (ProcessorSeconds() > warm)
            {
                repeat++;
                Array.Sort(times);
                bulk.Add(whole);
                single.Add(times[times.Length / 2]);
                tail.Add(times[times.Length * 99 / 100]);
            }
        }

        results[$"bulk_{name}"] = bulk;
        results[$"single_{name}"] = single;
        results[$"single_p99_{name}"] = tail;
    }

    /// <summary>The processor time of the whole process: on one core the time that passes, but for what neighbours take of it.</summary>
    private static double ProcessorSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double PeakMebibytes() => Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;

    private static TextClassifierLabel LabelOf(string name, LogisticFit fit) => new()
    {
        Name = name,
        Weights = fit.Weights,
        Intercept = fit.Intercept,
        Calibration = new Calibration.Platt(-1, 0),
        Threshold = 0.5,
        Certified = false,
        EmpiricalThreshold = 0.5,
        TargetFpr = 0.01,
    };

    private static List<(string Text, string Group, sbyte Hate, sbyte Offensive)> Read(string data)
    {
        using var table = TextTable.Open(data);
        table.Select(["text", "user_id", .. LabelNames], []);
        var rows = new List<(string, string, sbyte, sbyte)>();
        while (table.Read())
        {
            rows.Add((table[0].GetString(), table[1].GetString(), LabelCell.Read(table, 2, LabelNames[0]), LabelCell.Read(table, 3, LabelNames[1])));
        }

        return rows;
    }
}
