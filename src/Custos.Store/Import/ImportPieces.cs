using Custos.Store.DuckDb;

namespace Custos.Store.Import;

/// <summary>How far has a file come that was not imported to its end? Kept beside its rows, in their transaction.</summary>
internal static class ImportPieces
{
    /// <summary>How many pieces, and what became of their rows.</summary>
    public static (long Pieces, ImportCount Count) Read(Connection connection, string hash, string table)
    {
        using var statement = connection.Prepare(SqlFile.Load("Import/Progress")).Bind(1, hash).Bind(2, table);
        using var rows = statement.Query(CancellationToken.None);
        rows.NextChunk();
        return (rows[0].ReadInt64(0), new ImportCount(rows[1].ReadInt64(0), rows[2].ReadInt64(0), rows[3].ReadInt64(0)));
    }

    public static void Add(Connection connection, string hash, string table, long piece, ImportCount count)
    {
        using var statement = connection.Prepare(SqlFile.Load("Import/Advance"));
        statement.Bind(1, hash).Bind(2, table).Bind(3, piece).Bind(4, count.Rows).Bind(5, count.Added).Bind(6, count.AlreadyThere).Bind(7, count.Conflicts).Execute(CancellationToken.None);
    }

    /// <summary>The file is in to its end: the next time it is read from its beginning.</summary>
    public static void Complete(Connection connection, string hash, string table)
    {
        using var statement = connection.Prepare(SqlFile.Load("Import/Complete"));
        statement.Bind(1, hash).Bind(2, table).Execute(CancellationToken.None);
    }
}
