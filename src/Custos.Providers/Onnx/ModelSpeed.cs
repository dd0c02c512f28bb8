using System.Collections.Immutable;
using System.Globalization;
using Custos.Records;
using Custos.Text.Tokens;

namespace Custos.Providers.Onnx;

/// <summary>How long did texts of some length take, one at a time?</summary>
/// <param name="Tokens">How long they were.</param>
/// <param name="Runs">How often they were scored.</param>
/// <param name="Median">Half of the runs took no longer.</param>
/// <param name="Percentile99">99 % of the runs took no longer; with fewer than 100 runs, none did.</param>
public sealed record SpeedOfLength(int Tokens, int Runs, TimeSpan Median, TimeSpan Percentile99)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Tokens} tokens: {Median.TotalMilliseconds:0.0} ms, {(Runs < 100 ? "at most" : "99th percentile")} {Percentile99.TotalMilliseconds:0.0} ms of {Runs} runs");
}

/// <summary>How long does a model take on this machine, and is that quick enough to decide by?</summary>
/// <param name="Lengths">Short texts first.</param>
/// <param name="Share">How long it may take.</param>
public sealed record ModelSpeed(ImmutableArray<SpeedOfLength> Lengths, TimeSpan Share)
{
    private const int MostRuns = 100;
    private const int LeastRuns = 3;

    private static readonly TimeSpan ForEachLength = TimeSpan.FromMilliseconds(500);

    /// <summary>Half of what a message is decided within unless its sender says otherwise: texts may have several readings, and other signals run beside it.</summary>
    public static TimeSpan ShareOfDeadline { get; } = new Message { Text = "", Endpoint = "" }.Deadline / 2;

    /// <summary>What an operator should know; empty where every length keeps to the share.</summary>
    /// <param name="name">What the model is called.</param>
    public ImmutableArray<string> WarningsFor(string name)
    {
        if (Lengths.FirstOrDefault(length => length.Percentile99 > Share) is not { } slow) return [];
        var quick = Lengths.LastOrDefault(length => length.Tokens < slow.Tokens);
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name} is too slow for its share of {Share.TotalMilliseconds:0} ms of the usual deadline of {Share.TotalMilliseconds * 2:0} ms, measured when it was loaded ({slow}{(quick is null ? "" : $"; {quick}")}). On texts as long, the policies' fallback for timeouts will often answer in its place. Use a smaller or a quantised model, give a run more threads, or let clients send a longer deadline_ms."),
        ];
    }

    /// <summary>Measures texts of a few tokens, of as many as a chunk holds, and of several chunks.</summary>
    /// <param name="score">Scores one text.</param>
    /// <param name="tokenizer">How texts are read.</param>
    /// <param name="maxTokens">Of a chunk.</param>
    /// <param name="time">What time it is.</param>
    internal static ModelSpeed Of(Func<string, Task> score, Tokenizer tokenizer, int maxTokens, TimeProvider time)
    {
        int[] wanted = [.. ((int[])[16, 128, maxTokens, 4 * maxTokens]).Where(tokens => tokens <= maxTokens || tokens == 4 * maxTokens).Distinct().Order()];
        var measured = ImmutableArray.CreateBuilder<SpeedOfLength>();
        foreach (var tokens in wanted)
        {
            var text = TextOf(tokens, tokenizer);
            var length = Measure(() => score(text).GetAwaiter().GetResult(), (int)tokenizer.Count(text), time);
            measured.Add(length);

            // What is several times too slow already need not be measured on longer texts, too.
            if (length.Median > 4 * ShareOfDeadline) break;
        }

        return new ModelSpeed(measured.ToImmutable(), ShareOfDeadline);
    }

    private static SpeedOfLength Measure(Action once, int tokens, TimeProvider time)
    {
        once();
        var started = time.GetTimestamp();
        var took = new List<TimeSpan>();
        while (took.Count < MostRuns && (took.Count < LeastRuns || time.GetElapsedTime(started) < ForEachLength))
        {
            var from = time.GetTimestamp();
            once();
            took.Add(time.GetElapsedTime(from));
        }

        took.Sort();
        return new SpeedOfLength(tokens, took.Count, took[(took.Count - 1) / 2], took[(int)Math.Ceiling(0.99 * took.Count) - 1]);
    }

    // Words that every vocabulary of English has, until there are as many tokens or nearly.
    private static string TextOf(int tokens, Tokenizer tokenizer)
    {
        const string words = "what is the weather like in the city today ";
        var perWords = Math.Max(1, tokenizer.Count(words));
        return string.Concat(Enumerable.Repeat(words, Math.Max(1, (int)(tokens / perWords))));
    }
}
