using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Custos.Text.Distances;
using Custos.Text.Json;
using Custos.Text.Logs;
using Custos.Text.Similarity;

namespace Custos.Bench.Peers;

/// <summary>How long do measures of texts and a question to a log take? The folder is written by <c>bench/peers/text/text.py</c>, which times the peers.</summary>
internal static class TextPeer
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string folder)
    {
        var pairs = File.ReadLines(Path.Combine(folder, "pairs.jsonl")).Select(line => JsonSerializer.Deserialize<string[]>(line)!).ToArray();
        Tell("edit-distance", () => pairs.Take(100).Sum(pair => EditDistance.Of(pair[0], pair[1])));
        Tell("bleu", () => SentenceBleu.OfCorpus([.. pairs.Select(pair => pair[1].Split(' '))], [.. pairs.Select(pair => (IReadOnlyList<IReadOnlyList<string>>)[pair[0].Split(' ')])]));
        Tell("chrf", () => pairs.Take(500).Sum(pair => ChrF.Of(pair[1], [pair[0]])));
        await TellLogsAsync(Path.Combine(folder, "logs.jsonl"));
        return 0;
    }

    private static async Task TellLogsAsync(string file)
    {
        var question = new LogQuestion { GroupBy = [JsonPath.Parse("category")], Measures = LogMeasure.ParseAll("mean(usage.output_tokens)") };
        var (least, result) = (double.MaxValue, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            var input = new LogInput(file, () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0));
            var answer = await LogInquiry.AskAsync(question, [input], new LogOptions { Threads = 1 }, null, CancellationToken.None);
            least = Math.Min(least, Stopwatch.GetElapsedTime(began).TotalSeconds);
            result = answer.Groups.Sum(group => ((LogValue.Estimated)group.Values[0]).Estimate.Value);
        }

        Say("logs", least, result);
    }

    private static void Tell(string task, Func<double> work)
    {
        var (least, result) = (double.MaxValue, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            result = work();
            least = Math.Min(least, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        Say(task, least, result);
    }

    private static void Say(string task, double seconds, double result) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{task} {seconds} {result}"));
}
