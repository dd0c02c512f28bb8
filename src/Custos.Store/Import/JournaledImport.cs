using Custos.Records;
using Custos.Records.Telemetry;
using Custos.Store.DuckDb;
using Custos.Store.Record;

namespace Custos.Store.Import;

/// <summary>How do rows that are records get in? As everything that is recorded: through the journal, in one append with their account.</summary>
internal sealed class JournaledImport(StoreFile store, EmbeddedEventLog log, TimeProvider time)
{
    private const string Conflict = "The key is there already with other content.";
    private const long Near = 1_000;

    private static readonly TimeSpan RoomPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Appends what is new and what is known; a row whose id is there with other content is rejected as a conflict.</summary>
    public async Task<ImportCount> AddAsync(ImportTarget target, IReadOnlyList<ImportedRow> rows, IReadOnlyDictionary<string, long> rejected, CancellationToken cancellationToken)
    {
        // What was appended before must be where it is looked for.
        await log.FlushAsync(cancellationToken);
        var events = rows.Select(row => ImportedEvents.Of(target.Table, row)).ToList();
        var known = KnownAmong(events, cancellationToken);
        var taken = new List<Event>(events.Count + 1);
        long added = 0, conflicts = 0;
        foreach (var item in events)
        {
            if (known.TryGetValue(item.Id, out var there))
            {
                if (there == item) taken.Add(item);
                else conflicts++;
                continue;
            }

            known.Add(item.Id, item);
            taken.Add(item);
            added++;
        }

        var now = time.GetUtcNow();
        var reasons = rejected.Select(reason => new Rejection(reason.Key, reason.Value));
        if (conflicts > 0) reasons = reasons.Append(new Rejection(Conflict, conflicts));
        taken.Insert(0, new Intake(Event.NewId(now), now) { Source = ImportedEvents.Source, Of = target.Table, Received = rows.Count + rejected.Values.Sum(), Rejected = [.. reasons] });
        await AppendAsync(taken, cancellationToken);
        return new ImportCount(rows.Count, added, conflicts);
    }

    private async Task AppendAsync(List<Event> taken, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await log.AppendAsync(taken, cancellationToken);
                return;
            }
            catch (EventLogOverloadedException)
            {
                // The journal is full for the moment: an import has time.
                await Task.Delay(RoomPause, time, cancellationToken);
            }
        }
    }

    private Dictionary<Guid, Event> KnownAmong(List<Event> events, CancellationToken cancellationToken)
    {
        var known = new Dictionary<Guid, Event>(events.Count);
        if (events.Count == 0) return known;
        using var connection = store.Connect();
        var sequences = SequencesOf(connection, [.. events.Select(item => item.Id).Order()], cancellationToken);
        for (var start = 0; start < sequences.Count;)
        {
            var end = start + 1;
            while (end < sequences.Count && sequences[end] - sequences[end - 1] <= Near) end++;
            foreach (var there in RecordedEvents.Read(connection, sequences[start] - 1, sequences[end - 1], cancellationToken)) known[there.Id] = there;
            start = end;
        }

        return known;
    }

    private static List<long> SequencesOf(Connection connection, List<Guid> ids, CancellationToken cancellationToken)
    {
        using var statement = connection.Prepare(SqlFile.Load("Import/KnownTelemetry")).Bind(1, [.. ids.Select(id => id.ToString())]).Bind(2, ids[0]).Bind(3, ids[^1]);
        using var rows = statement.Query(cancellationToken);
        var sequences = new List<long>();
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++) sequences.Add(rows[1].ReadInt64(row));
        }

        sequences.Sort();
        return sequences;
    }
}
