using System.Globalization;
using System.Text;
using System.Text.Json;
using Custos.Bench.Text;
using Custos.Text.TokenFiles;
using Custos.Text.Tokens;

namespace Custos.Bench.Peers;

/// <summary>Are the tokens of every text those that tiktoken and Hugging Face's tokenizers find, and how fast are they found? The folder is written by <c>bench/peers/tokens/tokens.mjs</c>.</summary>
internal static class TokensPeer
{
    private const int Rounds = 5;

    private sealed record Expected(int[] Ids, int[]? Types, int[][]? Offsets);

    public static int Run(string folder)
    {
        var texts = File.ReadLines(Path.Combine(folder, "texts.jsonl")).Select(line => JsonSerializer.Deserialize<string>(line)!).ToArray();
        var bytes = texts.Sum(Encoding.UTF8.GetByteCount);
        Say($"{texts.Length:N0} texts, {bytes / 1e6:F1} MB");
        var differ = 0;
        foreach (var path in Directory.GetFiles(folder, "*.tokenizer").Order(StringComparer.Ordinal))
        {
            var tokenizer = TokenizerFile.Open(path, path.Contains("gpt2", StringComparison.Ordinal) ? SplitRule.Gpt2 : null);
            differ += Compare(tokenizer, Path.GetFileNameWithoutExtension(path), texts, Path.ChangeExtension(path, ".expected.jsonl"));
            var joined = string.Join('\n', texts);
            var encode = ThreadClock.LeastOf(Rounds, () => Array.ForEach(texts, text => tokenizer.Encode(text)));
            var count = ThreadClock.LeastOf(Rounds, () => Array.ForEach(texts, text => tokenizer.Count(text)));
            var whole = ThreadClock.LeastOf(Rounds, () => tokenizer.Count(joined));
            Say($"    encode {bytes / encode.TotalSeconds / 1e6:F0} MB/s, count {bytes / count.TotalSeconds / 1e6:F0} MB/s, all as one text {bytes / whole.TotalSeconds / 1e6:F0} MB/s");
        }

        return differ == 0 ? 0 : 1;
    }

    private static int Compare(Tokenizer tokenizer, string name, string[] texts, string path)
    {
        var (ids, places, wrongCount, lost) = (0, 0, 0, 0);
        var first = -1;
        foreach (var (index, line) in File.ReadLines(path).Index())
        {
            var expected = JsonSerializer.Deserialize<Expected>(line, JsonSerializerOptions.Web)!;
            var found = tokenizer.Encode(texts[index]);
            var areSame = found.Ids.AsSpan().SequenceEqual(expected.Ids) && (expected.Types is null || found.TypeIds.AsSpan().SequenceEqual(expected.Types));
            if (!areSame)
            {
                ids++;
                if (first < 0) first = index;
            }
            else if (expected.Offsets is { } offsets && offsets.Where((offset, i) => offset[0] != found.Starts[i] || offset[1] != found.Ends[i]).Any())
            {
                places++;
                if (Environment.GetEnvironmentVariable("CUSTOS_SHOW") == name && places < 4) Show(tokenizer, texts[index], found, expected);
            }

            if (tokenizer.Count(texts[index]) != found.Ids.Length - found.IsFrame.Count(isFrame => isFrame)) wrongCount++;
            if (expected.Offsets is null && tokenizer.Decode(found.Ids) != texts[index]) lost++;
        }

        Say($"{name}: tokens differ in {ids:N0} texts (first: {first + 1}), only places in {places:N0}; {wrongCount} miscounted, {lost} not the same when decoded");
        if (first >= 0 && Environment.GetEnvironmentVariable("CUSTOS_SHOW") == name) Show(tokenizer, texts[first], tokenizer.Encode(texts[first]), JsonSerializer.Deserialize<Expected>(File.ReadLines(path).ElementAt(first), JsonSerializerOptions.Web)!);
        return ids + wrongCount + lost;
    }

    private static void Show(Tokenizer tokenizer, string text, TokenSequence found, Expected expected)
    {
        Console.WriteLine(JsonSerializer.Serialize(text));
        Console.WriteLine("  " + string.Join(' ', found.Ids.Select((id, i) => $"{tokenizer.TextOf(id)}:{found.Starts[i]}-{found.Ends[i]}")));
        Console.WriteLine("  " + string.Join(' ', expected.Ids.Select((id, i) => $"{tokenizer.TextOf(id)}:{expected.Offsets?[i][0]}-{expected.Offsets?[i][1]}")));
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
