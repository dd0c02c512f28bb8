using System.Runtime.CompilerServices;
using Custos.Records;
using Custos.Store.Journal;
using Custos.Store.Record;
using Custos.Store.Report;

namespace Custos.Store;

/// <summary>Where do the events of one machine go? Into a journal on its disk, and from there into DuckDB.</summary>
/// <remarks>Thread-safe. Opened by <see cref="EmbeddedStore"/>, which holds the folder.</remarks>
public sealed class EmbeddedEventLog : EventLog
{
    private const long ReadStretch = 10_000;

    // A decision's exchange was kept before it, in the same append unless a caller of the library split them.
    private const long Lead = 4_096;

    [ThreadStatic]
    private static ByteWriter? _bytes;

    private readonly StoreFile _store;
    private readonly JournalRecovery _recovery;
    private readonly JournalWriter _journal;
    private readonly Filler _filler;
    private bool _disposed;

    internal EmbeddedEventLog(StoreFile store, EventLogOptions options)
    {
        _store = store;
        var directory = options.DataDirectory.Journal;
        var stored = PositionOf(store);
        _recovery = JournalRecovery.Run(directory, stored);
        _journal = new JournalWriter(
            new JournalOptions
            {
                Directory = directory,
                Durability = options.Durability,
                QueueCapacity = options.QueueCapacity,
                QueueBytes = options.QueueBytes,
                SegmentBytes = options.SegmentBytes,
                MaxJournalBytes = options.MaxJournalBytes,
                Create = options.CreateFile,
            },
            Math.Max(stored, _recovery.LastSequence) + 1,
            _recovery.Bytes);
        _filler = new Filler(store, _journal, directory, options, stored);
    }

    /// <summary>What became of every event so far.</summary>
    public EventLogCounters Counters
    {
        get
        {
            var (accepted, refused, dropped, queued, bytes) = _journal.Counts();
            return new EventLogCounters(
                accepted, refused, dropped, _filler.StoredEvents, queued, bytes,
                _journal.Syncs.Quantile(0.5), _journal.Syncs.Quantile(0.99), _journal.Syncs.Quantile(1),
                _recovery.TornBytes, _recovery.DamagedStretches, _filler.Trouble);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Encodes on the caller's thread; a lone surrogate in a text becomes U+FFFD, a time is cut to whole microseconds.</remarks>
    public override ValueTask AppendAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (events.Count == 0) return ValueTask.CompletedTask;
        var bytes = _bytes ??= new ByteWriter();
        bytes.Clear();
        for (var i = 0; i < events.Count; i++) EventCodec.Write(events[i], bytes);
        return new ValueTask(_journal.Append(bytes.Written, events.Count));
    }

    /// <summary>Completes once everything that was acknowledged so far is in the database, where SQL finds it.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the filling goes on.</exception>
    /// <exception cref="BadInputException">The database has taken nothing for ten seconds; the message says why.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _journal.FlushAsync().WaitAsync(cancellationToken);
        await _filler.FillAsync(_journal.End.Sequence).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Event> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        foreach (var item in Read(0, _filler.StoredSequence, cancellationToken)) yield return item;
    }

    /// <summary>The decisions of a period, and the exchanges that they were made on, in the order in which they were kept; nothing that came from outside.</summary>
    /// <param name="period">When they were decided; exchanges from shortly before it are there too.</param>
    /// <param name="most">Of more events than this, the newest.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <remarks>Streams, in bounded memory.</remarks>
    public async IAsyncEnumerable<Event> ReadAsync(ReportPeriod period, long most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        if (NumbersOf(period, cancellationToken) is not var (first, last)) yield break;
        var after = Math.Max(Math.Max(0, first - Lead), last - most);
        foreach (var item in Read(after, last, cancellationToken))
        {
            if (item.Source is not null) continue;
            if (item is not Decision decision || ((period.From is not { } from || decision.At >= from) && (period.To is not { } to || decision.At < to))) yield return item;
        }
    }

    /// <summary>Syncs what waits, fills the database and ends.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await Task.Run(() =>
        {
            _journal.Dispose();
            _filler.Dispose();
        });
        await base.DisposeAsync();
    }

    private (long First, long Last)? NumbersOf(ReportPeriod period, CancellationToken cancellationToken)
    {
        using var connection = _store.Connect();
        return RecordedEvents.NumbersOf(connection, period.From, period.To, cancellationToken);
    }

    private IEnumerable<Event> Read(long after, long last, CancellationToken cancellationToken)
    {
        using var connection = _store.Connect();
        while (after < last)
        {
            var end = RecordedEvents.EndOfStretch(connection, after, Math.Min(last, after + ReadStretch), cancellationToken);
            foreach (var item in RecordedEvents.Read(connection, after, end, cancellationToken)) yield return item;
            after = end;
        }
    }

    private static long PositionOf(StoreFile store)
    {
        using var connection = store.Connect();
        return JournalPosition.Read(connection);
    }
}
