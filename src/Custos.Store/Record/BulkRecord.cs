using Custos.Records;
using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>How do very many events get into the tables at once? Without the journal, a piece at a time, each whole or not at all.</summary>
/// <remarks>
/// It holds the folder as a server does, and drains the journal before. Pieces are written beside one another and committed in their order, so that
/// the tables hold the same rows in the same order however many threads write.
/// </remarks>
public sealed class BulkRecord : IDisposable
{
    private const int ChecksEvery = 4_096;
    private const long MemoryBytes = 512L << 20;

    private readonly DirectoryLock _lock;
    private readonly StoreFile _file;
    private readonly object _gate = new();
    private int _next;

    private BulkRecord(DirectoryLock held, StoreFile file, long position)
    {
        _lock = held;
        _file = file;
        Position = position;
    }

    /// <summary>The number of the last event that was there before.</summary>
    public long Position { get; }

    /// <summary>Opens the store, makes it where there is none, and takes in what its journal still holds.</summary>
    /// <exception cref="BadInputException">Another process holds it, or it cannot be read or written.</exception>
    public static async Task<BulkRecord> OpenAsync(DataDirectory directory, TimeProvider? time = null)
    {
        await using (EmbeddedStore.Open(new EventLogOptions { DataDirectory = directory }, time))
        {
            // Closing drains the journal.
        }

        var held = DirectoryLock.TryTake(directory) ?? throw DirectoryLock.Held(directory, ServerFile.TryRead(directory));
        StoreFile? file = null;
        try
        {
            // Each writer does its own work: threads of DuckDB's would only wait beside them.
            file = StoreFile.Open(directory.Database, time ?? TimeProvider.System, new DatabaseOptions { Threads = 1, MemoryLimitBytes = MemoryBytes });
            using var connection = file.Connect();
            return new BulkRecord(held, file, JournalPosition.Read(connection));
        }
        catch
        {
            file?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Is there an exchange with this identifier?</summary>
    public bool Holds(Guid exchange)
    {
        using var connection = _file.Connect();
        using var statement = connection.Prepare(SqlFile.Load("Record/Exists")).Bind(1, exchange);
        using var rows = statement.Query(CancellationToken.None);
        return rows.NextChunk() && rows[0].ReadBoolean(0);
    }

    /// <summary>Takes the numbers up to this one, so that whatever is recorded later comes after; those that stay unused do no harm.</summary>
    /// <param name="last">The last number.</param>
    /// <param name="firstPiece">Which piece is committed first; those before it are there.</param>
    public void Begin(long last, int firstPiece)
    {
        _next = firstPiece;
        using var connection = _file.Connect();
        JournalPosition.Advance(connection, last);
    }

    /// <summary>Writes one piece, and commits it once every piece before it is committed.</summary>
    /// <param name="piece">Its place in the order.</param>
    /// <param name="events">Its events with their numbers, above <see cref="Position"/> and above those of pieces before.</param>
    /// <param name="cancellationToken">Stops it; nothing of this piece is then in the tables.</param>
    public void Write(int piece, IEnumerable<(long Number, Event Event)> events, CancellationToken cancellationToken)
    {
        using var connection = _file.Connect();
        connection.InTransaction(() =>
        {
            using var tables = new RecordedTables(connection);
            var written = 0;
            foreach (var (number, item) in events)
            {
                if (++written % ChecksEvery == 0) cancellationToken.ThrowIfCancellationRequested();
                tables.Add(item, number);
            }

            tables.Flush();
            WaitForTurn(piece, cancellationToken);
        });
        lock (_gate)
        {
            _next = piece + 1;
            Monitor.PulseAll(_gate);
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private void WaitForTurn(int piece, CancellationToken cancellationToken)
    {
        using var stopped = cancellationToken.Register(WakeAll);
        lock (_gate)
        {
            while (_next != piece)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }
        }
    }

    private void WakeAll()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
