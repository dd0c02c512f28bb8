using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>How far has the database come through the journal? It says so itself, in the transaction that brought the events.</summary>
internal static class JournalPosition
{
    /// <summary>The number of the last event that is in the database.</summary>
    /// <exception cref="InvalidDataException">The database does not say it any more.</exception>
    public static long Read(Connection connection)
    {
        using var statement = connection.Prepare(SqlFile.Load("Record/Position"));
        using var rows = statement.Query(CancellationToken.None);
        return rows.NextChunk() ? rows[0].ReadInt64(0) : throw new InvalidDataException("The store has lost its journal position.");
    }

    /// <summary>Moves it, in the connection's transaction.</summary>
    public static void Advance(Connection connection, long sequence)
    {
        using var advance = connection.Prepare(SqlFile.Load("Record/Advance"));
        advance.Bind(1, sequence).Execute(CancellationToken.None);
    }
}
