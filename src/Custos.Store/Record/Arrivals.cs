using Custos.Records;
using Custos.Records.Signals;
using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>Which of a batch's rows from outside are new, and what became of them all? Decided in the transaction that stores them.</summary>
/// <remarks>
/// A row is known by its id, which its sender's key gives it. A batch asks the database once for each group of ids that are near in time: rows that
/// come late cost a reading of their time, not of everything between then and now. Not thread-safe; one for each batch.
/// </remarks>
internal sealed class Arrivals
{
    private const long NearMilliseconds = 10 * 60 * 1000;

    private const int MostGroups = 16;

    private readonly List<(Event Event, long Sequence)> _events = [];
    private readonly Dictionary<(DateOnly Day, string Source, string Signal), Account> _accounts = [];
    private readonly Dictionary<(DateOnly Day, string Source, string Signal, string Reason), long> _rejections = [];

    /// <summary>How many events were added.</summary>
    public int Count => _events.Count;

    /// <summary>Adds an event of the journal, in its order: an intake before its rows.</summary>
    public void Add(Event item, long sequence) => _events.Add((item, sequence));

    /// <summary>Puts into the tables what is new, and into the accounts what became of it.</summary>
    public void StoreIn(RecordedTables tables, Connection connection)
    {
        var known = KnownIn(connection);
        (DateOnly, string, string)? of = null;
        foreach (var (item, sequence) in _events)
        {
            if (item is Intake intake)
            {
                of = Open(intake);
                continue;
            }

            var isNew = item.Source is null || known.Add(item.Id);
            if (isNew) tables.Add(item, sequence);
            if (item.Source is null || item.IsPart || of is not { } account) continue;
            if (isNew) _accounts[account].Stored++;
            else _accounts[account].Duplicates++;
        }

        WriteAccounts(connection);
    }

    private (DateOnly, string, string) Open(Intake intake)
    {
        var key = (DateOnly.FromDateTime(intake.At.UtcDateTime), intake.Source ?? throw new InvalidDataException("An intake does not say where it came from."), intake.Of);
        if (!_accounts.TryGetValue(key, out var account)) _accounts.Add(key, account = new Account());
        account.Received += intake.Received;
        foreach (var (reason, rows) in intake.Rejected)
        {
            var rejected = (key.Item1, key.Item2, key.Of, reason);
            _rejections[rejected] = _rejections.GetValueOrDefault(rejected) + rows;
        }

        return key;
    }

    private HashSet<Guid> KnownIn(Connection connection)
    {
        var ids = _events.Where(static one => one.Event is not Intake && one.Event.Source is not null).Select(static one => one.Event.Id).Order().ToList();
        var known = new HashSet<Guid>(ids.Count);
        if (ids.Count == 0) return known;
        using var statement = connection.Prepare(SqlFile.Load("Record/Known"));
        var start = 0;
        for (var groups = 1; start < ids.Count; groups++)
        {
            var end = groups == MostGroups ? ids.Count : EndOfGroup(ids, start);
            statement.Bind(1, [.. ids[start..end].Select(static id => id.ToString())]).Bind(2, ids[start]).Bind(3, ids[end - 1]);
            using var rows = statement.Query(CancellationToken.None);
            while (rows.NextChunk())
            {
                for (var row = 0; row < rows.Count; row++) known.Add(rows[0].ReadGuid(row));
            }

            start = end;
        }

        return known;
    }

    private static int EndOfGroup(List<Guid> ids, int start)
    {
        var end = start + 1;
        while (end < ids.Count && Milliseconds(ids[end]) - Milliseconds(ids[end - 1]) <= NearMilliseconds) end++;
        return end;
    }

    private static long Milliseconds(Guid id) => (long)(Uuid.ToWide(id) >> 80);

    private void WriteAccounts(Connection connection)
    {
        foreach (var ((day, source, signal), rows) in _accounts) IntakeTables.Add(connection, day, source, signal, rows.Received, rows.Stored, rows.Duplicates);
        foreach (var ((day, source, signal, reason), rows) in _rejections) IntakeTables.Reject(connection, day, source, signal, reason, rows);
    }

    private sealed class Account
    {
        public long Received { get; set; }

        public long Stored { get; set; }

        public long Duplicates { get; set; }
    }
}
