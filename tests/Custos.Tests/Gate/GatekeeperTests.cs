using System.Collections.Immutable;
using System.Diagnostics;
using Custos.Gate;
using Custos.Policy.Conditions;
using Custos.Records;
using Custos.Statistics.Conformal;
using static Custos.Tests.Gate.SomeBundles;

namespace Custos.Tests.Gate;

public sealed class GatekeeperTests
{
    private const string HateBlocks = "thresholds: {hate: certified}\nrules: [{name: hate, when: flagged(\"hate\"), then: block}]";

    [Fact]
    public async Task A_text_below_every_threshold_is_allowed()
    {
        var decision = await DecideAsync(Of(HateBlocks, Scores("hate", 0.2)));

        decision.Verdict.ShouldBe(new Verdict.Allow());
        decision.Findings.ShouldBeEmpty();
        decision.Buckets.ShouldBe([new BucketScore("hate", new Probability(0.2), new Probability(0.5), Certified: true)]);
        decision.Tiers.Select(time => time.Tier).ShouldBe([Tier.Normalise, Tier.Lists, Tier.Classifiers]);
    }

    [Fact]
    public async Task A_score_equal_to_its_certified_threshold_blocks_and_says_why()
    {
        var decision = await DecideAsync(Of(HateBlocks, Scores("hate", 0.5)));

        decision.Verdict.ShouldBe(new Verdict.Block(new Reason("test", "hate", [new Evidence.Score("hate", new Probability(0.5), new Probability(0.5), Certified: true)])));
    }

    [Fact]
    public async Task A_threshold_without_a_certificate_is_the_fallbacks_and_does_not_block()
    {
        var decision = await DecideAsync(Of(HateBlocks, Scores("hate", 0.9, certified: false)));

        decision.Verdict.ShouldBe(new Verdict.Unknown(FailureClass.Uncertified, Fallback.Hold, new Reason("test", "hate", [new Evidence.Score("hate", new Probability(0.9), new Probability(0.5), Certified: false)])));
    }

    [Fact]
    public async Task A_threshold_without_a_certificate_blocks_where_the_policy_accepts_it() =>
        (await DecideAsync(Of("thresholds: {hate: {at: 0.7, uncertified: accept}}\nrules: [{name: hate, when: flagged(\"hate\"), then: block}]", Scores("hate", 0.7, certified: false)))).Verdict.ShouldBeOfType<Verdict.Block>();

    [Theory]
    [InlineData(0.39, "allow")]
    [InlineData(0.4, "unknown")]
    [InlineData(0.59, "unknown")]
    [InlineData(0.6, "block")]
    public async Task A_score_inside_the_band_is_uncertain(double score, string verdict)
    {
        var decision = await DecideAsync(Of("thresholds: {hate: {at: 0.5, band: [0.4, 0.6]}}\nrules: [{name: hate, when: flagged(\"hate\"), then: block}]", Scores("hate", score)));

        decision.Verdict.Name.ShouldBe(verdict);
        if (decision.Verdict is Verdict.Unknown unknown) unknown.Cause.ShouldBe(FailureClass.Uncertain);
    }

    [Theory]
    [InlineData(0.39, "allow")]
    [InlineData(0.4, "unknown")]
    [InlineData(0.6, "unknown")]
    [InlineData(0.61, "block")]
    public async Task A_score_at_which_a_conformal_set_holds_both_answers_is_uncertain(double score, string verdict)
    {
        var label = new KnownLabel("hate", 0.5, IsCertified: true) { Bands = [new ConformalBand(0.9, 0.4, 0.6, 50, 70)] };
        var signal = Signal.Create("hate", [label], (_, _) => ValueTask.FromResult(ImmutableArray.Create(score)));

        var decision = await DecideAsync(Of("thresholds: {hate: {at: certified, band: {conformal: 0.9}}}\nrules: [{name: hate, when: flagged(\"hate\"), then: block}]", signal));

        decision.Verdict.Name.ShouldBe(verdict);
        if (decision.Verdict is Verdict.Unknown unknown) (unknown.Cause, unknown.Fallback).ShouldBe((FailureClass.Uncertain, Fallback.Hold));
    }

    [Theory]
    [InlineData("input", "flag")]
    [InlineData("output", "block")]
    public async Task Each_direction_has_its_own_fallback(string direction, string fallback)
    {
        var policy = PolicyOf("test", HateBlocks).Replace($"  input: {Fallbacks}", $"  input: {Fallbacks.Replace("error: hold", "error: flag", StringComparison.Ordinal)}", StringComparison.Ordinal)
            .Replace($"  output: {Fallbacks}", $"  output: {Fallbacks.Replace("error: hold", "error: block", StringComparison.Ordinal)}", StringComparison.Ordinal);
        var broken = Fails("hate", _ => throw new InvalidOperationException("down"));

        var decision = await DecideAsync(Of([policy], broken), Hello with { Direction = direction == "input" ? Direction.Input : Direction.Output });

        decision.Verdict.ShouldBeOfType<Verdict.Unknown>().Fallback.ToString().ShouldBe(fallback, StringCompareShould.IgnoreCase);
    }

    [Fact]
    public async Task A_signal_that_throws_or_answers_garbage_is_an_error_and_no_score()
    {
        ImmutableArray<double>[] garbage = [[], [0.5, 0.5], [double.NaN], [-0.1], [1.1]];

        foreach (var signal in garbage.Select(scores => Fails("hate", _ => ValueTask.FromResult(scores))).Append(Fails("hate", _ => throw new InvalidOperationException("down"))))
        {
            var decision = await DecideAsync(Of(HateBlocks, signal));

            decision.Verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBe(FailureClass.Error);
            decision.Buckets.ShouldBeEmpty();
            decision.Observations.ShouldBe([new Observation("signal hate-signal", "Error")]);
        }
    }

    [Fact]
    public async Task A_signal_that_hangs_is_a_timeout_by_the_deadline()
    {
        var hang = Fails("hate", async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new UnreachableException();
        });

        (await DecideAsync(Of(HateBlocks, hang), Hello with { Deadline = TimeSpan.FromMilliseconds(40) })).Verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBe(FailureClass.Timeout);
    }

    [Fact]
    public async Task A_signal_that_blocks_its_thread_is_left_behind_at_the_deadline()
    {
        using var release = new ManualResetEventSlim();
        var stuck = Fails("hate", _ =>
        {
            release.Wait(CancellationToken.None);
            return ValueTask.FromResult(ImmutableArray.Create(0.0));
        });

        var decision = await DecideAsync(Of(HateBlocks, stuck), Hello with { Deadline = TimeSpan.FromMilliseconds(40) });
        release.Set();

        decision.Verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBe(FailureClass.Timeout);
    }

    [Fact]
    public async Task What_is_known_to_be_wrong_outweighs_what_failed()
    {
        var bundle = Of(
            "thresholds: {hate: certified}\nrules: [{name: broken, when: score(\"broken\") > 0.5, then: flag}, {name: hate, when: flagged(\"hate\"), then: block}]",
            Fails("broken", _ => throw new InvalidOperationException("down")),
            Scores("hate", 0.9));

        var decision = await DecideAsync(bundle);

        decision.Verdict.Because!.Rule.ShouldBe("hate");
        decision.Verdict.ShouldBeOfType<Verdict.Block>();
    }

    [Fact]
    public async Task What_failed_outweighs_a_milder_rule_after_it()
    {
        var bundle = Of("rules: [{name: broken, when: score(\"broken\") > 0.5, then: block}, {name: short, when: size(raw) < 10, then: flag}]", Fails("broken", _ => throw new InvalidOperationException("down")));

        (await DecideAsync(bundle)).Verdict.ShouldBeOfType<Verdict.Unknown>().Because!.Rule.ShouldBe("broken");
    }

    [Fact]
    public async Task The_first_rule_that_matches_speaks_for_its_policy_and_an_allow_ends_it()
    {
        var bundle = Of("lists: {fine: [safe word], bad: [bad word]}\nrules: [{name: exempt, when: phrase(\"fine\"), then: allow}, {name: bad, when: phrase(\"bad\"), then: block}, {name: all, when: 'true', then: flag}]");

        (await DecideAsync(bundle, "a bad word")).Verdict.Because!.Rule.ShouldBe("bad");
        (await DecideAsync(bundle, "a bad word and a safe word")).Verdict.ShouldBe(new Verdict.Allow());
        (await DecideAsync(bundle, "nothing")).Verdict.ShouldBeOfType<Verdict.Flag>();
    }

    [Fact]
    public async Task The_most_severe_policy_counts_and_all_are_told()
    {
        var bundle = Of(
        [
            PolicyOf("a", "rules: [{name: r, when: 'true', then: flag}]"),
            PolicyOf("b", "rules: [{name: r, when: 'true', then: hold}]"),
            PolicyOf("c", "rules: [{name: r, when: 'false', then: block}]"),
        ]);

        var decision = await DecideAsync(bundle);

        decision.Verdict.ShouldBe(new Verdict.Hold(new Reason("b", "r", [])));
        decision.Findings.Select(finding => finding.Because!.Policy).ShouldBe(["b", "a"]);
    }

    [Fact]
    public async Task Nothing_dear_is_asked_once_nothing_could_change_the_verdict()
    {
        var asked = 0;
        var dear = Signal.Create("dear", [new KnownLabel("hate", 0.5, IsCertified: true)], (_, _) =>
        {
            asked++;
            return ValueTask.FromResult(ImmutableArray.Create(0.9));
        });
        var bundle = Of("lists: {bad: [bad word]}\nrules: [{name: bad, when: phrase(\"bad\"), then: block}, {name: hate, when: score(\"hate\") > 0.5, then: block}]", dear);

        var decision = await DecideAsync(bundle, "a bad word");
        asked.ShouldBe(0);
        decision.Tiers.Select(time => time.Tier).ShouldBe([Tier.Normalise, Tier.Lists]);

        (await DecideAsync(bundle, Hello with { Text = "a bad word", WantsAll = true })).Buckets.Length.ShouldBe(1);
        asked.ShouldBe(1);
        (await DecideAsync(bundle, "a good word")).Verdict.Because!.Rule.ShouldBe("hate");
        asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_redaction_does_not_keep_a_classifier_from_holding()
    {
        var bundle = Of([PolicyOf("words", "lists: {bad: [bad word]}\nrules: [{name: bad, when: phrase(\"bad\"), then: redact}]"), PolicyOf("hate", "rules: [{name: hate, when: score(\"hate\") > 0.5, then: hold}]")], Scores("hate", 0.9));

        (await DecideAsync(bundle, "a bad word")).Verdict.ShouldBeOfType<Verdict.Hold>().Because.Policy.ShouldBe("hate");
    }

    [Fact]
    public async Task A_deadline_already_past_is_a_timeout() =>
        (await DecideAsync(Of(HateBlocks, SlowScores()), Hello with { Deadline = TimeSpan.Zero })).Verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBe(FailureClass.Timeout);

    [Fact]
    public async Task A_caller_who_left_gets_no_decision_and_the_next_one_does()
    {
        using var left = new CancellationTokenSource();
        await left.CancelAsync();
        var gatekeeper = new Gatekeeper(Of(HateBlocks, Scores("hate", 0.9)), TimeProvider.System);

        await Should.ThrowAsync<OperationCanceledException>(async () => await gatekeeper.DecideAsync(Guid.NewGuid(), Hello, left.Token));

        (await DecideAsync(gatekeeper)).Verdict.ShouldBeOfType<Verdict.Block>();
    }

    [Theory]
    [InlineData(Direction.Output, Fallback.Hold)]
    [InlineData(Direction.ToolCall, Fallback.Block)]
    public async Task A_direction_that_no_policy_looks_at_is_never_allowed(Direction direction, Fallback fallback)
    {
        var bundle = Of([PolicyOf("a", "rules: [{name: r, when: 'false', then: block}]", "[input]")]);

        (await DecideAsync(bundle, Hello with { Direction = direction, Tool = direction == Direction.ToolCall ? "t" : null })).Verdict.ShouldBe(new Verdict.Unknown(FailureClass.MissingSignal, fallback));
        (await DecideAsync(bundle)).Verdict.ShouldBe(new Verdict.Allow());
    }

    [Fact]
    public async Task A_swap_serves_from_the_next_message_on_and_windows_go_on_where_the_same_is_counted()
    {
        const string Often = "rules: [{name: often, when: 'count(user, \"message\", duration(\"1h\")) > 1.0', then: hold}]";
        var gatekeeper = new Gatekeeper(Of(Often), TimeProvider.System);
        var message = Hello with { User = "u" };
        (await DecideAsync(gatekeeper, message)).Verdict.ShouldBe(new Verdict.Allow());

        gatekeeper.Swap(Of(Often.Replace("hold", "block", StringComparison.Ordinal)));

        (await DecideAsync(gatekeeper, message)).Verdict.ShouldBeOfType<Verdict.Block>();
    }

    private const string Counting = "rules: [{name: often, when: 'count(user, \"message\", duration(\"1h\")) >= 1.0', then: flag}]";
    private const string CountingMore = "rules: [{name: often, when: 'count(user, \"message\", duration(\"1h\")) >= 100.0', then: flag}, {name: day, when: 'count(user, \"message\", duration(\"24h\")) >= 4.0 && turns() > 0', then: block}]";

    [Fact]
    public async Task What_a_new_bundle_counts_and_the_one_before_did_not_is_missing_until_it_is_filled_from_the_record()
    {
        var log = Custos.Records.EventLog.InMemory();
        var message = Hello with { User = "u", Conversation = "c" };
        var gatekeeper = new Gatekeeper(Of(Counting), TimeProvider.System);
        for (var i = 0; i < 2; i++) await Replay.DecisionReplayTests.RecordAsync(log, gatekeeper, message);
        gatekeeper.Missing.ShouldBeEmpty();

        gatekeeper.Swap(Of(CountingMore));
        gatekeeper.Missing.ShouldBe(["count(user, \"message\", 1.00:00:00)", "turns()"]);
        var meanwhile = await Replay.DecisionReplayTests.RecordAsync(log, gatekeeper, message);
        meanwhile.Verdict.ShouldBeOfType<Verdict.Unknown>().Cause.ShouldBe(FailureClass.MissingSignal);
        meanwhile.Observations.ShouldContain(new Observation("count(user, \"message\", 01:00:00)", "3.0"));

        (await gatekeeper.FillAsync(log.ReadAsync(default), CancellationToken.None)).ShouldBe(3);
        gatekeeper.Missing.ShouldBeEmpty();
        var after = await Replay.DecisionReplayTests.RecordAsync(log, gatekeeper, message);
        after.Verdict.ShouldBeOfType<Verdict.Block>().Because.Evidence.OfType<Evidence.Count>().ShouldHaveSingleItem().ShouldBe(new Evidence.Count("count(user, \"message\", 1.00:00:00)", 4, 4, 4));
        after.Observations.ShouldContain(new Observation("turns()", "4"));

        var replayed = await new Custos.Gate.Replay.DecisionReplay(gatekeeper.Bundle, 2).RunAsync(log.ReadAsync(default), default).ToListAsync();
        replayed.Where(one => one.IsBySameBundle).SelectMany(one => one.Differences()).ShouldBeEmpty();
        (await gatekeeper.FillAsync(log.ReadAsync(default), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Filled_while_messages_are_decided_on_windows_hold_every_message_once()
    {
        var log = Custos.Records.EventLog.InMemory();
        var gatekeeper = new Gatekeeper(Of(Counting), TimeProvider.System);
        var message = Hello with { User = "u", Conversation = "c" };
        for (var i = 0; i < 500; i++) await Replay.DecisionReplayTests.RecordAsync(log, gatekeeper, message);
        using var stop = new CancellationTokenSource();
        var decided = 500;
        var callers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            // On any machine fewer than a fill may keep of what is decided meanwhile.
            for (var one = 0; one < 15_000 && !stop.IsCancellationRequested; one++)
            {
                await Replay.DecisionReplayTests.RecordAsync(log, gatekeeper, message);
                Interlocked.Increment(ref decided);
                if (one % 10 == 0) await Task.Delay(1);
            }
        })).ToList();

        try
        {
            for (var swap = 0; swap < 5; swap++)
            {
                gatekeeper.Swap(Of(swap % 2 == 0 ? CountingMore : Counting.Replace("1h", $"{swap + 1}h", StringComparison.Ordinal)));

                // What was made before the swap has reached the record by now; what is made meanwhile may be in it, or not.
                await Task.Delay(50);
                (await gatekeeper.FillAsync(log.ReadAsync(default), CancellationToken.None)).ShouldNotBeNull();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(callers);
        }

        CountsOf(await DecideAsync(gatekeeper, message)).ShouldContain(new Observation("count(user, \"message\", 1.00:00:00)", ObservedNumber(decided + 1)));
    }

    [Fact]
    public async Task A_filling_that_another_bundle_overtakes_changes_nothing()
    {
        var gatekeeper = new Gatekeeper(Of(Counting), TimeProvider.System);
        gatekeeper.Swap(Of(CountingMore));
        var overtaken = gatekeeper.FillAsync(Past(() => gatekeeper.Swap(Of(CountingMore.Replace("24h", "48h", StringComparison.Ordinal)))), CancellationToken.None);

        (await overtaken).ShouldBeNull();
        gatekeeper.Missing.ShouldContain("count(user, \"message\", 2.00:00:00)");
        (await gatekeeper.FillAsync(Past(() => { }), CancellationToken.None)).ShouldBe(0);
        gatekeeper.Missing.ShouldBeEmpty();

        async IAsyncEnumerable<Event> Past(Action first)
        {
            await Task.Yield();
            first();
            yield break;
        }
    }

    private static string ObservedNumber(double number) => Custos.Gate.Traffic.ObservedValue.Write(Custos.Policy.Values.Value.Of(number));

    [Fact]
    public async Task What_was_decided_before_is_taken_up_as_if_it_had_been_decided_here()
    {
        const string Rules = "lists: {bad: [bad word]}\nrules: [{name: bad, when: phrase(\"bad\"), then: block}, {name: all, when: 'count(user, \"message\", duration(\"1h\")) + count(user, \"block\", duration(\"24h\")) + sum(user, \"characters\", duration(\"1h\")) + distinct(user, \"conversation\", duration(\"1h\")) > 0.0 && turns() > 0 && previous().verdict == \"block\"', then: flag}]";
        var bundle = Of(Rules);
        var log = Custos.Records.EventLog.InMemory();
        var before = new Gatekeeper(bundle, TimeProvider.System);
        for (var i = 0; i < 50; i++) await Replay.DecisionReplayTests.RecordAsync(log, before, Hello with { Text = i % 3 == 0 ? "a bad word" : "hello", User = $"user-{i % 3}", Conversation = $"talk-{i % 4}" });

        var after = new Gatekeeper(bundle, TimeProvider.System);
        after.Reach.ShouldBe(TimeSpan.FromHours(24));
        (await after.TakeUpAsync(log.ReadAsync(default), default)).ShouldBe(50);

        foreach (var user in new[] { "user-0", "user-1", "user-2", "nobody" })
        {
            foreach (var talk in new[] { "talk-0", "talk-3", "new" })
            {
                var message = Hello with { User = user, Conversation = talk };
                var (one, other) = (await DecideAsync(before, message), await DecideAsync(after, message));
                CountsOf(other).ShouldBe(CountsOf(one));
                CountsOf(one).Length.ShouldBe(5);
            }
        }
    }

    [Fact]
    public void Nothing_is_to_be_taken_up_where_nothing_is_counted() => new Gatekeeper(Of("rules: [{name: r, when: 'true', then: flag}]"), TimeProvider.System).Reach.ShouldBeNull();

    // How many seconds ago the turn before was differs from one to the other.
    private static Observation[] CountsOf(Decision decision) => [.. decision.Observations.Where(seen => seen.Of != "previous()")];

    private static Signal SlowScores() => Fails("hate", async token =>
    {
        await Task.Delay(1, token);
        return [0.9];
    });
}
