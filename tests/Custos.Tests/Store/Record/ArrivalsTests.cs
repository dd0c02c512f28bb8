using Custos.Records;
using Custos.Records.Telemetry;
using Custos.Store;
using Custos.Store.Report;

namespace Custos.Tests.Store.Record;

public sealed class ArrivalsTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private EventLogOptions Options => new() { DataDirectory = _folder.Data, FillInterval = TimeSpan.FromMilliseconds(5) };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_comes_from_outside_reads_back_as_it_came()
    {
        await using var store = EmbeddedStore.Open(Options);
        Event[] events = [.. SomeEvents.Telemetry, SomeEvents.Outside(1), SomeEvents.Outside(6), .. SomeEvents.Pairs(3)];

        await store.Log.AppendAsync(events, default);

        var read = await ReadAsync(store);
        read.Where(one => one is not Decision).ShouldBe(events.Where(one => one is not Decision));
        read.Count.ShouldBe(events.Length);
    }

    [Fact]
    public async Task A_row_that_is_sent_again_is_counted_and_not_stored_again()
    {
        await using (var store = EmbeddedStore.Open(Options))
        {
            await store.Log.AppendAsync([Intake("traces", 3), SomeEvents.Outside(1), SomeEvents.Outside(2), SomeEvents.Outside(2)], default);
            await store.Log.FlushAsync(default);
            await store.Log.AppendAsync([Intake("traces", 4, new Rejection("no id", 2)), SomeEvents.Outside(2), SomeEvents.Outside(3), SomeEvents.Telemetry[2] with { IsPart = true }], default);
            await store.Log.AppendAsync([Intake("feedback", 1), SomeEvents.Telemetry[0]], default);
            await store.Log.FlushAsync(default);
        }

        // A process that never saw them knows them as well.
        await using var again = EmbeddedStore.Open(Options);
        await again.Log.AppendAsync([Intake("feedback", 2, new Rejection("too large", 1)), SomeEvents.Telemetry[0]], default);

        (await ReadAsync(again)).ShouldBe([SomeEvents.Outside(1), SomeEvents.Outside(2), SomeEvents.Outside(3), SomeEvents.Telemetry[2], SomeEvents.Telemetry[0]]);
        var table = await again.Reports.RunAsync("intake", new ReportPeriod(), default);
        table.Rows.Select(row => string.Join(' ', row.Skip(1))).ShouldBe(["otlp feedback 3 1 1 1 0", "otlp traces 7 3 2 2 0"]);
    }

    [Fact]
    public async Task Rows_far_apart_in_time_are_known_all_the_same()
    {
        await using var store = EmbeddedStore.Open(Options);
        Event[] rows = [.. Enumerable.Range(0, 60).Select(i => SomeEvents.Outside(i, SomeEvents.Noon.AddHours(-i * i)))];

        await store.Log.AppendAsync([Intake("traces", 60), .. rows], default);
        await store.Log.FlushAsync(default);
        await store.Log.AppendAsync([Intake("traces", 60), .. rows.Reverse()], default);

        (await ReadAsync(store)).Count.ShouldBe(60);
        var table = await store.Reports.RunAsync("intake", new ReportPeriod(), default);
        table.Rows.Select(row => string.Join(' ', row.Skip(1))).ShouldBe(["otlp traces 120 60 60 0 0"]);
    }

    [Fact]
    public async Task Rows_are_known_across_all_pieces_of_one_transaction()
    {
        // Nothing is filled before all of it waits: one transaction, three pieces, each row twice and far apart.
        await using var store = EmbeddedStore.Open(Options with { FillInterval = TimeSpan.FromHours(1) });
        Event[] rows = [.. Enumerable.Range(0, 20_000).Select(static i => SomeEvents.Outside(i))];
        foreach (var _ in (int[])[1, 2])
        {
            foreach (var few in rows.Chunk(1000)) await store.Log.AppendAsync([Intake("traces", few.Length), .. few], default);
        }

        (await ReadAsync(store)).ShouldBe(rows);
        var table = await store.Reports.RunAsync("intake", new ReportPeriod(), default);
        table.Rows.Select(row => string.Join(' ', row.Skip(1))).ShouldBe(["otlp traces 40000 20000 20000 0 0"]);
    }

    [Fact]
    public async Task Texts_as_long_as_a_request_may_hold_are_stored_in_the_memory_that_recording_has()
    {
        await using var store = EmbeddedStore.Open(Options);
        var text = string.Concat(Enumerable.Range(0, 8_000_000).Select(static i => (char)('a' + i * 7919L % 26)));
        Event[] rows = [.. Enumerable.Range(0, 8).Select(i => SomeEvents.Exchange(i) with { Input = text, Output = text, Attributes = text })];

        foreach (var row in rows) await store.Log.AppendAsync([row], default);

        (await ReadAsync(store)).ShouldBe(rows);
    }

    private static Intake Intake(string of, long received, params Rejection[] rejected) => new(Event.NewId(SomeEvents.Noon), SomeEvents.Noon) { Source = "otlp", Of = of, Received = received, Rejected = [.. rejected] };

    private static async Task<List<Event>> ReadAsync(EmbeddedStore store)
    {
        var read = new List<Event>();
        await foreach (var one in store.Log.ReadAsync(default)) read.Add(one);
        return read;
    }
}
