using System.Diagnostics;
using Custos.Store.DuckDb;

namespace Custos.Store.Import;

/// <summary>Which rows of a piece are new to their table? They are added to it, in the connection's transaction.</summary>
internal static class ImportedTable
{
    /// <summary>Adds what is new; a row whose key is there is a duplicate or, where it holds something else, a conflict.</summary>
    public static ImportCount Add(Connection connection, ImportTarget target, string knownFile, IReadOnlyList<ImportedRow> rows)
    {
        var known = KnownIn(connection, target, knownFile, rows);
        long added = 0, conflicts = 0;
        using var appender = connection.Append(target.Table);
        foreach (var row in rows)
        {
            var key = row.KeyOf(target);
            if (known.TryGetValue(key, out var there))
            {
                if (!there.Holds(row)) conflicts++;
                continue;
            }

            known.Add(key, row);
            for (var i = 0; i < row.Count; i++) Add(appender, row[i]);
            appender.EndRow();
            added++;
        }

        appender.Flush();
        return new ImportCount(rows.Count, added, conflicts);
    }

    private static Dictionary<string, ImportedRow> KnownIn(Connection connection, ImportTarget target, string knownFile, IReadOnlyList<ImportedRow> rows)
    {
        var known = new Dictionary<string, ImportedRow>(rows.Count, StringComparer.Ordinal);
        var first = target.KeyPlaces[0];
        using var statement = connection.Prepare(SqlFile.Load(knownFile)).Bind(1, [.. rows.Select(row => row[first]!.ToString()!).Distinct()]);
        using var found = statement.Query(CancellationToken.None);
        while (found.NextChunk())
        {
            for (var row = 0; row < found.Count; row++)
            {
                var values = new object?[found.Columns.Count];
                for (var i = 0; i < values.Length; i++) values[i] = found[i].ReadAny(row);
                var there = new ImportedRow(values);
                known[there.KeyOf(target)] = there;
            }
        }

        return known;
    }

    private static void Add(Appender appender, object? value)
    {
        switch (value)
        {
            case null: appender.AddNull(); break;
            case string text: appender.Add(text); break;
            case DateTimeOffset at: appender.Add(at); break;
            case double number: appender.Add(number); break;
            case long whole: appender.Add(whole); break;
            case int small: appender.Add(small); break;
            case bool truth: appender.Add(truth); break;
            case Guid id: appender.Add(id); break;
            default: throw new UnreachableException(value.GetType().Name);
        }
    }
}
