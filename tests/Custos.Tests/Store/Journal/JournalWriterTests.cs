using Custos.Records;
using Custos.Store;
using Custos.Store.Journal;

namespace Custos.Tests.Store.Journal;

public sealed class JournalWriterTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly FailingDisk _disk = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_lone_append_waits_for_one_sync_and_many_share_theirs()
    {
        using var writer = Open();
        await writer.Append("one"u8, 1);
        _disk.Syncs.ShouldBe(1);

        _disk.MaySync.Reset();
        var first = writer.Append("two"u8, 1);
        while (writer.Counts().Queued > 0) await Task.Yield();
        var rest = Enumerable.Range(0, 100).Select(_ => writer.Append("three"u8, 1)).ToList();
        _disk.MaySync.Set();
        await Task.WhenAll([first, .. rest]);

        _disk.Syncs.ShouldBe(3);
        writer.End.Sequence.ShouldBe(102);
    }

    [Fact]
    public async Task An_append_is_answered_after_the_sync_that_covers_it_and_not_before()
    {
        using var writer = Open();
        _disk.MaySync.Reset();

        var append = writer.Append("one"u8, 1);
        await Task.Delay(50);
        append.IsCompleted.ShouldBeFalse();
        writer.End.Sequence.ShouldBe(0);
        _disk.MaySync.Set();
        await append;

        writer.End.Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task When_the_queue_is_full_commit_mode_refuses_and_counts()
    {
        using var writer = Open(queueCapacity: 10);
        _disk.MaySync.Reset();
        var first = writer.Append("x"u8, 1);
        while (writer.Counts().Queued > 0) await Task.Yield();
        var kept = Enumerable.Range(0, 10).Select(_ => writer.Append("x"u8, 1)).ToList();

        Should.Throw<EventLogOverloadedException>(() => { _ = writer.Append("x"u8, 1); }).Message.ShouldContain("queue is full");
        Should.Throw<EventLogOverloadedException>(() => { _ = writer.Append("x"u8, 3); });

        _disk.MaySync.Set();
        await Task.WhenAll([first, .. kept]);
        writer.Counts().ShouldBe((11L, 4L, 0L, 0, writer.Counts().Bytes));
        await writer.Append("x"u8, 1);
    }

    [Fact]
    public async Task When_the_queue_is_full_async_mode_counts_what_it_drops()
    {
        using var writer = Open(Durability.Async, queueCapacity: 10);
        _disk.MaySync.Reset();
        await writer.Append("x"u8, 1);
        while (writer.Counts().Queued > 0) await Task.Delay(1);
        for (var i = 0; i < 15; i++) await writer.Append("x"u8, 1);

        var counts = writer.Counts();
        counts.Accepted.ShouldBe(11);
        counts.Dropped.ShouldBe(5);
        counts.Queued.ShouldBe(10);

        _disk.MaySync.Set();
        await writer.FlushAsync();
        writer.End.Sequence.ShouldBe(11);
    }

    [Fact]
    public async Task Async_mode_is_on_the_disk_within_its_promise()
    {
        using var writer = Open(Durability.Async);
        await writer.Append("x"u8, 1);

        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        while (writer.End.Sequence < 1 && System.Diagnostics.Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10)) await Task.Delay(1);

        // 50 ms is the promise; a machine under load may add to it here.
        System.Diagnostics.Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_full_disk_refuses_loses_nothing_acknowledged_and_recovers()
    {
        using (var writer = Open())
        {
            await writer.Append("before"u8, 1);
            _disk.IsFull = true;
            for (var i = 0; i < 3; i++)
            {
                (await Should.ThrowAsync<EventLogOverloadedException>(() => writer.Append("refused"u8, 1))).Message.ShouldContain("No space left on device");
            }

            _disk.IsFull = false;
            await writer.Append("after"u8, 1);
            writer.Counts().Refused.ShouldBe(3);
            writer.Counts().Accepted.ShouldBe(2);
        }

        ReadAll().ShouldBe(["before", "after"]);
    }

    [Fact]
    public async Task A_failed_sync_is_not_trusted_again_and_a_new_file_is_begun()
    {
        using (var writer = Open())
        {
            await writer.Append("before"u8, 1);
            _disk.SyncFails = true;
            await Should.ThrowAsync<EventLogOverloadedException>(() => writer.Append("refused"u8, 1));
            _disk.SyncFails = false;
            await writer.Append("after"u8, 1);
        }

        Directory.GetFiles(_folder.Path).Length.ShouldBe(2);
        ReadAll().ShouldBe(["before", "after"]);
    }

    [Fact]
    public async Task Async_mode_keeps_what_it_took_in_until_the_disk_has_room()
    {
        using (var writer = Open(Durability.Async))
        {
            _disk.IsFull = true;
            await writer.Append("waiting"u8, 1);
            await Task.Delay(150);
            _disk.IsFull = false;
            await writer.FlushAsync();
        }

        ReadAll().ShouldBe(["waiting"]);
    }

    [Fact]
    public async Task Async_mode_counts_what_a_disk_full_to_the_end_has_lost()
    {
        var writer = Open(Durability.Async);
        _disk.IsFull = true;
        await writer.Append("lost"u8, 2);
        writer.Dispose();

        writer.Counts().ShouldBe((0L, 0L, 2L, 0, writer.Counts().Bytes));
    }

    [Fact]
    public async Task A_journal_that_nobody_empties_stops_growing()
    {
        using var writer = new JournalWriter(Options(_folder.Path) with { MaxJournalBytes = 1000 }, 1, 0);
        while (writer.Counts().Bytes < 900) await writer.Append(new byte[50], 1);

        Should.Throw<EventLogOverloadedException>(() => { _ = writer.Append(new byte[200], 1); }).Message.ShouldContain("does not take up its events");
        writer.Released(500);
        await writer.Append(new byte[200], 1);
    }

    [Fact]
    public async Task Segments_are_begun_anew_at_their_size_and_read_in_order()
    {
        using (var writer = new JournalWriter(Options(_folder.Path) with { SegmentBytes = 200 }, 1, 0))
        {
            for (var i = 0; i < 50; i++) await writer.Append(System.Text.Encoding.UTF8.GetBytes($"event {i}"), 1);
        }

        Directory.GetFiles(_folder.Path).Length.ShouldBeGreaterThan(5);
        ReadAll().ShouldBe(Enumerable.Range(0, 50).Select(i => $"event {i}"));
        ReadAll(after: 30).ShouldBe(Enumerable.Range(30, 20).Select(i => $"event {i}"));
    }

    [Fact]
    public void An_append_after_the_end_is_refused()
    {
        var writer = Open();
        writer.Dispose();

        Should.Throw<ObjectDisposedException>(() => { _ = writer.Append("x"u8, 1); });
    }

    internal static JournalOptions Options(string directory) => new()
    {
        Directory = directory,
        Durability = Durability.Commit,
        QueueCapacity = 1000,
        QueueBytes = 1_000_000,
        SegmentBytes = 1_000_000,
        MaxJournalBytes = 10_000_000,
    };

    private JournalWriter Open(Durability durability = Durability.Commit, int queueCapacity = 1000) =>
        new(Options(_folder.Path) with { Durability = durability, QueueCapacity = queueCapacity, Create = _disk.Create }, nextSequence: 1, journalBytes: 0);

    private List<string> ReadAll(long after = 0)
    {
        using var reader = new JournalReader(_folder.Path, after);
        var texts = new List<string>();
        while (reader.Next(new DurableEnd(long.MaxValue, 0, long.MaxValue - 1), out var payload) is not null) texts.Add(System.Text.Encoding.UTF8.GetString(payload));
        return texts;
    }
}
