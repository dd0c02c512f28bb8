using Custos.Policy.Judging;
using Custos.Records;
using Custos.Records.Calls;
using Custos.Tests.House;

namespace Custos.Tests.Policy.Judging;

public sealed class JudgeReaderTests
{
    // What is put in the place of what, to make a right judge wrong in one way.
    private static readonly (string Old, string New)[] Mistakes =
    [
        ("name: advice\n", ""),
        ("name: advice", "name: Some Advice"),
        ("owner: safety@example.org\n", ""),
        ("question: Is the advice dangerous?\n", ""),
        ("question: Is", "questoin: Is"),
        ("  {text}\n", ""),
        ("Think of children.", "Again: {text}"),
        ("directions: [input, output]", "directions: [inputs]"),
        ("provider: anthropic", "provider: antropic"),
        ("provider: anthropic, ", ""),
        ("name: some-model, ", ""),
        ("key: SOME_KEY, ", ""),
        ("provider: anthropic", "provider: recorded"),
        ("provider: anthropic", "provider: simulated"),
        ("temperature: 0.5", "temperature: hot"),
        ("temperature: 0.5", "temprature: 0.5"),
        ("temperature: 0.5", "address: localhost"),
        ("max_tokens: 100", "max_tokens: 0"),
        ("timeout: 10s", "timeout: 10"),
        ("timeout: 10s", "timeout: 11m"),
        ("enum: [yes, no, unknown]", "enum: [good, bad]"),
        ("enum: [yes, no, unknown]", "type: string"),
        ("required: [verdict]", "required: [reason]"),
        ("type: object", "type: objekt"),
        ("votes: 3", "votes: 2"),
        ("votes: 3", "votes: 100"),
        ("budget: {money: 2.5, tokens: 1000000}\n", ""),
        ("{money: 2.5, tokens: 1000000}", "{}"),
        ("{money: 2.5, tokens: 1000000}", "{money: much}"),
        ("prices: {input: 1.5, output: 5}\n", ""),
        ("prices: {input: 1.5, output: 5}", "prices: {input: 1.5}"),
        ("sample: 0.25", "sample: 25"),
        ("min_agreement: 0.6", "min_agreement: high"),
        ("# A remark.", "a: &b c"),
        ("# A remark.", "- x"),
    ];

    [Fact]
    public void A_judge_that_is_right_says_what_it_says()
    {
        var judge = SomeJudges.Of(SomeJudges.Right);

        (judge.Name, judge.Owner, judge.Question).ShouldBe(("advice", "safety@example.org", "Is the advice dangerous?"));
        judge.Directions.ShouldBe([Direction.Input, Direction.Output]);
        judge.Model.ShouldBe(new ModelChoice { Provider = ModelProvider.Anthropic, Name = "some-model", Key = "SOME_KEY", Temperature = 0.5, MaxTokens = 100, Timeout = TimeSpan.FromSeconds(10), Words = judge.Model.Words });
        (judge.Votes, judge.Sample, judge.MinAgreement).ShouldBe((3, 0.25, 0.6));
        judge.Budget.ShouldBe(new JudgeBudget(2.5, 1_000_000));
        judge.Prices.ShouldBe(new TokenPrices(1.5, 5));
    }

    [Fact]
    public void What_costs_nothing_to_leave_out_has_a_usual_value()
    {
        var judge = SomeJudges.Of("name: a\nowner: b\nquestion: c?\nprompt: '{text}'\ndirections: [output]\nmodel: {provider: openai, name: m, address: 'http://127.0.0.1:1/v1'}\nbudget: {tokens: 1}\n");

        (judge.Votes, judge.Sample, judge.MinAgreement, judge.Prices).ShouldBe((1, 0.0, null, null));
        judge.Model.Timeout.ShouldBe(TimeSpan.FromSeconds(30));
        judge.AnswerSchema.ShouldContain("verdict");
    }

    [Fact]
    public void Every_message_to_a_writer_of_judges_reads_as_agreed()
    {
        var told = Mistakes.Select(mistake =>
        {
            SomeJudges.Right.ShouldContain(mistake.Old);
            var at = SomeJudges.Right.IndexOf(mistake.Old, StringComparison.Ordinal);
            JudgeReader.TryRead("judges/advice.yaml", SomeJudges.Right.Remove(at, mistake.Old.Length).Insert(at, mistake.New), out _, out var errors).ShouldBeFalse($"{mistake.Old} → {mistake.New}");
            errors.ShouldNotBeEmpty();
            return $"## {mistake.Old.ReplaceLineEndings("⏎")} → {mistake.New.ReplaceLineEndings("⏎")}\n\n{string.Join("\n", errors)}\n";
        });

        string.Join('\n', told).ShouldBeGolden("JudgeReaderTests.messages.txt");
    }

    [Theory]
    [InlineData("money: 2.5", "money: 3", true)]
    [InlineData("sample: 0.25", "sample: 1", true)]
    [InlineData("min_agreement: 0.6", "min_agreement: 0.1", true)]
    [InlineData("timeout: 10s", "timeout: 20s", true)]
    [InlineData("dangerous?", "harmful?", false)]
    [InlineData("Think of", "Think  of", false)]
    [InlineData("some-model", "other-model", false)]
    [InlineData("temperature: 0.5", "temperature: 0.6", false)]
    [InlineData("votes: 3", "votes: 5", false)]
    public void The_version_is_of_what_answers_hang_on_and_of_nothing_else(string old, string line, bool isSame) =>
        (SomeJudges.With(old, line).Version == SomeJudges.Of(SomeJudges.Right).Version).ShouldBe(isSame);
}
