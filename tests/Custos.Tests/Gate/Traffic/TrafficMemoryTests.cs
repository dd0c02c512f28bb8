using Custos.Gate;
using Custos.Records;
using static Custos.Tests.Gate.SomeBundles;

namespace Custos.Tests.Gate.Traffic;

public sealed class TrafficMemoryTests
{
    [Fact]
    public async Task Verdicts_are_counted_after_they_are_given_and_messages_before()
    {
        var bundle = Of("lists: {bad: [bad word]}\nrules: [{name: blocked-before, when: 'count(user, \"block\", duration(\"24h\")) >= 1.0', then: hold}, {name: bad, when: phrase(\"bad\"), then: block}, {name: third, when: 'count(user, \"message\", duration(\"1h\")) >= 3.0', then: flag}]");
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System);
        var (ann, bob) = (Hello with { User = "ann" }, Hello with { User = "bob" });

        (await DecideAsync(gatekeeper, ann with { Text = "bad word" })).Verdict.ShouldBeOfType<Verdict.Block>();
        var held = await DecideAsync(gatekeeper, ann);
        held.Verdict.ShouldBeOfType<Verdict.Hold>().Because.Evidence.ShouldBe([new Evidence.Count("count(user, \"block\", 1.00:00:00)", 1, 1, 1)]);
        held.Observations.ShouldContain(new Observation("count(user, \"block\", 1.00:00:00)", "1.0"));
        (await DecideAsync(gatekeeper, bob)).Verdict.ShouldBe(new Verdict.Allow());
        (await DecideAsync(gatekeeper, bob)).Verdict.ShouldBe(new Verdict.Allow());
        (await DecideAsync(gatekeeper, bob)).Verdict.ShouldBeOfType<Verdict.Flag>();
    }

    [Fact]
    public async Task A_message_without_the_key_misses_a_signal() =>
        (await DecideAsync(Of("rules: [{name: r, when: 'count(user, \"message\", duration(\"1h\")) > 5.0', then: block}]"))).Verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBe(FailureClass.MissingSignal);

    [Fact]
    public async Task Different_values_and_sums_are_kept_by_keys_of_several_parts()
    {
        var gatekeeper = new Gatekeeper(Of("rules: [{name: addresses, when: 'distinct(organisation + \"/\" + user, \"address\", duration(\"1h\")) > 2.0', then: block}, {name: long, when: 'sum(user, \"characters\", duration(\"1h\")) > 30.0', then: hold}]"), TimeProvider.System);
        var message = Hello with { User = "u", Organisation = "o" };
        foreach (var address in new[] { "1", "2", "2", "1" }) (await DecideAsync(gatekeeper, message with { Address = address })).Verdict.ShouldBe(new Verdict.Allow());

        (await DecideAsync(gatekeeper, message with { Organisation = "p", Address = "3", Text = "123456789012" })).Verdict.ShouldBeOfType<Verdict.Hold>();
        (await DecideAsync(gatekeeper, message with { Address = "3" })).Verdict.ShouldBeOfType<Verdict.Block>();
    }

    [Fact]
    public async Task A_conversation_has_turns_and_a_turn_before()
    {
        var gatekeeper = new Gatekeeper(Of("rules: [{name: first, when: turns() == 1, then: flag}, {name: after, when: 'previous().verdict == \"flag\" && previous().rule == \"first\"', then: hold}, {name: third, when: turns() == 3, then: block}]"), TimeProvider.System);
        var message = Hello with { Conversation = "c" };

        (await DecideAsync(gatekeeper, message)).Verdict.Because!.Rule.ShouldBe("first");
        (await DecideAsync(gatekeeper, message)).Verdict.Because!.Rule.ShouldBe("after");
        (await DecideAsync(gatekeeper, message)).Verdict.Because!.Rule.ShouldBe("third");
        (await DecideAsync(gatekeeper)).Verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBe(FailureClass.MissingSignal);
    }

    [Fact]
    public async Task A_decision_is_made_again_from_its_record_bit_for_bit()
    {
        var bundle = Of("thresholds: {hate: {at: 0.5, band: [0.4, 0.6]}}\nlists: {bad: [bad word]}\nrules: [{name: often, when: 'count(user, \"message\", duration(\"1h\")) >= 3.0', then: hold}, {name: turn, when: 'turns() == 2 && previous().seconds >= 0.0', then: flag}, {name: bad, when: phrase(\"bad\"), then: redact}, {name: hate, when: flagged(\"hate\"), then: block}]", Scores("hate", 0.45));
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System);
        foreach (var text in new[] { "hello", "a bad word", "x", "y" })
        {
            foreach (var user in new[] { "u", "v", null })
            {
                var message = Hello with { Text = text, User = user, Conversation = "c" };
                var live = await DecideAsync(gatekeeper, message);

                var again = await Gatekeeper.ReplayAsync(bundle, message, live, TimeProvider.System, CancellationToken.None);

                ShouldBeTheSame(again, live);
            }
        }
    }

    [Fact]
    public async Task What_failed_then_has_failed_in_the_replay()
    {
        var bundle = Of("rules: [{name: hate, when: score(\"hate\") > 0.5, then: block}]", Fails("hate", async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return [0.9];
        }));
        var live = await DecideAsync(bundle, Hello with { Deadline = TimeSpan.FromMilliseconds(30) });

        ShouldBeTheSame(await Gatekeeper.ReplayAsync(bundle, Hello, live, TimeProvider.System, CancellationToken.None), live);
    }

    [Fact]
    public async Task Beyond_its_memory_a_count_is_told_with_its_bounds_and_made_again_with_them()
    {
        var bundle = Of("rules: [{name: often, when: 'count(user, \"message\", duration(\"1h\")) >= 1.0 && distinct(user, \"address\", duration(\"1h\")) >= 0.0', then: flag}]");
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System, new GatekeeperOptions { WindowBytes = 1 << 20 });
        var log = EventLog.InMemory();
        for (var i = 0; i < 4_000; i++) await Replay.DecisionReplayTests.RecordAsync(log, gatekeeper, Hello with { User = $"user-{i}", Address = $"{i}" });

        var replayed = await new Custos.Gate.Replay.DecisionReplay(bundle, 2).RunAsync(log.ReadAsync(default), default).ToListAsync();

        replayed.SelectMany(one => one.Differences()).ShouldBeEmpty();
        var counts = replayed.Select(one => one.Then.Verdict.Because!.Evidence.OfType<Evidence.Count>().First()).ToList();
        counts.ShouldAllBe(count => count.Low <= 1 && count.High >= 1 && count.Low <= count.Value && count.Value <= count.High);
        counts.Count(count => count.Low == count.High).ShouldBeInRange(200, 3_800);
        counts[^1].Low.ShouldBeLessThan(counts[^1].High);
    }

    private static void ShouldBeTheSame(Decision again, Decision live)
    {
        again.Verdict.ShouldBe(live.Verdict);
        again.Findings.ShouldBe(live.Findings);
        again.Buckets.ShouldBe(live.Buckets);
        again.Observations.ShouldBe(live.Observations);
        again.Tiers.Select(time => time.Tier).ShouldBe(live.Tiers.Select(time => time.Tier));
        (again.At, again.BundleId, again.ExchangeId, again.Direction, again.DeadlineMilliseconds).ShouldBe((live.At, live.BundleId, live.ExchangeId, live.Direction, live.DeadlineMilliseconds));
    }
}
