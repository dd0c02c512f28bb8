using Custos.Policy.Judging;
using Custos.Records;
using Custos.Records.Opinions;

namespace Custos.Tests.Policy.Judging;

/// <summary>Judges from a few lines, and models that answer what they are told to.</summary>
internal static class SomeJudges
{
    public const string Yes = """{"reason": "so", "verdict": "yes"}""";
    public const string No = """{"reason": "so", "verdict": "no"}""";
    public const string Unknown = """{"reason": "so", "verdict": "unknown"}""";

    public const string Right =
        """
        # A remark.
        name: advice
        owner: safety@example.org
        question: Is the advice dangerous?
        prompt: |
          Look at what went {direction}:
          {text}
          Think of children.
        directions: [input, output]
        model: {provider: anthropic, name: some-model, key: SOME_KEY, temperature: 0.5, max_tokens: 100, timeout: 10s}
        answer:
          type: object
          properties: {verdict: {enum: [yes, no, unknown]}, reason: {type: string}}
          required: [verdict]
        votes: 3
        budget: {money: 2.5, tokens: 1000000}
        prices: {input: 1.5, output: 5}
        sample: 0.25
        min_agreement: 0.6

        """;

    public static readonly JudgedText Text = new(Guid.Parse("018e0000-0000-7000-8000-0000000000ff"), null, Direction.Input, "some text");

    public static JudgeDocument Of(string text)
    {
        JudgeReader.TryRead("judges/advice.yaml", text, out var judge, out var errors).ShouldBeTrue(string.Join('\n', errors));
        return judge!;
    }

    /// <summary>A judge with another line in the place of one.</summary>
    public static JudgeDocument With(string old, string line)
    {
        Right.ShouldContain(old);
        return Of(Right.Replace(old, line, StringComparison.Ordinal));
    }

    /// <summary>Answers in this order, over and over, of 10 tokens each to 100.</summary>
    public static JudgeModel Saying(params string[] answers)
    {
        var next = -1;
        return JudgeModel.Create("some-model", (_, _, _) => ValueTask.FromResult<ModelReply>(new ModelReply.Said(answers[Interlocked.Increment(ref next) % answers.Length], 100, 10)));
    }

    public static JudgeModel Failing(NoAnswer because) => JudgeModel.Create("some-model", (_, _, _) => ValueTask.FromResult<ModelReply>(new ModelReply.Failed(because)));

    public static Task<Opinion> AskAsync(JudgeDocument judge, JudgeModel model, TimeSpan? patience = null) => new Judge(judge, model, TimeProvider.System).AskAsync(Text, patience, CancellationToken.None);
}
