using System.Collections.Immutable;
using System.Diagnostics;
using Custos.Gate;
using Custos.Records;

namespace Custos.Tests.Gate;

public sealed class GatekeeperTests
{
    private static readonly Message Hello = new() { Text = "hello", Endpoint = "/test" };

    [Fact]
    public async Task A_text_below_every_threshold_is_allowed()
    {
        var decision = await DecideAsync(Scores("hate", 0.2));

        decision.Verdict.ShouldBe(new Verdict.Allow());
        decision.Buckets.ShouldBe([Bucket("hate", 0.2)]);
    }

    [Fact]
    public async Task A_score_equal_to_its_certified_threshold_blocks_and_says_why()
    {
        var decision = await DecideAsync(Scores("hate", 0.5));

        decision.Verdict.ShouldBe(new Verdict.Block(new Reason("hate", new Probability(0.5), new Probability(0.5))));
    }

    [Fact]
    public async Task A_threshold_without_a_certificate_holds_for_a_person_and_does_not_block() =>
        (await DecideAsync(Scores("hate", 0.9, certified: false))).Verdict.ShouldBeOfType<Verdict.Hold>();

    [Fact]
    public async Task The_reason_is_the_bucket_furthest_over_its_threshold()
    {
        var decision = await DecideAsync(Scores("mild", 0.6), Scores("severe", 0.95), Scores("middle", 0.7));

        decision.Verdict.ShouldBeOfType<Verdict.Block>().Because.Bucket.ShouldBe("severe");
    }

    [Fact]
    public async Task A_signal_that_throws_is_unknown_with_the_operators_fallback_not_allow()
    {
        var decision = await DecideAsync(new Fallbacks { OnError = Fallback.Block }, Signal.Create("broken", _ => throw new InvalidOperationException("down")), Scores("hate", 0.1));

        decision.Verdict.ShouldBe(new Verdict.Unknown(FailureClass.Error, Fallback.Block));
        decision.Buckets.ShouldBe([Bucket("hate", 0.1)]);
    }

    [Fact]
    public async Task A_signal_that_hangs_is_unknown_by_the_deadline()
    {
        var hang = Signal.Create("hang", async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new UnreachableException();
        });

        var decision = await DecideAsync(new Fallbacks { OnTimeout = Fallback.Allow }, Hello with { Deadline = TimeSpan.FromMilliseconds(40) }, hang);

        decision.Verdict.ShouldBe(new Verdict.Unknown(FailureClass.Timeout, Fallback.Allow));
    }

    [Fact]
    public async Task A_signal_that_blocks_its_thread_is_left_behind_at_the_deadline()
    {
        using var release = new ManualResetEventSlim();
        var stuck = Signal.Create("stuck", _ =>
        {
            release.Wait();
            return new SignalValue.Scores([]);
        });

        var decision = await DecideAsync(new Fallbacks(), Hello with { Deadline = TimeSpan.FromMilliseconds(40) }, stuck);
        release.Set();

        decision.Verdict.ShouldBe(new Verdict.Unknown(FailureClass.Timeout, Fallback.Hold));
    }

    [Fact]
    public async Task What_is_known_to_be_wrong_outweighs_what_failed() =>
        (await DecideAsync(Signal.Create("broken", _ => throw new InvalidOperationException("down")), Scores("hate", 0.9))).Verdict.ShouldBeOfType<Verdict.Block>();

    [Fact]
    public async Task A_deadline_already_past_is_unknown() =>
        (await DecideAsync(new Fallbacks(), Hello with { Deadline = TimeSpan.Zero }, Scores("hate", 0.9))).Verdict.ShouldBe(new Verdict.Unknown(FailureClass.Timeout, Fallback.Hold));

    [Fact]
    public async Task A_caller_who_left_gets_no_decision()
    {
        using var left = new CancellationTokenSource();
        await left.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await new Gatekeeper(new Bundle([Scores("hate", 0.1)], new Fallbacks()), TimeProvider.System).DecideAsync(Guid.NewGuid(), Hello, left.Token));
    }

    private static BucketScore Bucket(string name, double score, bool certified = true) => new(name, new Probability(score), new Probability(0.5), certified);

    private static Signal Scores(string bucket, double score, bool certified = true) =>
        Signal.Create($"{bucket}-signal", _ => new SignalValue.Scores(ImmutableArray.Create(Bucket(bucket, score, certified))));

    private static Task<Decision> DecideAsync(params Signal[] signals) => DecideAsync(new Fallbacks(), Hello with { Deadline = TimeSpan.FromSeconds(30) }, signals);

    private static Task<Decision> DecideAsync(Fallbacks fallbacks, params Signal[] signals) => DecideAsync(fallbacks, Hello with { Deadline = TimeSpan.FromSeconds(30) }, signals);

    private static async Task<Decision> DecideAsync(Fallbacks fallbacks, Message message, params Signal[] signals) =>
        await new Gatekeeper(new Bundle(signals, fallbacks), TimeProvider.System).DecideAsync(Guid.NewGuid(), message, CancellationToken.None);
}
