using Custos.Gate;
using Custos.Gate.Replay;
using Custos.Records;
using static Custos.Tests.Gate.SomeBundles;

namespace Custos.Tests.Gate.Replay;

public sealed class DecisionReplayTests
{
    private const string Rules = "thresholds: {hate: {at: 0.5, band: [0.4, 0.6]}}\nlists: {bad: [bad word]}\nrules: [{name: often, when: 'count(user, \"message\", duration(\"1h\")) >= 3.0', then: hold}, {name: turn, when: 'turns() == 2 && previous().seconds >= 0.0', then: flag}, {name: bad, when: phrase(\"bad\"), then: redact}, {name: hate, when: flagged(\"hate\"), then: block}]";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task The_same_bundle_gives_no_difference_on_any_number_of_threads(int threads)
    {
        var bundle = Of(Rules, Scores("hate", 0.45));
        var log = await TrafficAsync(bundle);

        var replayed = await new DecisionReplay(bundle, threads).RunAsync(log.ReadAsync(default), default).ToListAsync();

        replayed.Select(one => one.Then).ShouldBe(await log.ReadAsync(default).OfType<Decision>().ToListAsync());
        replayed.ShouldAllBe(one => one.IsBySameBundle);
        replayed.SelectMany(one => one.Differences()).ShouldBeEmpty();
        replayed.Select(one => one.Then.Verdict.Name).Distinct().Count().ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task A_decision_that_wanted_every_label_is_made_again_with_all()
    {
        var bundle = Of("lists: {bad: [bad word]}\nrules: [{name: bad, when: phrase(\"bad\"), then: block}, {name: hate, when: score(\"hate\") > 0.5, then: block}]", Scores("hate", 0.2));
        var log = EventLog.InMemory();
        await RecordAsync(log, new Gatekeeper(bundle, TimeProvider.System), Hello with { Text = "a bad word", WantsAll = true });

        var replayed = await new DecisionReplay(bundle, 1).RunAsync(log.ReadAsync(default), default).ToListAsync();

        replayed.ShouldHaveSingleItem().Differences().ShouldBeEmpty();
        replayed[0].Now!.Buckets.Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_tampered_with_is_told_by_its_part()
    {
        var bundle = Of(Rules, Scores("hate", 0.9));
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System);
        var message = Hello with { User = "u", Conversation = "c" };
        var decision = await gatekeeper.DecideAsync(Guid.NewGuid(), message, CancellationToken.None);
        var log = EventLog.InMemory();
        await log.AppendAsync([ExchangeOf(message, decision), decision with { Verdict = new Verdict.Allow(), Buckets = [] }], default);

        var replayed = await new DecisionReplay(bundle, 1).RunAsync(log.ReadAsync(default), default).ToListAsync();

        replayed.ShouldHaveSingleItem().Differences().ShouldBe(["verdict", "buckets"]);
    }

    [Fact]
    public async Task A_decision_without_its_text_has_no_second_making()
    {
        var bundle = Of(Rules, Scores("hate", 0.9));
        var log = EventLog.InMemory();
        await log.AppendAsync([await DecideAsync(bundle)], default);

        (await new DecisionReplay(bundle, 2).RunAsync(log.ReadAsync(default), default).ToListAsync()).ShouldHaveSingleItem().Now.ShouldBeNull();
    }

    [Fact]
    public async Task A_candidate_that_counts_what_was_not_counted_then_says_so()
    {
        var log = await TrafficAsync(Of("rules: [{name: r, when: 'false', then: block}]"));
        var candidate = Of("rules: [{name: r, when: 'count(user, \"message\", duration(\"1h\")) > 100.0', then: block}]");

        var replayed = await new DecisionReplay(candidate, 1).RunAsync(log.ReadAsync(default), default).ToListAsync();

        replayed.ShouldAllBe(one => !one.IsBySameBundle);
        replayed.ShouldAllBe(one => one.NotRecorded().Single() == "count(user, \"message\", 01:00:00)");
    }

    [Fact]
    public async Task It_stops_when_it_is_told_to()
    {
        var bundle = Of(Rules, Scores("hate", 0.9));
        var log = await TrafficAsync(bundle);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await new DecisionReplay(bundle, 2).RunAsync(log.ReadAsync(default), stop.Token).ToListAsync(CancellationToken.None));
    }

    /// <summary>Some users' messages in two directions, decided on and recorded as a server does.</summary>
    internal static async Task<EventLog> TrafficAsync(Bundle bundle)
    {
        var log = EventLog.InMemory();
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System);
        for (var i = 0; i < 60; i++)
        {
            var message = Hello with
            {
                Text = i % 3 == 0 ? $"a bad word, number {i}" : $"hello number {i}",
                User = i % 5 == 0 ? null : $"user-{i % 4}",
                Conversation = $"talk-{i % 7}",
                Direction = i % 2 == 0 ? Direction.Input : Direction.Output,
            };
            await RecordAsync(log, gatekeeper, message);
        }

        return log;
    }

    internal static async Task<Decision> RecordAsync(EventLog log, Gatekeeper gatekeeper, Message message)
    {
        var decision = await gatekeeper.DecideAsync(Guid.NewGuid(), message, CancellationToken.None);
        await log.AppendAsync([ExchangeOf(message, decision), decision], CancellationToken.None);
        return decision;
    }

    private static Exchange ExchangeOf(Message message, Decision decision) => new(decision.ExchangeId, decision.At)
    {
        Endpoint = message.Endpoint,
        User = message.User,
        Conversation = message.Conversation,
        Address = message.Address,
        Input = message.Direction == Direction.Input ? message.Text : null,
        Output = message.Direction == Direction.Output ? message.Text : null,
    };
}
