using System.Collections.Immutable;
using System.Diagnostics;
using Custos.Gate;
using Custos.Records;
using static Custos.Tests.Gate.SomeBundles;

namespace Custos.Tests.Gate;

public sealed class AdmissionTests
{
    private const string HateBlocks = "thresholds: {hate: certified}\nrules: [{name: hate, when: flagged(\"hate\"), then: block}]";

    [Fact]
    public async Task A_flood_upon_a_stuck_signal_is_answered_at_once_by_the_fallback_for_overload()
    {
        const int Flood = 5000;
        using var release = new CancellationTokenSource();
        var stuck = Fails("hate", async token =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(token, release.Token);
            await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
            return ImmutableArray.Create(0.1);
        });
        var gatekeeper = new Gatekeeper(Of(HateBlocks, stuck), TimeProvider.System, new GatekeeperOptions { MostInFlight = 8, Queues = true });

        var waiting = Enumerable.Range(0, 8).Select(_ => DecideAsync(gatekeeper)).ToList();
        var began = Stopwatch.GetTimestamp();
        var shed = await Task.WhenAll(Enumerable.Range(0, Flood).Select(_ => DecideAsync(gatekeeper)));
        var took = Stopwatch.GetElapsedTime(began);

        // The signal is stuck for all of this time: whoever waited for it would not be here.
        gatekeeper.Admitted.ShouldBe(new AdmissionState(8, 8, 8, Flood));
        shed.ShouldAllBe(decision => decision.Verdict == new Verdict.Unknown(FailureClass.Overload, Fallback.Flag, null));
        shed.Select(decision => decision.Id).Distinct().Count().ShouldBe(Flood);
        took.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        waiting.ShouldAllBe(task => !task.IsCompleted);

        await release.CancelAsync();
        (await Task.WhenAll(waiting)).ShouldAllBe(decision => decision.Verdict == new Verdict.Allow());
        gatekeeper.Admitted.InFlight.ShouldBe(0);
        (await DecideAsync(gatekeeper)).Verdict.ShouldBe(new Verdict.Allow());
    }

    [Fact]
    public async Task What_is_shed_is_answered_by_the_most_severe_choice_of_the_policies_of_its_direction()
    {
        var (mild, severe) = (PolicyOf("mild", HateBlocks), PolicyOf("severe", "rules: [{name: a, when: 'true', then: allow}]", "[output]", Fallbacks.Replace("overload: flag", "overload: block", StringComparison.Ordinal)));
        using var stuck = new CancellationTokenSource();
        var gatekeeper = new Gatekeeper(Of([mild, severe], Stuck(stuck.Token)), TimeProvider.System, new GatekeeperOptions { MostInFlight = 1 });
        var first = DecideAsync(gatekeeper);

        (await FallbackOf(Direction.Input)).ShouldBe(Fallback.Flag);
        (await FallbackOf(Direction.Output)).ShouldBe(Fallback.Block);
        (await FallbackOf(Direction.ToolCall)).ShouldBe(Fallback.Block);
        await stuck.CancelAsync();
        await first;

        async Task<Fallback> FallbackOf(Direction direction) => (await DecideAsync(gatekeeper, Hello with { Direction = direction })).Verdict.ShouldBeOfType<Verdict.Unknown>().Fallback;
    }

    [Fact]
    public async Task What_was_shed_is_shed_in_the_replay()
    {
        using var stuck = new CancellationTokenSource();
        var bundle = Of(HateBlocks, Stuck(stuck.Token));
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System, new GatekeeperOptions { MostInFlight = 1 });
        var first = DecideAsync(gatekeeper);
        var shed = await DecideAsync(gatekeeper);
        await stuck.CancelAsync();
        await first;

        var again = await Gatekeeper.ReplayAsync(bundle, Hello, shed, TimeProvider.System, CancellationToken.None);

        again.ShouldBe(shed with { Id = again.Id, ElapsedMicroseconds = again.ElapsedMicroseconds });
    }

    [Fact]
    public async Task A_place_is_given_back_when_the_caller_goes()
    {
        using var gone = new CancellationTokenSource();
        var gatekeeper = new Gatekeeper(Of(HateBlocks, Stuck(CancellationToken.None)), TimeProvider.System, new GatekeeperOptions { MostInFlight = 1 });
        var first = gatekeeper.DecideAsync(Guid.NewGuid(), Hello, gone.Token).AsTask();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => first);

        gatekeeper.Admitted.InFlight.ShouldBe(0);
    }

    [Fact]
    public void Room_for_nothing_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Gatekeeper(Of(HateBlocks, Scores("hate", 0.1)), TimeProvider.System, new GatekeeperOptions { MostInFlight = 0 }));

    private static Signal Stuck(CancellationToken release) => Fails("hate", async token =>
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, release);
        await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        token.ThrowIfCancellationRequested();
        return ImmutableArray.Create(0.1);
    });
}
