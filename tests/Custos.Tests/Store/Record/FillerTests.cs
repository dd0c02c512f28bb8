using Custos.Records;
using Custos.Store;
using Custos.Store.Journal;
using Custos.Tests.Store.Journal;

namespace Custos.Tests.Store.Record;

public sealed class FillerTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private EventLogOptions Options => new() { DataDirectory = _folder.Data, FillInterval = TimeSpan.FromHours(1) };

    private string JournalFolder => Path.Combine(_folder.Data.Path, "journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_crash_left_in_the_journal_is_found_exactly_once()
    {
        var events = SomeEvents.Pairs(200);
        var crashed = _folder.File("crashed");
        await using (var store = EmbeddedStore.Open(Options))
        {
            foreach (var pair in events.Chunk(2)) await store.Log.AppendAsync(pair, default);

            // The filler sleeps: what a crash would leave now is the journal alone.
            CopyJournal(crashed);
        }

        await using var again = EmbeddedStore.Open(Options with { DataDirectory = new DataDirectory(crashed) });

        (await IdsAsync(again)).ShouldBe(events.Select(item => item.Id));
    }

    [Fact]
    public async Task A_crash_between_the_commit_and_the_deletion_of_the_journal_repeats_nothing()
    {
        var events = SomeEvents.Pairs(200);
        var kept = _folder.File("kept");
        await using (var store = EmbeddedStore.Open(Options))
        {
            foreach (var pair in events[..200].Chunk(2)) await store.Log.AppendAsync(pair, default);
            await store.Log.FlushAsync(default);
            foreach (var pair in events[200..].Chunk(2)) await store.Log.AppendAsync(pair, default);
            CopyJournal(kept);
        }

        // The database holds all of it; the journal is back as it was before.
        Directory.Delete(JournalFolder, recursive: true);
        Directory.Move(Path.Combine(kept, "journal"), JournalFolder);
        await using (var again = EmbeddedStore.Open(Options))
        {
            (await IdsAsync(again)).ShouldBe(events.Select(item => item.Id));
            again.Log.Counters.Stored.ShouldBe(0);
            await again.Log.AppendAsync([SomeEvents.Exchange(1)], default);
            (await IdsAsync(again)).Count.ShouldBe(401);
        }

        Directory.GetFiles(JournalFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Segments_are_deleted_once_the_database_holds_them_while_recording_goes_on()
    {
        await using var store = EmbeddedStore.Open(Options with { SegmentBytes = 10_000, FillInterval = TimeSpan.FromMilliseconds(5) });
        var events = SomeEvents.Pairs(1000);

        foreach (var few in events.Chunk(20)) await store.Log.AppendAsync(few, default);
        await store.Log.FlushAsync(default);
        for (var i = 0; i < 6000 && Directory.GetFiles(JournalFolder).Length > 1; i++) await Task.Delay(10);

        Directory.GetFiles(JournalFolder).Length.ShouldBe(1);
        store.Log.Counters.JournalBytes.ShouldBeInRange(1, new FileInfo(Directory.GetFiles(JournalFolder)[0]).Length);
        (await IdsAsync(store)).ShouldBe(events.Select(item => item.Id));
    }

    [Fact]
    public async Task A_disk_that_was_full_for_a_while_costs_nothing_that_was_acknowledged()
    {
        var disk = new FailingDisk();
        await using var store = EmbeddedStore.Open(Options with { CreateFile = disk.Create });
        var acknowledged = new List<Guid>();
        foreach (var pair in SomeEvents.Pairs(60).Chunk(2))
        {
            disk.IsFull = acknowledged.Count is >= 40 and < 42;
            try
            {
                await store.Log.AppendAsync(pair, default);
                acknowledged.AddRange(pair.Select(item => item.Id));
            }
            catch (EventLogOverloadedException)
            {
                disk.IsFull = false;
                await store.Log.AppendAsync(pair, default);
                acknowledged.AddRange(pair.Select(item => item.Id));
            }
        }

        (await IdsAsync(store)).ShouldBe(acknowledged);
        store.Log.Counters.Refused.ShouldBe(2);
    }

    [Fact]
    public async Task Batches_smaller_than_an_append_still_store_it_whole()
    {
        await using var store = EmbeddedStore.Open(Options with { FillBatch = 3 });
        var events = SomeEvents.Pairs(10);

        await store.Log.AppendAsync(events, default);
        await store.Log.AppendAsync(SomeEvents.Pairs(1), default);

        (await IdsAsync(store)).Take(20).ShouldBe(events.Select(item => item.Id));
    }

    [Fact]
    public async Task An_event_of_a_newer_program_is_not_lost_and_stops_only_the_filling()
    {
        using (var newer = new JournalWriter(JournalWriterTests.Options(JournalFolder), nextSequence: 1, journalBytes: 0)) _ = newer.Append([250, 1, 2], 1);

        await using (var store = EmbeddedStore.Open(Options with { FillInterval = TimeSpan.FromMilliseconds(5) }))
        {
            await store.Log.AppendAsync(SomeEvents.Pairs(1), default);
            for (var i = 0; i < 1000 && store.Log.Counters.Trouble is null; i++) await Task.Delay(10);
            store.Log.Counters.Trouble!.ShouldContain("unknown kind (250)");
            store.Log.Counters.Stored.ShouldBe(0);
        }

        JournalRecovery.Run(JournalFolder, storedSequence: 0).LastSequence.ShouldBe(3);
    }

    private void CopyJournal(string to)
    {
        Directory.CreateDirectory(Path.Combine(to, "journal"));
        foreach (var file in Directory.GetFiles(JournalFolder)) File.Copy(file, Path.Combine(to, "journal", Path.GetFileName(file)));
    }

    private static async Task<List<Guid>> IdsAsync(EmbeddedStore store)
    {
        var ids = new List<Guid>();
        await foreach (var item in store.Log.ReadAsync(default)) ids.Add(item.Id);
        return ids;
    }
}
