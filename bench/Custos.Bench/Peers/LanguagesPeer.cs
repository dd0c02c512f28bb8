using System.Globalization;
using System.Text;
using System.Text.Json;
using Custos.Records;
using Custos.Text.Languages;

namespace Custos.Bench.Peers;

/// <summary>How often does Custos tell the language of the texts that <c>bench/peers/languages/languages.py</c> cut, how often is it right, and how fast?</summary>
internal static class LanguagesPeer
{
    private const int Rounds = 20;

    public static int Run(string path)
    {
        var rows = File.ReadLines(path).Select(Parse).ToList();
        foreach (var length in rows.Where(row => row.Kind == "pure").GroupBy(row => row.Length))
        {
            var told = length.Where(row => row.Guess.Code is not null).ToList();
            Say($"{length.Key} characters: told {Estimate.OfRate(told.Count, length.Count()).ToPercentText()}; of these right {Estimate.OfRate(told.Count(row => row.Guess.Code == row.Language), told.Count).ToPercentText()}");
            var wrong = told.Where(row => row.Guess.Code != row.Language).CountBy(row => $"{row.Language} as {row.Guess.Code}").OrderByDescending(pair => pair.Value).Take(5);
            Say($"    most often wrong: {string.Join(", ", wrong.Select(pair => $"{pair.Key} {pair.Value}"))}");
            var untold = length.Where(row => row.Guess.Code is null).CountBy(row => row.Guess.Why).OrderBy(pair => pair.Key);
            Say($"    not told: {string.Join(", ", untold.Select(pair => $"{pair.Key} {pair.Value}"))}");
        }

        foreach (var kind in rows.Where(row => row.Kind != "pure").GroupBy(row => (row.Kind, row.Length)))
        {
            Say($"{kind.Key.Kind} {kind.Key.Length}: not told {Estimate.OfRate(kind.Count(row => row.Guess.Code is null), kind.Count()).ToPercentText()}");
            Say($"    {string.Join(", ", kind.CountBy(row => row.Guess.Why).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}");
        }

        var texts = rows.Where(row => row.Kind == "pure").Select(row => row.Text).ToArray();
        var bytes = texts.Sum(Encoding.UTF8.GetByteCount);
        var least = double.PositiveInfinity;
        for (var round = 0; round < Rounds; round++)
        {
            var began = Environment.CpuUsage.TotalTime;
            foreach (var text in texts) LanguageIdentification.Of(text);
            least = Math.Min(least, (Environment.CpuUsage.TotalTime - began).TotalSeconds);
        }

        Say($"{bytes / least / 1e6:F0} MB/s of UTF-8");
        return 0;
    }

    private static (string Kind, int Length, string Language, string Text, LanguageGuess Guess) Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var row = document.RootElement;
        var text = row.GetProperty("text").GetString()!;
        return (row.GetProperty("kind").GetString()!, row.GetProperty("length").GetInt32(), row.GetProperty("language").GetString()!, text, LanguageIdentification.Of(text));
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
