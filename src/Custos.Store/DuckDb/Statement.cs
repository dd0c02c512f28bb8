using System.Globalization;
using System.Text;

namespace Custos.Store.DuckDb;

/// <summary>What is asked, with which values? The parameters are <c>$1</c>, <c>$2</c>… of the SQL file.</summary>
/// <remarks>Not thread-safe. It may be bound and run again.</remarks>
internal sealed class Statement : IDisposable
{
    private readonly string _name;
    private readonly StatementHandle _handle;
    private readonly ConnectionHandle _connection;

    internal Statement(string name, StatementHandle handle, ConnectionHandle connection)
    {
        _name = name;
        _handle = handle;
        _connection = connection;
    }

    /// <summary>How many parameters the statement has.</summary>
    public int ParameterCount => (int)NativeMethods.duckdb_nparams(_handle);

    public Statement BindNull(int parameter) => Bound(parameter, NativeMethods.duckdb_bind_null(_handle, (ulong)parameter));

    public Statement Bind(int parameter, bool value) => Bound(parameter, NativeMethods.duckdb_bind_boolean(_handle, (ulong)parameter, value ? (byte)1 : (byte)0));

    public Statement Bind(int parameter, long value) => Bound(parameter, NativeMethods.duckdb_bind_int64(_handle, (ulong)parameter, value));

    public Statement Bind(int parameter, double value) => Bound(parameter, NativeMethods.duckdb_bind_double(_handle, (ulong)parameter, value));

    /// <summary>A time, as UTC microseconds.</summary>
    public Statement Bind(int parameter, DateTimeOffset? value) => value is { } at
        ? Bound(parameter, NativeMethods.duckdb_bind_timestamp(_handle, (ulong)parameter, Microseconds.Of(at)))
        : BindNull(parameter);

    /// <summary>A text as UTF-8; a lone surrogate, which UTF-8 cannot say, becomes U+FFFD.</summary>
    public unsafe Statement Bind(int parameter, string? value)
    {
        if (value is null) return BindNull(parameter);
        var utf8 = Encoding.UTF8.GetBytes(value);
        fixed (byte* start = utf8)
        {
            // An empty array has no address; its length says that nothing is read there.
            return Bound(parameter, NativeMethods.duckdb_bind_varchar_length(_handle, (ulong)parameter, start == null ? (byte*)&start : start, (ulong)utf8.Length));
        }
    }

    public unsafe Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        fixed (byte* start = value)
        {
            return Bound(parameter, NativeMethods.duckdb_bind_blob(_handle, (ulong)parameter, start == null ? (byte*)&start : start, (ulong)value.Length));
        }
    }

    public Statement Bind(int parameter, Guid value)
    {
        var wide = Uuid.ToWide(value);
        var native = NativeMethods.duckdb_create_uuid(new NativeMethods.NativeWide { Lower = (ulong)wide, Upper = (ulong)(wide >> 64) });
        return BoundValue(parameter, native);
    }

    /// <summary>A list of texts, for instance the names of columns.</summary>
    public unsafe Statement Bind(int parameter, IReadOnlyList<string> values)
    {
        var native = new nint[values.Count];
        var type = NativeMethods.duckdb_create_logical_type(ColumnType.Varchar);
        try
        {
            for (var i = 0; i < native.Length; i++)
            {
                var utf8 = Encoding.UTF8.GetBytes(values[i]);
                fixed (byte* start = utf8) native[i] = NativeMethods.duckdb_create_varchar_length(start == null ? (byte*)&start : start, (ulong)utf8.Length);
            }

            fixed (nint* start = native) return BoundValue(parameter, NativeMethods.duckdb_create_list_value(type, start, (ulong)native.Length));
        }
        finally
        {
            for (var i = 0; i < native.Length; i++) NativeMethods.duckdb_destroy_value(ref native[i]);
            NativeMethods.duckdb_destroy_logical_type(ref type);
        }
    }

    /// <summary>Runs the statement to its end; how many rows it changed.</summary>
    /// <exception cref="DuckDbException">DuckDB refused.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while it ran; nothing was changed.</exception>
    public unsafe long Execute(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var interruption = Interruption.On(_connection, cancellationToken);
        using var result = new ResultHandle();
        if (NativeMethods.duckdb_execute_prepared(_handle, result.Value) != NativeMethods.Success)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new DuckDbException(_name, DuckDbException.TextOf(NativeMethods.duckdb_result_error(result.Value)));
        }

        return (long)NativeMethods.duckdb_rows_changed(result.Value);
    }

    /// <summary>Starts the statement; its rows come as they are made, a chunk at a time, in constant memory.</summary>
    /// <exception cref="DuckDbException">DuckDB refused.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while it ran.</exception>
    public unsafe Rows Query(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var interruption = Interruption.On(_connection, cancellationToken);
        var state = NativeMethods.duckdb_pending_prepared_streaming(_handle, out var pending);
        var result = new ResultHandle();
        try
        {
            if (state != NativeMethods.Success) throw new DuckDbException(_name, DuckDbException.TextOf(NativeMethods.duckdb_pending_error(pending)));
            if (NativeMethods.duckdb_execute_pending(pending, result.Value) != NativeMethods.Success)
            {
                throw new DuckDbException(_name, DuckDbException.TextOf(NativeMethods.duckdb_result_error(result.Value)));
            }

            return new Rows(_name, result, _connection, cancellationToken);
        }
        catch (DuckDbException)
        {
            result.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        finally
        {
            NativeMethods.duckdb_destroy_pending(ref pending);
        }
    }

    public void Dispose() => _handle.Dispose();

    private Statement BoundValue(int parameter, nint native)
    {
        try
        {
            return Bound(parameter, NativeMethods.duckdb_bind_value(_handle, (ulong)parameter, native));
        }
        finally
        {
            NativeMethods.duckdb_destroy_value(ref native);
        }
    }

    private Statement Bound(int parameter, int state) => state == NativeMethods.Success
        ? this
        : throw new ArgumentOutOfRangeException(nameof(parameter), parameter, string.Create(
            CultureInfo.InvariantCulture, $"{_name} has {ParameterCount} parameters; this one cannot be bound."));
}
