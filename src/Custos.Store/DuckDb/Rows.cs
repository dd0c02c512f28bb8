namespace Custos.Store.DuckDb;

/// <summary>What did the database answer? Rows, a chunk of at most 2,048 at a time, read column by column.</summary>
/// <remarks>Not thread-safe. While rows are open their connection can run nothing else.</remarks>
internal sealed unsafe class Rows : IDisposable
{
    private readonly string _name;
    private readonly ResultHandle _result;
    private readonly ConnectionHandle _connection;
    private readonly CancellationToken _cancellationToken;
    private readonly LogicalTypeHandle[] _types;
    private ChunkHandle? _chunk;
    private bool _ended;

    internal Rows(string name, ResultHandle result, ConnectionHandle connection, CancellationToken cancellationToken)
    {
        _name = name;
        _result = result;
        _connection = connection;
        _cancellationToken = cancellationToken;
        var count = NativeMethods.duckdb_column_count(result.Value);
        _types = new LogicalTypeHandle[count];
        var columns = new (string, ColumnType)[count];
        for (ulong i = 0; i < count; i++)
        {
            _types[i] = new LogicalTypeHandle(NativeMethods.duckdb_column_logical_type(result.Value, i));
            columns[i] = (DuckDbException.TextOf(NativeMethods.duckdb_column_name(result.Value, i)), NativeMethods.duckdb_get_type_id(_types[i].Value));
        }

        Columns = columns;
    }

    /// <summary>The columns, in the order of the SQL.</summary>
    public IReadOnlyList<(string Name, ColumnType Type)> Columns { get; }

    /// <summary>The number of rows in the present chunk; 0 before the first.</summary>
    public int Count { get; private set; }

    /// <summary>A column of the present chunk; it is valid until the next chunk is asked for.</summary>
    public Vector this[int column]
    {
        get
        {
            var chunk = _chunk ?? throw new InvalidOperationException("No chunk has been read.");
            var vector = NativeMethods.duckdb_data_chunk_get_vector(chunk.Value, (ulong)column);
            return new Vector(vector, _types[column].Value, Columns[column].Name, Count);
        }
    }

    /// <summary>Goes on to the next chunk; false at the end.</summary>
    /// <exception cref="DuckDbException">The statement failed on the way.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public bool NextChunk()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _chunk?.Dispose();
        _chunk = null;
        Count = 0;

        // A finished result must not be asked again: DuckDB calls that an error.
        if (_ended) return false;
        using (Interruption.On(_connection, _cancellationToken))
        {
            var next = NativeMethods.duckdb_fetch_chunk(*_result.Value);
            if (next != 0) _chunk = new ChunkHandle(next);
        }

        if (_chunk is not null)
        {
            Count = (int)NativeMethods.duckdb_data_chunk_get_size(_chunk.Value);
            return Count > 0;
        }

        _ended = true;
        var error = NativeMethods.duckdb_result_error(_result.Value);
        if (error == null) return false;
        _cancellationToken.ThrowIfCancellationRequested();
        throw new DuckDbException(_name, DuckDbException.TextOf(error));
    }

    public void Dispose()
    {
        _chunk?.Dispose();
        _result.Dispose();
        foreach (var type in _types) type.Dispose();
    }
}
