using Custos.Records;
using Custos.Store.Record;
using Custos.Text.Tables;

namespace Custos.Store.Import;

/// <summary>How do records that were made elsewhere get into the store? In pieces, each whole or not at all; a row that is there already is not added again.</summary>
/// <remarks>Thread-safe: one import at a time, the others wait.</remarks>
public sealed class Imports : IDisposable
{
    private const int PieceRows = 10_000;
    private const int PieceBytes = 16 << 20;
    private const string Conflict = "The key is there already with other content.";

    private readonly StoreFile _store;
    private readonly JournaledImport _journaled;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _one = new(1, 1);

    internal Imports(StoreFile store, EmbeddedEventLog log, TimeProvider time)
    {
        _store = store;
        _time = time;
        _journaled = new JournaledImport(store, log, time);
    }

    /// <summary>The tables that take an import.</summary>
    public static IReadOnlyList<string> Tables { get; } = [.. ImportTarget.All.Select(target => target.Table)];

    /// <summary>Which columns does such a table's file have? Those that may be absent or empty in brackets.</summary>
    public static string ColumnsOf(string table) => string.Join(", ", ImportTarget.Of(table).Columns.Select(column => column.IsRequired ? column.Name : $"[{column.Name}]"));

    /// <exception cref="BadInputException">No table of this name takes an import.</exception>
    public static void Require(string table) => ImportTarget.Of(table);

    /// <summary>Reads the rows of the file into the table, a piece of at most 10,000 rows at a time.</summary>
    /// <param name="table">One of <see cref="Tables"/>.</param>
    /// <param name="rows">The file, none of it read yet; columns it has besides those of the table are passed over.</param>
    /// <param name="run">How.</param>
    /// <param name="cancellationToken">Stops the import; pieces that were stored stay, and a run with the same hash goes on behind them.</param>
    /// <exception cref="BadInputException">There is no such table, or a row is wrong and bad rows are not passed over; nothing of its piece was imported.</exception>
    public async Task<ImportCount> RunAsync(string table, Table rows, ImportRun run, CancellationToken cancellationToken)
    {
        var target = ImportTarget.Of(table);
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(target, new ImportReader(target, rows), run, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<ImportCount> RunAsync(ImportTarget target, ImportReader reader, ImportRun run, CancellationToken cancellationToken)
    {
        var (piece, count) = run.FileHash is null ? (0, new ImportCount(0, 0)) : Progress(run.FileHash, target.Table);
        var rejected = run.Rejected.Values.Sum();
        count = count with { Rows = count.Rows + rejected, Rejected = rejected, Resumed = count.Rows };
        for (var skipped = 0L; skipped < count.Resumed && reader.Next(out var row, out _);) skipped += row is null ? 0 : 1;
        for (var isLast = false; !isLast; piece++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = Gather(reader, run.SkipsBad, out isLast);
            var came = await AddAsync(target, rows, piece, isLast, run, cancellationToken);
            count = count with { Rows = count.Rows + came.Rows, Added = count.Added + came.Added, Conflicts = count.Conflicts + came.Conflicts };
            run.Progress?.Invoke(count);
        }

        return count;
    }

    private (long Piece, ImportCount Count) Progress(string hash, string table)
    {
        using var connection = _store.Connect();
        return ImportPieces.Read(connection, hash, table);
    }

    private static List<ImportedRow> Gather(ImportReader reader, bool skipsBad, out bool isLast)
    {
        var rows = new List<ImportedRow>();
        isLast = false;
        for (var bytes = 0; rows.Count < PieceRows && bytes < PieceBytes;)
        {
            if (!reader.Next(out var row, out var bad))
            {
                isLast = true;
                break;
            }

            if (row is not null)
            {
                rows.Add(row);
                bytes += row.Bytes;
            }
            else if (!skipsBad)
            {
                throw bad!;
            }
        }

        return rows;
    }

    private async Task<ImportCount> AddAsync(ImportTarget target, List<ImportedRow> rows, long piece, bool isLast, ImportRun run, CancellationToken cancellationToken)
    {
        var rejected = piece == 0 ? run.Rejected : new Dictionary<string, long>();
        var count = new ImportCount(0, 0);
        if (target.KnownFile is null && (rows.Count > 0 || rejected.Count > 0)) count = await _journaled.AddAsync(target, rows, rejected, cancellationToken);
        using var connection = _store.Connect();
        connection.InTransaction(() =>
        {
            if (target.KnownFile is { } knownFile && rows.Count > 0) count = ImportedTable.Add(connection, target, knownFile, rows);
            if (target.KnownFile is not null && rows.Count + rejected.Count > 0)
            {
                var day = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
                IntakeTables.Add(connection, day, ImportedEvents.Source, target.Table, count.Rows + rejected.Values.Sum(), count.Added, count.AlreadyThere);
                foreach (var (reason, number) in rejected) IntakeTables.Reject(connection, day, ImportedEvents.Source, target.Table, reason, number);
                if (count.Conflicts > 0) IntakeTables.Reject(connection, day, ImportedEvents.Source, target.Table, Conflict, count.Conflicts);
            }

            if (run.FileHash is not { } hash) return;
            if (isLast) ImportPieces.Complete(connection, hash, target.Table);
            else ImportPieces.Add(connection, hash, target.Table, piece, count);
        });
        return count;
    }
}
