using System.Collections.Immutable;
using Custos.Gate;
using Custos.Gate.Caching;
using Custos.Policy.Conditions;
using Custos.Records;
using static Custos.Tests.Gate.SomeBundles;

namespace Custos.Tests.Gate.Caching;

public sealed class VerdictCacheTests
{
    private const string Lists = "lists: {bad: [bad word], worse: [worse word]}\n";
    private static readonly GatekeeperOptions On = new() { VerdictCacheBytes = 1 << 20 };

    /// <summary>Conditions of every sort: of the text, of who sends it, of the time, of other traffic, of a tool call.</summary>
    private static readonly string[][] Policies =
    [
        [PolicyOf("text", Lists + "rules: [{name: bad, when: phrase(\"bad\"), then: redact}, {name: raw, when: 'raw.contains(\"BAD\")', then: flag}]")],
        [PolicyOf("text", Lists + "rules: [{name: bad, when: phrase(\"worse\"), then: block}]"), PolicyOf("who", "rules: [{name: ann, when: user == \"ann\" && text.contains(\"word\"), then: hold}, {name: plan, when: tier() == \"free\", then: flag}]", "[output]")],
        [PolicyOf("often", "rules: [{name: often, when: 'user != \"\" && count(user, \"message\", duration(\"1h\")) > 20.0', then: hold}]", "[input]"), PolicyOf("text", Lists + "rules: [{name: bad, when: phrase(\"bad\"), then: block}]", "[output]")],
        [PolicyOf("turns", "rules: [{name: third, when: conversation != \"\" && turns() > 3, then: flag}]"), PolicyOf("tools", "tools: {search: any}\nrules: [{name: path, when: 'has(tool.arguments.path)', then: hold}]", "[tool_call]")],
        [PolicyOf("score", "thresholds: {hate: {at: 0.5, band: [0.4, 0.5]}}\nrules: [{name: hate, when: flagged(\"hate\"), then: block}, {name: lists, when: 'endpoint == \"/a\" && language() == \"en\"', then: flag}]")],
    ];

    [Fact]
    public async Task With_and_without_the_cache_all_decisions_are_the_same()
    {
        var random = new Random(7);
        var bundles = Policies.Select(policies => Of(policies, new LengthScores())).ToArray();
        var clock = new Clock();
        var (with, without) = (new Gatekeeper(bundles[0], clock, On), new Gatekeeper(bundles[0], clock));
        for (var i = 0; i < 6000; i++)
        {
            if (random.Next(50) == 0)
            {
                var bundle = bundles[random.Next(bundles.Length)];
                foreach (var gatekeeper in (Gatekeeper[])[with, without])
                {
                    gatekeeper.Swap(bundle);
                    await gatekeeper.FillAsync(EventLog.InMemory().ReadAsync(default), CancellationToken.None);
                }
            }

            clock.Now += TimeSpan.FromSeconds(random.Next(20));
            var message = SomeMessage(random);
            var (cached, plain) = (await DecideAsync(with, message), await DecideAsync(without, message));

            ShouldAgree(cached, plain, i);
            ShouldAgree(await Gatekeeper.ReplayAsync(with.Bundle, message, cached, clock, CancellationToken.None), plain, i);
        }

        with.Remembered.Hits.ShouldBeGreaterThan(500);
        without.Remembered.Hits.ShouldBe(0);
    }

    // docs/decisions/0003-verdicts-by-raw-text.md: equal normalised texts differ in their places, in what classifiers read, and in what rules ask of the raw text.
    [Fact]
    public async Task Texts_that_differ_only_in_what_normalising_takes_away_get_their_own_verdicts()
    {
        var bundle = Of(Lists + "thresholds: {hate: {at: 0.5}}\nrules: [{name: raw, when: 'raw.contains(\"BAD\")', then: flag}, {name: hate, when: score(\"hate\") > 0.96, then: block}, {name: bad, when: phrase(\"bad\"), then: redact}]", new LengthScores());
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System, On);
        string[] texts = ["a bad word", "a b\u0430d word", "a ba\u200Bd word", "A BAD WORD", "\uFF41 bad word"];
        foreach (var text in texts)
        {
            var message = Hello with { Text = text };
            var (first, second, alone) = (await DecideAsync(gatekeeper, message), await DecideAsync(gatekeeper, message), await DecideAsync(bundle, message));

            first.Verdict.ShouldBe(alone.Verdict);
            second.Verdict.ShouldBe(alone.Verdict);
        }

        gatekeeper.Remembered.Hits.ShouldBe(texts.Length);
        ((Verdict.Redact)(await DecideAsync(gatekeeper, Hello with { Text = texts[2] })).Verdict).Stretches.ShouldBe([new Stretch(2, 9)]);
    }

    [Fact]
    public async Task Caches_without_room_change_no_verdict()
    {
        var scores = new ScoreCache(1);
        var bundle = Of(Lists + "rules: [{name: r, when: phrase(\"bad\"), then: redact}, {name: hate, when: score(\"hate\") > 0.5, then: block}]", scores.Before(Scores("hate", 0.3)));
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System, new GatekeeperOptions { VerdictCacheBytes = 1 });
        for (var i = 0; i < 200; i++)
        {
            var text = i % 2 == 0 ? $"hello {i / 4}" : $"a bad word {i / 4}";

            (await DecideAsync(gatekeeper, Hello with { Text = text })).Verdict.ShouldBe((await DecideAsync(bundle, text)).Verdict);
        }

        gatekeeper.Remembered.Entries.ShouldBe(0);
    }

    [Fact]
    public async Task A_remembered_verdict_is_a_decision_of_its_own_and_says_where_it_comes_from()
    {
        var bundle = Of(Lists + "rules: [{name: bad, when: phrase(\"bad\"), then: block}]");
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System, On);
        var message = Hello with { Text = "a bad word" };

        var (first, second) = (await DecideAsync(gatekeeper, message), await DecideAsync(gatekeeper, message with { Deadline = TimeSpan.FromSeconds(1) }));

        first.Observations.ShouldBeEmpty();
        second.Observations.ShouldBe([new Observation("verdict cache", "hit")]);
        (second.Id, second.ExchangeId).ShouldNotBe((first.Id, first.ExchangeId));
        second.DeadlineMilliseconds.ShouldBe(1000);
        second.Tiers.ShouldBe(first.Tiers.Select(time => time with { Microseconds = 0 }));
        second.Verdict.ShouldBe(first.Verdict);
        (await Gatekeeper.ReplayAsync(bundle, message, second, TimeProvider.System, CancellationToken.None)).Observations.ShouldBe(second.Observations);
    }

    [Fact]
    public async Task What_failed_is_not_remembered()
    {
        var calls = 0;
        var gatekeeper = new Gatekeeper(Of("rules: [{name: hate, when: score(\"hate\") > 0.5, then: block}]", new Flaky(() => ++calls == 1)), TimeProvider.System, On);

        (await DecideAsync(gatekeeper)).Verdict.ShouldBeOfType<Verdict.Unknown>();
        (await DecideAsync(gatekeeper)).Verdict.ShouldBe(new Verdict.Allow());
        (await DecideAsync(gatekeeper)).Verdict.ShouldBe(new Verdict.Allow());
        calls.ShouldBe(2);
    }

    private static void ShouldAgree(Decision one, Decision other, int number)
    {
        one.Verdict.ShouldBe(other.Verdict, $"message {number}");
        one.Findings.ShouldBe(other.Findings);
        one.Buckets.ShouldBe(other.Buckets);
        one.Tiers.Select(time => time.Tier).ShouldBe(other.Tiers.Select(time => time.Tier));
        one.Observations.Where(seen => seen.Of != "verdict cache").ShouldBe(other.Observations);
        (one.BundleId, one.Direction, one.At).ShouldBe((other.BundleId, other.Direction, other.At));
    }

    private static Message SomeMessage(Random random)
    {
        string[] texts = ["hello", "a bad word", "a BAD word", "b4d w0rd", "a worse word", "YSBiYWQgd29yZCBpbiBoZXJl", "{\"path\": \"/x\"}", "{}", "the weather is nice and warm in the town today", ""];
        var direction = (Direction)random.Next(3);
        return Hello with
        {
            Text = texts[random.Next(texts.Length)],
            Direction = direction,
            Tool = direction == Direction.ToolCall ? Pick("search", "delete") : null,
            User = Pick("ann", "bob", null),
            Tier = Pick("free", "pro"),
            Conversation = Pick("c", "d", null),
            Endpoint = Pick("/a", "/b")!,
            WantsAll = random.Next(10) == 0,
        };

        string? Pick(params string?[] choices) => choices[random.Next(choices.Length)];
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class LengthScores : Signal
    {
        public override string Name => "length";

        public override string ContentAddress => "length 1";

        public override ImmutableArray<KnownLabel> Labels { get; } = [new KnownLabel("hate", 0.5, IsCertified: true)];

        public override bool ReadsTextAlone => true;

        public override bool IsImmediateFor(ScoredText text) => true;

        public override ValueTask<ImmutableArray<double>> ScoreAsync(ScoredText text, CancellationToken cancellationToken) =>
            ValueTask.FromResult(ImmutableArray.Create(text.Length % 13 / 13.0));
    }

    private sealed class Flaky(Func<bool> fails) : Signal
    {
        public override string Name => "flaky";

        public override string ContentAddress => "flaky 1";

        public override ImmutableArray<KnownLabel> Labels { get; } = [new KnownLabel("hate", 0.5, IsCertified: true)];

        public override bool ReadsTextAlone => true;

        public override bool IsImmediateFor(ScoredText text) => true;

        public override ValueTask<ImmutableArray<double>> ScoreAsync(ScoredText text, CancellationToken cancellationToken) =>
            fails() ? throw new InvalidOperationException("down") : ValueTask.FromResult(ImmutableArray.Create(0.1));
    }
}
