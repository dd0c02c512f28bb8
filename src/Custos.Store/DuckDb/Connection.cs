namespace Custos.Store.DuckDb;

/// <summary>Who is asking the database? A connection runs one statement at a time and holds at most one transaction.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class Connection : IDisposable
{
    private readonly ConnectionHandle _handle;
    private readonly Database _database;
    private readonly MemoryRoom? _room;

    internal Connection(ConnectionHandle handle, Database database, MemoryRoom? room)
    {
        _handle = handle;
        _database = database;
        _room = room;
    }

    /// <summary>The one statement of a file, ready to be bound.</summary>
    /// <exception cref="DuckDbException">The statement does not parse, or names what does not exist.</exception>
    /// <exception cref="ArgumentException">The file does not hold exactly one statement.</exception>
    public Statement Prepare(SqlFile sql)
    {
        var count = Extract(sql, out var extracted);
        try
        {
            if (count != 1) throw new ArgumentException($"{sql.Name} holds {count} statements, not one.", nameof(sql));
            return PrepareOne(sql, extracted, 0);
        }
        finally
        {
            NativeMethods.duckdb_destroy_extracted(ref extracted);
        }
    }

    /// <summary>Runs every statement of a file, one after the other; none has parameters.</summary>
    public void RunScript(SqlFile sql, CancellationToken cancellationToken)
    {
        var count = Extract(sql, out var extracted);
        try
        {
            // Each is prepared after the one before has run, because it may name what that one made.
            for (ulong i = 0; i < count; i++)
            {
                using var statement = PrepareOne(sql, extracted, i);
                statement.Execute(cancellationToken);
            }
        }
        finally
        {
            NativeMethods.duckdb_destroy_extracted(ref extracted);
        }
    }

    /// <summary>Runs a statement without parameters; how many rows it changed.</summary>
    public long Execute(SqlFile sql, CancellationToken cancellationToken)
    {
        using var statement = Prepare(sql);
        return statement.Execute(cancellationToken);
    }

    /// <summary>Runs the steps in one transaction: all of them or, when one throws, none.</summary>
    public void InTransaction(Action steps)
    {
        Execute(SqlFile.Load("Transactions/Begin"), CancellationToken.None);
        try
        {
            steps();
            Execute(SqlFile.Load("Transactions/Commit"), CancellationToken.None);
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Writes many rows into one table, column by column.</summary>
    public Appender Append(string table) => Appender.Open(_handle, table);

    public void Dispose()
    {
        if (_handle.IsClosed) return;
        _handle.Dispose();
        _room?.Leave();
        _database.Disconnected();
    }

    private void RollBack()
    {
        try
        {
            Execute(SqlFile.Load("Transactions/Rollback"), CancellationToken.None);
        }
        catch (DuckDbException)
        {
            // DuckDB has rolled back by itself (a failed commit, a fatal error); the first error is the one to tell.
        }
    }

    private unsafe ulong Extract(SqlFile sql, out nint extracted)
    {
        var count = NativeMethods.duckdb_extract_statements(_handle, sql.Text, out extracted);
        if (count > 0) return count;
        var error = DuckDbException.TextOf(NativeMethods.duckdb_extract_statements_error(extracted));
        NativeMethods.duckdb_destroy_extracted(ref extracted);
        throw new DuckDbException(sql.Name, error);
    }

    private unsafe Statement PrepareOne(SqlFile sql, nint extracted, ulong index)
    {
        var state = NativeMethods.duckdb_prepare_extracted_statement(_handle, extracted, index, out var value);
        var handle = new StatementHandle(value);
        if (state == NativeMethods.Success) return new Statement(sql.Name, handle, _handle);
        var error = DuckDbException.TextOf(NativeMethods.duckdb_prepare_error(handle));
        handle.Dispose();
        throw new DuckDbException(sql.Name, error);
    }
}
