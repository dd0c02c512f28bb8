using System.Diagnostics;
using Custos.Records;
using Custos.Store;

namespace Custos.SlowTests.Store;

public sealed class FullDiskTests
{
    [TinyDisk.RequiredFact]
    public async Task A_disk_that_fills_up_refuses_loses_nothing_acknowledged_and_goes_on_when_there_is_room()
    {
        using var disk = TinyDisk.TryMount(6)!;
        var folder = Path.Combine(disk.Path, "data");
        var acknowledged = new List<Guid>();
        await using (var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = new DataDirectory(folder), SegmentBytes = 200_000, FillInterval = TimeSpan.FromHours(1) }))
        {
            var refused = await AppendAsync(store, acknowledged, until: (_, refusals) => refusals == 200);
            refused.Message.ShouldContain("No space left on device");
            var full = acknowledged.Count;
            Directory.GetFiles(Path.Combine(folder, "journal")).Length.ShouldBeLessThan(100);

            // The database finds the disk full, too, and says so; then both find room.
            var filling = store.Log.FlushAsync(default);
            await UntilAsync(() => store.Log.Counters.Trouble is not null);
            disk.Resize(64);
            await filling;
            await UntilAsync(() => store.Log.Counters.Trouble is null);
            await AppendAsync(store, acknowledged, until: (appended, _) => appended == full + 1000);
        }

        await FoundExactlyOnce.ShouldHoldAsync(folder, acknowledged);
    }

    private static async Task UntilAsync(Func<bool> happened)
    {
        var began = Stopwatch.GetTimestamp();
        while (!happened() && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30)) await Task.Delay(20);
        happened().ShouldBeTrue();
    }

    // The last refusal.
    private static async Task<EventLogOverloadedException> AppendAsync(EmbeddedStore store, List<Guid> acknowledged, Func<int, int, bool> until)
    {
        var last = new EventLogOverloadedException("none");
        for (var refusals = 0; !until(acknowledged.Count, refusals);)
        {
            var at = DateTimeOffset.UtcNow;
            var exchange = new Exchange(Event.NewId(at), at) { Endpoint = "/v1/decisions", Input = new string('x', 1000) };
            var decision = new Decision(Event.NewId(at), at)
            {
                ExchangeId = exchange.Id, Direction = Direction.Input, Verdict = new Verdict.Allow(), Buckets = [],
                BundleId = new string('a', 64), ElapsedMicroseconds = 1, DeadlineMilliseconds = 150,
            };
            try
            {
                await store.Log.AppendAsync([exchange, decision], default);
                acknowledged.Add(decision.Id);
            }
            catch (EventLogOverloadedException refused)
            {
                last = refused;
                refusals++;
            }
        }

        return last;
    }
}
