using System.Diagnostics;
using System.Globalization;
using Custos.Records;

namespace Custos.Store.Journal;

/// <summary>How do appends become durable? One thread writes everything that waits, syncs once, and then answers all who waited.</summary>
/// <remarks>
/// While one group is synced the next one gathers, so an append waits for at most two syncs, and for one when nobody else appends.
/// Thread-safe.
/// </remarks>
internal sealed class JournalWriter : IDisposable
{
    /// <summary>How long an asynchronous group gathers; with the sync it stays below the promised 50 ms.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    // Where a file does not grow, a sync need not wait for the file system's own journal: zeros are written ahead, this many at a time.
    private static readonly byte[] Ahead = new byte[1024 * 1024];

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(50);

    private readonly JournalOptions _options;
    private readonly object _gate = new();
    private readonly Thread _thread;
    private JournalGroup _gathering = new();
    private JournalGroup _spare = new();
    private DurableFile? _file;
    private uint _seed;
    private Segment? _segment;
    private long _fileLength;
    private long _synced;
    private long _allocated;
    private DurableEnd _end;
    private long _nextSequence;
    private long _journalBytes;
    private long _accepted;
    private long _refused;
    private long _dropped;
    private bool _flushing;
    private bool _stopping;

    /// <param name="options">Where and how.</param>
    /// <param name="nextSequence">The number of the next event, above every number ever used.</param>
    /// <param name="journalBytes">What older segments take on the disk.</param>
    public JournalWriter(JournalOptions options, long nextSequence, long journalBytes)
    {
        _options = options;
        _nextSequence = nextSequence;
        _end = new DurableEnd(nextSequence, 0, nextSequence - 1);
        _journalBytes = journalBytes;
        Directory.CreateDirectory(options.Directory);
        _thread = new Thread(Run) { IsBackground = true, Name = "custos journal", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>How far the journal is on the disk.</summary>
    public DurableEnd End => Volatile.Read(ref _end);

    public SyncTimes Syncs { get; } = new();

    public (long Accepted, long Refused, long Dropped, int Queued, long Bytes) Counts()
    {
        lock (_gate)
        {
            return (_accepted, _refused, _dropped, _gathering.Events, Interlocked.Read(ref _journalBytes));
        }
    }

    /// <summary>Takes in the events of one append; the task completes once they are as durable as was asked for.</summary>
    /// <exception cref="EventLogOverloadedException">The queue or the journal is full (commit mode; in async mode the events are counted as dropped).</exception>
    public Task Append(ReadOnlySpan<byte> payload, int count)
    {
        if (payload.Length > Frame.MaxPayloadBytes) throw new ArgumentException("One append may hold at most 256 MiB.", nameof(payload));
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping, this);
            if (WhyFull(payload.Length, count) is { } full)
            {
                if (_options.Durability == Durability.Commit)
                {
                    _refused += count;
                    throw new EventLogOverloadedException(full);
                }

                _dropped += count;
                return Task.CompletedTask;
            }

            _gathering.Add(payload, _nextSequence, count);
            _nextSequence += count;
            _accepted += count;
            Monitor.Pulse(_gate);
            return _options.Durability == Durability.Commit ? _gathering.Done : Task.CompletedTask;
        }
    }

    /// <summary>Completes once everything appended so far is on the disk, or was counted as lost.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            // An empty group is synced too: whatever came before it is then on the disk.
            _flushing = true;
            Monitor.Pulse(_gate);
            return _gathering.Done;
        }
    }

    /// <summary>Tells the writer that older segments were deleted.</summary>
    public void Released(long bytes) => Interlocked.Add(ref _journalBytes, -bytes);

    /// <summary>Writes what waits, syncs and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        EndSegment();
    }

    private string? WhyFull(int bytes, int count)
    {
        if (_gathering.Events > 0 && (_gathering.Events + count > _options.QueueCapacity || _gathering.Length + (long)bytes > _options.QueueBytes))
        {
            return string.Create(CultureInfo.InvariantCulture, $"The recorder's queue is full ({_gathering.Events} events wait for the disk). Try again later.");
        }

        return Interlocked.Read(ref _journalBytes) + bytes <= _options.MaxJournalBytes ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"The journal has reached its limit of {_options.MaxJournalBytes} bytes because the database does not take up its events. Try again later; see whether the disk is full.");
    }

    private void Run()
    {
        while (NextGroup() is { } group) Keep(group);
    }

    // The group to write now; null when there is nothing left and the writer shall end.
    private JournalGroup? NextGroup()
    {
        lock (_gate)
        {
            while (_gathering.Events == 0 && !_flushing && !_stopping) Monitor.Wait(_gate);
            if (_options.Durability == Durability.Async) Gather();
            if (_gathering.Events == 0 && !_flushing) return null;
            _flushing = false;
            var group = _gathering;
            _gathering = _spare;
            _spare = group;
            return group;
        }
    }

    private void Gather()
    {
        var began = Stopwatch.GetTimestamp();
        while (!_flushing && !_stopping && _gathering.Length < 1024 * 1024)
        {
            var left = Gathering - Stopwatch.GetElapsedTime(began);
            if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left)) return;
        }
    }

    // Writes and syncs the group, and answers; in async mode it is tried again until the disk has room or the writer ends.
    private void Keep(JournalGroup group)
    {
        while (true)
        {
            try
            {
                if (group.Events > 0) WriteAndSync(group);
                group.Complete();
                return;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                if (_options.Durability == Durability.Async && !PauseOrStop()) continue;
                Refuse(group, failure);
                return;
            }
        }
    }

    private void WriteAndSync(JournalGroup group)
    {
        try
        {
            if (_file is null || _fileLength >= _options.SegmentBytes) StartSegment(group.FirstSequence);
            Frame.Seal(group.Frames, _seed);
            Allocate(group.Length);
            _file!.Write(group.Frames, _fileLength);
            var began = Stopwatch.GetTimestamp();
            _file.Sync();
            Syncs.Add(Stopwatch.GetElapsedTime(began));
        }
        catch (IOException)
        {
            // Nothing is certain of this file now but what was synced before: it is cut there, and another one begun.
            EndSegment();
            throw;
        }

        _fileLength += group.Length;
        Interlocked.Add(ref _journalBytes, _fileLength - _synced);
        _synced = _fileLength;
        Volatile.Write(ref _end, new DurableEnd(_segment!.FirstSequence, _fileLength, group.LastSequence));
    }

    private void StartSegment(long firstSequence)
    {
        EndSegment();
        _synced = 0;
        _allocated = 0;
        _segment = Segment.In(_options.Directory, firstSequence);

        // A try that a crash cut short may have left one of this name, without a frame.
        File.Delete(_segment.Path);
        _file = _options.Create(_segment.Path);
        _file.Write(Segment.NewHeader(firstSequence, out _seed), 0);
        _fileLength = Segment.HeaderBytes;
    }

    private void Allocate(int bytes)
    {
        if (_fileLength + bytes <= _allocated) return;
        _file!.Write(Ahead, Math.Max(_fileLength, _allocated));
        _allocated = Math.Max(_fileLength, _allocated) + Ahead.Length;
    }

    private void EndSegment()
    {
        if (_segment is null) return;
        try
        {
            _file?.Cut(_synced);
            _file?.Dispose();

            // Where the disk is full, every append tries a new file: none may be left behind.
            if (_synced == 0) File.Delete(_segment.Path);
        }
        catch (IOException)
        {
            // What stands behind the last synced frame is found at the next start: zeros, or frames that were refused, which
            // a refusal does not promise to be gone.
            _file?.Dispose();
        }

        _file = null;
        _segment = null;
    }

    // True when the writer shall end.
    private bool PauseOrStop()
    {
        lock (_gate)
        {
            if (!_stopping) Monitor.Wait(_gate, RetryPause);
            return _stopping;
        }
    }

    private void Refuse(JournalGroup group, Exception failure)
    {
        lock (_gate)
        {
            _accepted -= group.Events;
            if (_options.Durability == Durability.Commit) _refused += group.Events;
            else _dropped += group.Events;
        }

        group.Fail(new EventLogOverloadedException(
            $"The recorder cannot write to its disk, and keeps nothing that it cannot keep safely: {failure.Message} Make room or mend the disk; nothing that was acknowledged is lost."));
    }
}
