using System.Diagnostics;
using Custos.Records;
using Custos.Store.DuckDb;
using Custos.Store.Journal;

namespace Custos.Store.Record;

/// <summary>How do journaled events get into the database? One thread reads the journal and writes batches, each in one transaction with its position.</summary>
/// <remarks>
/// The position in the same transaction makes every event arrive exactly once: after a crash the reading goes on behind the last
/// position that was committed. Segments are deleted once everything in them is in the database's own file.
/// </remarks>
internal sealed class Filler : IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A checkpoint writes the last row groups of every table again, so it pays to make few; what waits for it is read again after a crash.
    private const long MostUnreleased = 128L << 20;

    private readonly StoreFile _store;
    private readonly JournalWriter _journal;
    private readonly string _directory;
    private readonly EventLogOptions _options;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private readonly List<(long Sequence, TaskCompletionSource Done)> _waiters = [];
    private Connection? _connection;
    private JournalReader? _reader;
    private long _stored;
    private long _checkpointed;
    private long _storedEvents;
    private string? _trouble;
    private long _troubleSince;
    private bool _stopping;

    public Filler(StoreFile store, JournalWriter journal, string directory, EventLogOptions options, long storedSequence)
    {
        _store = store;
        _journal = journal;
        _directory = directory;
        _options = options;
        _stored = storedSequence;
        _checkpointed = -1;
        _thread = new Thread(Run) { IsBackground = true, Name = "custos filler", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>Every event up to this number is in the database.</summary>
    public long StoredSequence => Interlocked.Read(ref _stored);

    /// <summary>How many events this process has put into the database.</summary>
    public long StoredEvents => Interlocked.Read(ref _storedEvents);

    /// <summary>Why the database takes nothing at the moment; null when it does.</summary>
    public string? Trouble => Volatile.Read(ref _trouble);

    /// <summary>Completes once every event up to this number is in the database.</summary>
    /// <exception cref="BadInputException">The database has taken nothing for ten seconds, or takes nothing and the filler ends.</exception>
    public Task FillAsync(long sequence)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping, this);
            if (StoredSequence >= sequence) return Task.CompletedTask;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((sequence, done));
            Monitor.Pulse(_gate);
            return done.Task;
        }
    }

    /// <summary>Stores what is on the disk, as far as the database takes it, and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    private void Run()
    {
        var stopping = false;
        while (!stopping)
        {
            stopping = Pause(Trouble is null ? _options.FillInterval : RetryPause);
            try
            {
                StoreUpTo(_journal.End, stopping);
                Volatile.Write(ref _trouble, null);
            }
            catch (Exception refused) when (refused is DuckDbException or IOException or UnauthorizedAccessException or InvalidDataException)
            {
                // The journal keeps what the database does not take; it is tried again.
                if (Trouble is null) _troubleSince = Stopwatch.GetTimestamp();
                Volatile.Write(ref _trouble, refused.Message);
                Reset(refused is DuckDbException { IsFatal: true });
            }

            Answer(stopping);
        }

        _reader?.Dispose();
        _connection?.Dispose();
    }

    // True when the filler shall end after one more round.
    private bool Pause(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (!_stopping && (_waiters.Count == 0 || Trouble is not null))
            {
                var left = time - Stopwatch.GetElapsedTime(began);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left)) break;
            }

            return _stopping;
        }
    }

    private void StoreUpTo(DurableEnd end, bool stopping)
    {
        var isQuiet = StoredSequence >= end.Sequence;
        while (StoredSequence < end.Sequence)
        {
            StoreBatch(end);
            ReleaseSegments(Math.Min(MostUnreleased, _options.MaxJournalBytes / 8), all: false);
            Volatile.Write(ref _trouble, null);
            Answer(stopping: false);
        }

        if (isQuiet || stopping) ReleaseSegments(atLeast: 0, all: stopping);
    }

    // One transaction.
    private void StoreBatch(DurableEnd end)
    {
        _connection ??= Connect();
        _reader ??= new JournalReader(_directory, StoredSequence);
        var (last, events) = (end.Sequence, 0);
        _connection.InTransaction(() =>
        {
            using var arrivals = new Arrivals(_connection);

            // Numbers whose append was refused have no frame: behind the last frame the position passes over them.
            while (_reader.Next(end, out var payload) is { } frame)
            {
                arrivals.Add(frame, payload);
                if (arrivals.Events < _options.FillBatch && arrivals.Bytes < _options.FillBytes) continue;
                last = frame.LastSequence;
                break;
            }

            arrivals.Store();
            events = arrivals.Events;
            JournalPosition.Advance(_connection, last);
        });
        Interlocked.Exchange(ref _stored, last);
        Interlocked.Add(ref _storedEvents, events);
    }

    // Only the database knows whether a commit that failed half-way has taken place.
    private Connection Connect()
    {
        var connection = _store.ConnectToRecord();
        Interlocked.Exchange(ref _stored, JournalPosition.Read(connection));
        return connection;
    }

    // A segment is needed until the database's own file, not only its write-ahead log, holds its last event.
    private void ReleaseSegments(long atLeast, bool all)
    {
        var end = _journal.End;
        var segments = Segment.AllIn(_directory);
        var done = new List<(string Path, long Bytes)>();
        for (var i = 0; i < segments.Count; i++)
        {
            var growing = segments[i].FirstSequence >= end.Segment;
            var last = i + 1 < segments.Count ? segments[i + 1].FirstSequence - 1 : end.Sequence;
            if (last <= StoredSequence && (all || !growing)) done.Add((segments[i].Path, new FileInfo(segments[i].Path).Length));
        }

        if (done.Count == 0 || done.Sum(static segment => segment.Bytes) < atLeast) return;
        if (_checkpointed < StoredSequence && !Checkpoint()) return;
        foreach (var (path, bytes) in done)
        {
            File.Delete(path);
            _journal.Released(bytes);
        }
    }

    private bool Checkpoint()
    {
        var stored = StoredSequence;
        try
        {
            (_connection ??= Connect()).Execute(SqlFile.Load("Record/Checkpoint"), CancellationToken.None);
            _checkpointed = stored;
            return true;
        }
        catch (DuckDbException busy) when (!busy.IsFatal)
        {
            // Somebody else's transaction is open, for instance an import: the next round tries again.
            return false;
        }
    }

    // After a failure the position is the database's, and the reading begins anew from there.
    private void Reset(bool fatal)
    {
        _reader?.Dispose();
        _reader = null;
        _connection?.Dispose();
        _connection = null;
        if (!fatal) return;
        try
        {
            _store.TryReopen();
        }
        catch (BadInputException stillFull)
        {
            Volatile.Write(ref _trouble, stillFull.Message);
        }
    }

    private void Answer(bool stopping)
    {
        var hopeless = Trouble is not null && (stopping || Stopwatch.GetElapsedTime(_troubleSince) > Patience);
        lock (_gate)
        {
            _waiters.RemoveAll(waiter =>
            {
                if (waiter.Sequence <= StoredSequence) return waiter.Done.TrySetResult();
                return hopeless && waiter.Done.TrySetException(new BadInputException(
                    $"The database does not take the recorded events: {Trouble}",
                    "They are safe in the journal. Make room on the disk, or start the program that wrote them, and ask again.",
                    _directory));
            });
        }
    }
}
