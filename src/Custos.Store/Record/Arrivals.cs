using Custos.Records;
using Custos.Records.Telemetry;
using Custos.Store.DuckDb;
using Custos.Store.Journal;

namespace Custos.Store.Record;

/// <summary>Which of a transaction's rows from outside are new, and what became of them all? Decided in the transaction that stores them.</summary>
/// <remarks>
/// A row is known by its id, which its sender's key gives it. Events wait until a piece of them is together; then the database is asked once for
/// each group of ids that are near in time: rows that come late cost a reading of their time, not of everything between then and now. Of what
/// was stored only the ids stay in memory. Not thread-safe; one for each transaction.
/// </remarks>
internal sealed class Arrivals(Connection connection) : IDisposable
{
    private const int PieceEvents = 16_384;
    private const int PieceBytes = 16 << 20;

    private readonly RecordedTables _tables = new(connection);
    private readonly KnownRows _known = new(connection);
    private readonly Dictionary<(DateOnly Day, string Source, string Signal), Account> _accounts = [];
    private readonly Dictionary<(DateOnly Day, string Source, string Signal, string Reason), long> _rejections = [];
    private readonly List<(Event Event, long Sequence)> _piece = [];
    private int _pieceBytes;
    private Account? _account;

    /// <summary>How many events were added.</summary>
    public int Events { get; private set; }

    /// <summary>How many bytes the journal held of them.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds the events of an append, in the journal's order: an intake before its rows.</summary>
    public void Add(Frame frame, ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        for (var i = 0; i < frame.Count; i++) _piece.Add((EventCodec.Read(ref reader), frame.Sequence + i));
        Events += frame.Count;
        Bytes += payload.Length;
        _pieceBytes += payload.Length;
        if (_piece.Count >= PieceEvents || _pieceBytes >= PieceBytes) StorePiece();
    }

    /// <summary>Puts what is new into the tables, and what became of all rows into the accounts.</summary>
    public void Store()
    {
        StorePiece();
        _tables.Flush();
        foreach (var ((day, source, signal), rows) in _accounts) IntakeTables.Add(connection, day, source, signal, rows.Received, rows.Stored, rows.Duplicates);
        foreach (var ((day, source, signal, reason), rows) in _rejections) IntakeTables.Reject(connection, day, source, signal, reason, rows);
    }

    public void Dispose() => _tables.Dispose();

    private void StorePiece()
    {
        _known.Ask([.. _piece.Where(static one => one.Event is not Intake && one.Event.Source is not null).Select(static one => one.Event.Id)]);
        foreach (var (item, sequence) in _piece)
        {
            if (item is Intake intake) _account = Open(intake);
            else Store(item, sequence);
        }

        _piece.Clear();
        _pieceBytes = 0;
    }

    private void Store(Event item, long sequence)
    {
        var isNew = item.Source is null || _known.Add(item.Id);
        if (isNew) _tables.Add(item, sequence);
        if (item.Source is null || item.IsPart || _account is null) return;
        if (isNew) _account.Stored++;
        else _account.Duplicates++;
    }

    private Account Open(Intake intake)
    {
        var key = (DateOnly.FromDateTime(intake.At.UtcDateTime), intake.Source ?? throw new InvalidDataException("An intake does not say where it came from."), intake.Of);
        if (!_accounts.TryGetValue(key, out var account)) _accounts.Add(key, account = new Account());
        account.Received += intake.Received;
        foreach (var (reason, rows) in intake.Rejected)
        {
            var rejected = (key.Item1, key.Item2, key.Of, reason);
            _rejections[rejected] = _rejections.GetValueOrDefault(rejected) + rows;
        }

        return account;
    }

    private sealed class Account
    {
        public long Received { get; set; }

        public long Stored { get; set; }

        public long Duplicates { get; set; }
    }
}
