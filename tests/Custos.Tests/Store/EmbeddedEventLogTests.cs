using Custos.Records;
using Custos.Records.Opinions;
using Custos.Store;
using Custos.Store.Report;

namespace Custos.Tests.Store;

public sealed class EmbeddedEventLogTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private EventLogOptions Options => new() { DataDirectory = _folder.Data, FillInterval = TimeSpan.FromMilliseconds(20) };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Durability.Commit)]
    [InlineData(Durability.Async)]
    public async Task What_was_appended_is_read_back_in_order(Durability durability)
    {
        await using var store = EmbeddedStore.Open(Options with { Durability = durability });
        var events = SomeEvents.Pairs(50);

        foreach (var pair in events.Chunk(2)) await store.Log.AppendAsync(pair, default);

        ShouldBeSame(await ReadAsync(store.Log), events);
    }

    [Fact]
    public async Task A_new_process_reads_what_an_earlier_one_recorded_and_numbers_go_on()
    {
        var events = SomeEvents.Pairs(30);
        await using (var first = EmbeddedStore.Open(Options)) await first.Log.AppendAsync(events[..40], default);

        await using var second = EmbeddedStore.Open(Options);
        await second.Log.AppendAsync(events[40..], default);

        ShouldBeSame(await ReadAsync(second.Log), events);
    }

    [Fact]
    public async Task Opinions_of_judges_are_read_back_as_they_were_with_what_they_were_formed_on()
    {
        List<Event> events = [.. SomeEvents.Pairs(1), .. SomeEvents.Opinions, .. SomeEvents.Pairs(1, from: 1)];
        await using (var first = EmbeddedStore.Open(Options)) await first.Log.AppendAsync(events, default);

        await using var second = EmbeddedStore.Open(Options);
        var read = await ReadAsync(second.Log);

        read.Select(item => item.Id).ShouldBe(events.Select(item => item.Id));
        read.OfType<Opinion>().ShouldBe(SomeEvents.Opinions);
    }

    [Fact]
    public async Task Many_at_once_are_each_recorded_once()
    {
        await using var store = EmbeddedStore.Open(Options);
        var events = SomeEvents.Pairs(500);

        await Task.WhenAll(events.Chunk(2).Select(pair => Task.Run(async () => await store.Log.AppendAsync(pair, default))));

        var read = await ReadAsync(store.Log);
        read.Select(item => item.Id).ShouldBe(events.Select(item => item.Id), ignoreOrder: true);
        var counters = store.Log.Counters;
        counters.Accepted.ShouldBe(1000);
        counters.Stored.ShouldBe(1000);
        (counters.Refused + counters.Dropped + counters.QueueLength).ShouldBe(0);
        counters.SyncP50.ShouldNotBeNull();
    }

    [Fact]
    public async Task Nothing_is_appended_when_nothing_is_given_or_the_caller_has_gone()
    {
        await using var store = EmbeddedStore.Open(Options);

        await store.Log.AppendAsync([], default);
        await Should.ThrowAsync<OperationCanceledException>(async () => await store.Log.AppendAsync(SomeEvents.Pairs(1), new CancellationToken(canceled: true)));

        (await ReadAsync(store.Log)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lone_surrogate_becomes_a_replacement_character_and_other_texts_stay_as_they_are()
    {
        await using var store = EmbeddedStore.Open(Options);
        string[] texts = ["", "\0", "a\0b", "\u202Eright-to-left", "\U0001D518\U0001F600", new string('x', 1_000_000), "\uD800", "a\uDC00b"];

        foreach (var text in texts) await store.Log.AppendAsync([SomeEvents.Exchange(1, text)], default);

        (await ReadAsync(store.Log)).Select(item => ((Exchange)item).Input).ShouldBe([.. texts[..^2], "\uFFFD", "a\uFFFDb"]);
    }

    [Fact]
    public async Task Times_are_kept_to_the_microsecond_in_utc()
    {
        await using var store = EmbeddedStore.Open(Options);
        var at = new DateTimeOffset(2026, 3, 1, 13, 0, 0, TimeSpan.FromHours(1)).AddTicks(1_234_567);

        await store.Log.AppendAsync([SomeEvents.Exchange(1) with { At = at }], default);

        var read = (await ReadAsync(store.Log)).ShouldHaveSingleItem();
        read.At.ShouldBe(Event.Truncate(at));
        read.At.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_period_is_read_with_the_exchanges_of_its_decisions()
    {
        await using var store = EmbeddedStore.Open(Options);
        var events = SomeEvents.Pairs(40);
        foreach (var pair in events.Chunk(2)) await store.Log.AppendAsync(pair, default);
        var period = new ReportPeriod(SomeEvents.Noon.AddMilliseconds(10), SomeEvents.Noon.AddMilliseconds(20));

        var read = await store.Log.ReadAsync(period, long.MaxValue, default).ToListAsync();

        var decisions = read.OfType<Decision>().ToList();
        decisions.ShouldBe(events.OfType<Decision>().Skip(10).Take(10));
        decisions.Select(decision => decision.ExchangeId).Except(read.OfType<Exchange>().Select(exchange => exchange.Id)).ShouldBeEmpty();
        (await store.Log.ReadAsync(new ReportPeriod(), 6, default).ToListAsync()).Select(item => item.Id).ShouldBe(events[^6..].Select(item => item.Id));
        (await store.Log.ReadAsync(new ReportPeriod(SomeEvents.Noon.AddDays(1)), long.MaxValue, default).ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Huge_texts_are_read_a_few_at_a_time_and_none_is_left_out()
    {
        await using var store = EmbeddedStore.Open(Options);
        var events = Enumerable.Range(0, 40).Select(number => (Event)SomeEvents.Exchange(number, new string('x', 1_000_000))).ToList();
        foreach (var item in events) await store.Log.AppendAsync([item], default);

        (await ReadAsync(store.Log)).Select(item => item.Id).ShouldBe(events.Select(item => item.Id));
    }

    [Fact]
    public async Task After_a_graceful_end_the_journal_is_empty()
    {
        await using (var store = EmbeddedStore.Open(Options)) await store.Log.AppendAsync(SomeEvents.Pairs(10), default);

        Directory.GetFiles(Path.Combine(_folder.Data.Path, "journal")).ShouldBeEmpty();
    }

    private static async Task<List<Event>> ReadAsync(EventLog log)
    {
        var events = new List<Event>();
        await foreach (var item in log.ReadAsync(default)) events.Add(item);
        return events;
    }

    private static void ShouldBeSame(List<Event> read, List<Event> written)
    {
        read.Count.ShouldBe(written.Count);
        for (var i = 0; i < read.Count; i++)
        {
            if (read[i] is Decision a && written[i] is Decision b)
            {
                a.Buckets.ShouldBe(b.Buckets);
                (a with { Buckets = [] }).ShouldBe(b with { Buckets = [] });
            }
            else
            {
                read[i].ShouldBe(written[i]);
            }
        }
    }
}
