using Custos.Gate;
using Custos.Records;

namespace Custos.Tests.Gate;

/// <summary>What every signal must do, whatever it asks: one suite, which each implementation's tests run.</summary>
internal static class SignalContract
{
    private static readonly string[] Texts =
    [
        "", " ", "\0", "a plain text about the weather", "\uD83D\uDE00 \uD800 lone \uDC00", "e\u0301\u0301\u0301\u0301", "\u202Ereversed\u202C", "<|endoftext|> [SEP] [PAD] </s>",
        new string('x', 20_000), string.Concat(Enumerable.Repeat("no blanks\u4E2D", 500)), "line\r\nline\u2028line",
    ];

    public static async Task HoldsForAsync(Signal signal)
    {
        await AnswersAlikeAsync(signal);
        await HonoursCancellationAsync(signal);
        signal.Labels.Select(label => label.Name).ShouldBeUnique();
        signal.Labels.ShouldAllBe(label => label.Threshold >= 0 && label.Threshold <= 1);
        signal.ContentAddress.ShouldNotBeNullOrEmpty();
    }

    // A probability for each label, the same whenever, with whomever and after whatever it is asked.
    private static async Task AnswersAlikeAsync(Signal signal)
    {
        var first = new List<double[]>();
        foreach (var text in Texts)
        {
            var scores = await signal.ScoreAsync(Saying(text), CancellationToken.None);
            scores.Length.ShouldBe(signal.Labels.Length);
            scores.ShouldAllBe(score => score >= 0 && score <= 1);
            first.Add([.. scores]);
        }

        await Parallel.ForAsync(0, Texts.Length * 8, async (number, cancellationToken) =>
        {
            var at = number * 7 % Texts.Length;
            var again = await signal.ScoreAsync(Saying(Texts[at]), cancellationToken);
            again.ShouldBe(first[at]);
        });
    }

    private static async Task HonoursCancellationAsync(Signal signal)
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await signal.ScoreAsync(Saying(Texts[3]), cancelled.Token));
    }

    private static ScoredText Saying(string text) => new(new Message { Text = text, Endpoint = "/test" }, [text]);
}
