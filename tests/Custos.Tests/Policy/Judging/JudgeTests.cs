using System.Collections.Immutable;
using Custos.Policy.Judging;
using Custos.Records.Opinions;

namespace Custos.Tests.Policy.Judging;

public sealed class JudgeTests
{
    private static readonly JudgeDocument Three = SomeJudges.Of(SomeJudges.Right);
    private static readonly JudgeDocument One = SomeJudges.With("votes: 3", "votes: 1");

    [Fact]
    public async Task An_opinion_is_what_most_votes_say_with_what_they_cost()
    {
        Opinion? told = null;
        var judge = new Judge(Three, SomeJudges.Saying(SomeJudges.Yes, SomeJudges.No, SomeJudges.Yes), TimeProvider.System, opinion => told = opinion);

        var opinion = await judge.AskAsync(SomeJudges.Text, null, CancellationToken.None);

        opinion.Answer.ShouldBe(OpinionAnswer.Yes);
        opinion.Because.ShouldBeNull();
        opinion.Votes.Length.ShouldBe(3);
        opinion.Cost!.Value.ShouldBe(3 * (100 * 1.5 + 10 * 5) / 1e6, 1e-12);
        (opinion.Judge, opinion.Version, opinion.Model, opinion.ExchangeId).ShouldBe(("advice", Three.Version, "some-model", SomeJudges.Text.ExchangeId));
        told.ShouldBe(opinion);
        judge.Spending.State.Tokens.ShouldBe(330);
        judge.Spending.State.Money.ShouldBe(opinion.Cost.Value, 1e-12);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"verdict": "perhaps"}""")]
    [InlineData("""{"reason": "no verdict"}""")]
    [InlineData("""{"verdict": "yes"} trailing""")]
    [InlineData("```json\n{\"verdict\": \"yes\"}\n```")]
    [InlineData("")]
    public async Task An_answer_that_breaks_the_schema_is_asked_for_once_more_and_then_unknown(string broken)
    {
        var mended = await SomeJudges.AskAsync(One, SomeJudges.Saying(broken, SomeJudges.Yes));
        mended.Answer.ShouldBe(OpinionAnswer.Yes);
        mended.Votes[0].WasRepaired.ShouldBeTrue();
        mended.Votes[0].InputTokens.ShouldBe(200);

        var hopeless = await SomeJudges.AskAsync(One, SomeJudges.Saying(broken, broken, SomeJudges.Yes));
        (hopeless.Answer, hopeless.Because).ShouldBe((OpinionAnswer.Unknown, NoAnswer.Malformed));
        hopeless.Votes[0].Said.ShouldBeNull();
    }

    [Fact]
    public async Task A_model_that_cannot_tell_abstains()
    {
        var opinion = await SomeJudges.AskAsync(One, SomeJudges.Saying(SomeJudges.Unknown));

        (opinion.Answer, opinion.Because).ShouldBe((OpinionAnswer.Unknown, NoAnswer.Abstained));
    }

    [Theory]
    [InlineData("yyn", OpinionAnswer.Yes, null)]
    [InlineData("nnn", OpinionAnswer.No, null)]
    [InlineData("yn?", OpinionAnswer.Unknown, NoAnswer.Tie)]
    [InlineData("y??", OpinionAnswer.Unknown, NoAnswer.Abstained)]
    [InlineData("y?t", OpinionAnswer.Unknown, NoAnswer.Tie)]
    [InlineData("ttt", OpinionAnswer.Unknown, NoAnswer.Timeout)]
    [InlineData("", OpinionAnswer.Unknown, NoAnswer.Budget)]
    public void More_than_half_of_all_votes_decide(string votes, OpinionAnswer answer, NoAnswer? because) =>
        Judge.MajorityOf([.. votes.Select(vote => new Vote
        {
            Answer = vote switch { 'y' => OpinionAnswer.Yes, 'n' => OpinionAnswer.No, _ => OpinionAnswer.Unknown },
            Because = vote switch { '?' => NoAnswer.Abstained, 't' => NoAnswer.Timeout, _ => null },
            DurationMicroseconds = 0,
        })]).ShouldBe((answer, because));

    [Fact]
    public async Task A_failure_of_the_model_is_a_case_whatever_it_is()
    {
        (await SomeJudges.AskAsync(One, SomeJudges.Failing(NoAnswer.Refused))).Because.ShouldBe(NoAnswer.Refused);
        (await SomeJudges.AskAsync(One, JudgeModel.Create("m", (_, _, _) => throw new NotSupportedException()))).Because.ShouldBe(NoAnswer.Error);
    }

    [Fact]
    public async Task A_model_that_sleeps_is_left_behind_when_patience_ends_even_where_it_does_not_heed_it()
    {
        var never = new TaskCompletionSource<ModelReply>();
        var model = JudgeModel.Create("m", (_, _, _) => new ValueTask<ModelReply>(never.Task));

        (await SomeJudges.AskAsync(Three, model, TimeSpan.FromMilliseconds(20))).Because.ShouldBe(NoAnswer.Timeout);
    }

    [Fact]
    public async Task A_caller_who_has_gone_is_told_nothing()
    {
        using var gone = new CancellationTokenSource();
        var model = JudgeModel.Create("m", async (_, _, token) =>
        {
            await gone.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return new ModelReply.Failed(NoAnswer.Error);
        });

        await Should.ThrowAsync<OperationCanceledException>(() => new Judge(One, model, TimeProvider.System).AskAsync(SomeJudges.Text, null, gone.Token));
    }

    [Fact]
    public async Task The_days_budget_ends_the_asking_until_the_next_day()
    {
        var clock = new Clock();
        var judge = new Judge(SomeJudges.With("tokens: 1000000", "tokens: 5000"), SomeJudges.Saying(SomeJudges.No), clock);

        (await judge.AskAsync(SomeJudges.Text, null, CancellationToken.None)).Answer.ShouldBe(OpinionAnswer.No);
        judge.Spending.TakeUp(4000, 0);
        var refused = await judge.AskAsync(SomeJudges.Text, null, CancellationToken.None);
        clock.Now += TimeSpan.FromDays(1);
        var tomorrow = await judge.AskAsync(SomeJudges.Text, null, CancellationToken.None);

        (refused.Because, refused.Votes).ShouldBe((NoAnswer.Budget, ImmutableArray<Vote>.Empty));
        tomorrow.Answer.ShouldBe(OpinionAnswer.No);
        judge.Spending.State.Refused.ShouldBe(0);
    }

    [Theory]
    [InlineData(NoAnswer.Refused, false)]
    [InlineData(NoAnswer.Unreachable, false)]
    [InlineData(NoAnswer.Timeout, true)]
    [InlineData(NoAnswer.Error, true)]
    public async Task A_server_that_is_down_uses_up_no_budget_and_an_answer_that_nobody_counted_uses_what_was_reserved(NoAnswer because, bool costs)
    {
        var judge = new Judge(Three, SomeJudges.Failing(because), TimeProvider.System);

        var opinion = await judge.AskAsync(SomeJudges.Text, null, CancellationToken.None);

        (judge.Spending.State.Tokens > 3 * Three.Model.MaxTokens).ShouldBe(costs);
        opinion.Votes.ShouldAllBe(vote => vote.InputTokens == null && vote.Cost == null);
    }

    [Fact]
    public async Task Many_at_once_do_not_pass_the_budget_together()
    {
        var open = new TaskCompletionSource();
        var model = JudgeModel.Create("m", async (_, _, _) =>
        {
            await open.Task;
            return new ModelReply.Said(SomeJudges.No, 1, 1);
        });
        var judge = new Judge(SomeJudges.With("tokens: 1000000", "tokens: 10000"), model, TimeProvider.System);

        var asked = Enumerable.Range(0, 50).Select(_ => judge.AskAsync(SomeJudges.Text, null, CancellationToken.None)).ToList();
        judge.Spending.State.Tokens.ShouldBeLessThanOrEqualTo(10_000);
        open.SetResult();
        var opinions = await Task.WhenAll(asked);

        opinions.Count(opinion => opinion.Because == NoAnswer.Budget).ShouldBe((int)judge.Spending.State.Refused);
        opinions.ShouldContain(opinion => opinion.Answer == OpinionAnswer.No);
    }

    [Fact]
    public void The_sampled_share_is_the_same_everywhere_and_as_large_as_it_says()
    {
        var random = new Random(7);
        var ids = Enumerable.Range(0, 20_000).Select(_ =>
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return new Guid(bytes);
        }).ToList();
        var judge = new Judge(One, SomeJudges.Saying(SomeJudges.No), TimeProvider.System);

        // Four standard errors of a share of 0.25 in 20,000.
        (ids.Count(judge.Samples) / 20_000.0).ShouldBe(0.25, 0.0123);
        ids.Where(judge.Samples).ShouldAllBe(id => JudgeSample.Takes("advice", id, 0.5));
        ids.ShouldAllBe(id => JudgeSample.Takes("x", id, 1) && !JudgeSample.Takes("x", id, 0));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
