using Custos.App.Simulation.Traffic;
using Custos.Records;
using Custos.Store;
using Custos.Store.Record;
using Custos.Tests.Store;

namespace Custos.Tests.App.Simulation.Traffic;

public sealed class TrafficWritingTests
{
    private static readonly TrafficOptions Some = new() { Exchanges = 1_800, Days = 4, Users = 100, PieceExchanges = 250 };

    [Fact]
    public async Task A_store_holds_the_same_events_in_the_same_order_however_many_threads_wrote_them()
    {
        using var one = new TemporaryDirectory();
        using var three = new TemporaryDirectory();
        await WriteAsync(one, Some, threads: 1);
        await WriteAsync(three, Some, threads: 3);

        var events = await EventsAsync(one);

        events.ShouldBe(await EventsAsync(three));
        events.Count(item => item is Exchange).ShouldBe(1_800);
    }

    [Fact]
    public async Task The_same_traffic_again_adds_nothing_and_other_traffic_comes_on_top()
    {
        using var folder = new TemporaryDirectory();
        await WriteAsync(folder, Some, threads: 2);

        var (written, present) = await WriteAsync(folder, Some, threads: 2);
        var other = await WriteAsync(folder, Some with { Seed = 2 }, threads: 2);

        (written, present).ShouldBe((0, 1_800));
        other.ShouldBe((1_800, 0));
        (await EventsAsync(folder)).Count(item => item is Exchange).ShouldBe(3_600);
    }

    [Fact]
    public async Task A_writing_that_is_stopped_leaves_whole_pieces_and_goes_on_behind_them()
    {
        var many = Some with { Exchanges = 10_000 };
        using var folder = new TemporaryDirectory();
        using var whole = new TemporaryDirectory();
        using var stopping = new CancellationTokenSource();
        using (var record = await BulkRecord.OpenAsync(folder.Data))
        {
            var writing = new TrafficWriting(new SimulatedTraffic(many), record);
            var work = writing.RunAsync(2, stopping.Token);
            SpinWait.SpinUntil(() => writing.Written > 0);
            await stopping.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(async () => await work);
        }

        var (_, present) = await WriteAsync(folder, many, threads: 2);
        await WriteAsync(whole, many, threads: 2);

        present.ShouldBeGreaterThan(0);
        (await EventsAsync(folder)).ShouldBe(await EventsAsync(whole));
    }

    [Fact]
    public async Task What_is_recorded_afterwards_comes_after_the_traffic()
    {
        using var folder = new TemporaryDirectory();
        await WriteAsync(folder, Some, threads: 2);
        var exchange = SomeEvents.Exchange(1);
        await using (var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = folder.Data })) await store.Log.AppendAsync([exchange], CancellationToken.None);

        (await EventsAsync(folder))[^1].ShouldBe(exchange);
    }

    [Fact]
    public async Task A_store_that_somebody_holds_is_refused()
    {
        using var folder = new TemporaryDirectory();
        await using var held = EmbeddedStore.Open(new EventLogOptions { DataDirectory = folder.Data });

        await Should.ThrowAsync<BadInputException>(() => BulkRecord.OpenAsync(folder.Data));
    }

    private static async Task<(long Written, long Present)> WriteAsync(TemporaryDirectory folder, TrafficOptions options, int threads)
    {
        using var record = await BulkRecord.OpenAsync(folder.Data);
        var writing = new TrafficWriting(new SimulatedTraffic(options), record);
        await writing.RunAsync(threads, CancellationToken.None);
        return (writing.Written, writing.Present);
    }

    private static async Task<List<Event>> EventsAsync(TemporaryDirectory folder)
    {
        await using var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = folder.Data });
        return await store.Log.ReadAsync(CancellationToken.None).ToListAsync();
    }
}
