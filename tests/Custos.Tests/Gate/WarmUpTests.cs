using Custos.Gate;
using Custos.Records;
using static Custos.Tests.Gate.SomeBundles;

namespace Custos.Tests.Gate;

public sealed class WarmUpTests
{
    [Fact]
    public async Task Every_direction_goes_through_every_tier_and_the_real_memory_learns_nothing()
    {
        var asked = new List<Direction>();
        var signal = Signal.Create("s", [new("hate", 0.5, IsCertified: true)], (text, _) =>
        {
            asked.Add(text.Message.Direction);
            return ValueTask.FromResult(System.Collections.Immutable.ImmutableArray.Create(0.9));
        });
        var bundle = Of([PolicyOf("test", "rules: [{name: first, when: 'count(user, \"message\", duration(\"1h\")) == 1.0', then: flag}, {name: hate, when: score(\"hate\") > 0.95, then: block}]", "[input, tool_call]")], signal);
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System);

        await WarmUp.RunAsync(bundle, TimeProvider.System, CancellationToken.None);

        asked.Distinct().ShouldBe([Direction.Input, Direction.ToolCall], ignoreOrder: true);
        (await DecideAsync(gatekeeper, Hello with { User = "warm-up" })).Verdict.ShouldBeOfType<Verdict.Flag>();
    }

    [Fact]
    public async Task A_signal_that_fails_does_not_stop_it() =>
        await Should.NotThrowAsync(() => WarmUp.RunAsync(Of("rules: [{name: r, when: score(\"hate\") > 0.5, then: block}]", Fails("hate", _ => throw new InvalidOperationException("down"))), TimeProvider.System, CancellationToken.None));
}
