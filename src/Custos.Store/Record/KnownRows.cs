using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>Which rows from outside are there already, before this transaction or by it?</summary>
/// <remarks>The database says what was there before; what the transaction itself adds is remembered here. Not thread-safe; one for each transaction.</remarks>
internal sealed class KnownRows(Connection connection)
{
    private const long NearMilliseconds = 10 * 60 * 1000;

    private const int MostGroups = 16;

    private readonly HashSet<Guid> _known = [];

    /// <summary>Learns which of these ids the database holds.</summary>
    public void Ask(Guid[] ids)
    {
        if (ids.Length == 0) return;
        Array.Sort(ids);
        Bring(ids);
        using var statement = connection.Prepare(SqlFile.Load("Record/Known"));
        var start = 0;
        for (var groups = 1; start < ids.Length; groups++)
        {
            var end = groups == MostGroups ? ids.Length : EndOfGroup(ids, start);
            using var rows = statement.Bind(1, ids[start]).Bind(2, ids[end - 1]).Query(CancellationToken.None);
            while (rows.NextChunk())
            {
                for (var row = 0; row < rows.Count; row++) _known.Add(rows[0].ReadGuid(row));
            }

            start = end;
        }
    }

    /// <summary>Remembers a row; false when it is known already.</summary>
    public bool Add(Guid id) => _known.Add(id);

    // A table of their own takes a quarter of the time that a list of as many values takes.
    private void Bring(Guid[] ids)
    {
        connection.Execute(SqlFile.Load("Record/Arrive"), CancellationToken.None);
        using var arrived = connection.Append("arrived");
        foreach (var id in ids)
        {
            arrived.Add(id);
            arrived.EndRow();
        }

        arrived.Flush();
    }

    private static int EndOfGroup(Guid[] ids, int start)
    {
        var end = start + 1;
        while (end < ids.Length && Milliseconds(ids[end]) - Milliseconds(ids[end - 1]) <= NearMilliseconds) end++;
        return end;
    }

    private static long Milliseconds(Guid id) => (long)(Uuid.ToWide(id) >> 80);
}
