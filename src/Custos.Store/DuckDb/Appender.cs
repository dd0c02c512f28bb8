using System.Runtime.CompilerServices;
using System.Text;
using Custos.Records.Layout;

namespace Custos.Store.DuckDb;

/// <summary>How do many rows get into a table fast? Column by column into a chunk, chunk by chunk into the table.</summary>
/// <remarks>Rows are in the table after <see cref="Flush"/> at the latest, within the connection's transaction where it holds one. Not thread-safe.</remarks>
internal sealed unsafe class Appender : IFieldWriter, IDisposable
{
    private const int InlineBytes = 12;
    private const int CellBytes = 16;

    // DuckDB would gather a hundred chunks beside the table: a few are as fast, in far less memory; and so few of long texts.
    private const int MostChunks = 8;
    private const int MostTextBytes = 4 << 20;

    private static readonly int ChunkRows = (int)NativeMethods.duckdb_vector_size();

    private readonly string _table;
    private readonly AppenderHandle _handle;
    private readonly ChunkHandle _chunk;
    private readonly ColumnType[] _types;
    private readonly nint[] _vectors;
    private readonly nint[] _values;
    private readonly nint[] _validity;
    private byte[] _utf8 = new byte[1024];
    private int _column;
    private int _row;
    private int _chunks;
    private int _textBytes;

    private Appender(string table, AppenderHandle handle)
    {
        _table = table;
        _handle = handle;
        var count = (int)NativeMethods.duckdb_appender_column_count(handle);
        var logical = new LogicalTypeHandle[count];
        var native = new nint[count];
        for (var i = 0; i < count; i++)
        {
            logical[i] = new LogicalTypeHandle(NativeMethods.duckdb_appender_column_type(handle, (ulong)i));
            native[i] = logical[i].Value;
        }

        _types = [.. native.Select(NativeMethods.duckdb_get_type_id)];
        fixed (nint* start = native) _chunk = new ChunkHandle(NativeMethods.duckdb_create_data_chunk(start, (ulong)count));
        foreach (var type in logical) type.Dispose();
        _vectors = new nint[count];
        _values = new nint[count];
        _validity = new nint[count];
        Locate();
    }

    internal static Appender Open(ConnectionHandle connection, string table)
    {
        var state = NativeMethods.duckdb_appender_create(connection, null, table, out var value);
        var handle = new AppenderHandle(value);
        if (state == NativeMethods.Success) return new Appender(table, handle);
        var error = ErrorOf(handle);
        handle.Dispose();
        throw new DuckDbException(table, error);
    }

    public Appender AddNull()
    {
        if (_validity[_column] == 0)
        {
            NativeMethods.duckdb_vector_ensure_validity_writable(_vectors[_column]);
            _validity[_column] = (nint)NativeMethods.duckdb_vector_get_validity(_vectors[_column]);
        }

        ((ulong*)_validity[_column])[_row >> 6] &= ~(1UL << (_row & 63));
        _column++;
        return this;
    }

    public Appender Add(bool value) => Set(value ? (byte)1 : (byte)0, ColumnType.Boolean);

    public Appender Add(short value) => Set(value, ColumnType.Int16);

    public Appender Add(int value) => Set(value, ColumnType.Int32);

    public Appender Add(long value) => Set(value, ColumnType.Int64);

    public Appender Add(double value) => Set(value, ColumnType.Double);

    public Appender Add(Guid value) => Set(Uuid.ToStored(value), ColumnType.Uuid);

    /// <summary>A time, as UTC microseconds.</summary>
    public Appender Add(DateTimeOffset value) => Set(Microseconds.Of(value), ColumnType.Timestamp);

    /// <summary>A text as UTF-8, or NULL; a lone surrogate, which UTF-8 cannot say, becomes U+FFFD.</summary>
    public Appender Add(string? value)
    {
        if (value is null) return AddNull();
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_utf8.Length < most) _utf8 = new byte[most];
        return AddUtf8(_utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, _utf8)));
    }

    /// <summary>A text that is valid UTF-8.</summary>
    public Appender AddUtf8(ReadOnlySpan<byte> value)
    {
        Expect(ColumnType.Varchar);
        if (value.Length <= InlineBytes)
        {
            // duckdb_string_t of duckdb.h: the length, then a short text itself, with zeros behind it.
            var cell = new Span<byte>((byte*)_values[_column] + (_row * CellBytes), CellBytes);
            cell.Clear();
            BitConverter.TryWriteBytes(cell, value.Length);
            value.CopyTo(cell[sizeof(int)..]);
        }
        else
        {
            _textBytes += value.Length;
            fixed (byte* start = value) NativeMethods.duckdb_unsafe_vector_assign_string_element_len(_vectors[_column], (ulong)_row, start, (ulong)value.Length);
        }

        _column++;
        return this;
    }

    void IFieldWriter.Text(string? value) => Add(value);

    void IFieldWriter.Whole(long? value) => _ = value is { } known ? Add(known) : AddNull();

    void IFieldWriter.Small(int? value) => _ = value is { } known ? Add(known) : AddNull();

    void IFieldWriter.Number(double? value) => _ = value is { } known ? Add(known) : AddNull();

    void IFieldWriter.Truth(bool? value) => _ = value is { } known ? Add(known) : AddNull();

    void IFieldWriter.Time(DateTimeOffset? value) => _ = value is { } known ? Add(known) : AddNull();

    void IFieldWriter.Id(Guid? value) => _ = value is { } known ? Add(known) : AddNull();

    /// <summary>Ends the row.</summary>
    /// <exception cref="InvalidOperationException">A column has no value.</exception>
    public void EndRow()
    {
        if (_column != _types.Length) throw new InvalidOperationException($"{_table} has {_types.Length} columns; the row has {_column}.");
        _column = 0;
        if (++_row < ChunkRows && _textBytes < MostTextBytes) return;
        Hand();
        if (_chunks == MostChunks || _textBytes >= MostTextBytes) FlushChunks();
    }

    /// <summary>Writes every row into the table, and checks its constraints.</summary>
    /// <exception cref="DuckDbException">A constraint was broken or the disk is full; none of the rows since the last flush is in the table.</exception>
    public void Flush()
    {
        if (_row > 0) Hand();
        FlushChunks();
    }

    /// <summary>Rows that were not flushed are dropped.</summary>
    public void Dispose()
    {
        if (!_handle.IsClosed) _ = NativeMethods.duckdb_appender_clear(_handle);
        _chunk.Dispose();
        _handle.Dispose();
    }

    private void Hand()
    {
        NativeMethods.duckdb_data_chunk_set_size(_chunk.Value, (ulong)_row);
        if (NativeMethods.duckdb_append_data_chunk(_handle, _chunk.Value) != NativeMethods.Success) throw new DuckDbException(_table, ErrorOf(_handle));
        NativeMethods.duckdb_data_chunk_reset(_chunk.Value);
        _row = 0;
        _chunks++;
        Locate();
    }

    private void FlushChunks()
    {
        (_chunks, _textBytes) = (0, 0);
        if (NativeMethods.duckdb_appender_flush(_handle) == NativeMethods.Success) return;
        var error = ErrorOf(_handle);
        _ = NativeMethods.duckdb_appender_clear(_handle);
        throw new DuckDbException(_table, error);
    }

    // A reset chunk may lie elsewhere.
    private void Locate()
    {
        for (var i = 0; i < _vectors.Length; i++)
        {
            _vectors[i] = NativeMethods.duckdb_data_chunk_get_vector(_chunk.Value, (ulong)i);
            _values[i] = (nint)NativeMethods.duckdb_vector_get_data(_vectors[i]);
            _validity[i] = 0;
        }
    }

    private Appender Set<T>(T value, ColumnType type)
        where T : unmanaged
    {
        Expect(type);
        Unsafe.WriteUnaligned((T*)_values[_column] + _row, value);
        _column++;
        return this;
    }

    private void Expect(ColumnType type)
    {
        if (_column >= _types.Length) throw new InvalidOperationException($"{_table} has {_types.Length} columns; the row has more.");
        if (_types[_column] != type) throw new InvalidOperationException($"Column {_column} of {_table} is of type {_types[_column]}, not {type}.");
    }

    private static string ErrorOf(AppenderHandle handle)
    {
        var error = NativeMethods.duckdb_appender_error_data(handle);
        try
        {
            return DuckDbException.TextOf(NativeMethods.duckdb_error_data_message(error));
        }
        finally
        {
            NativeMethods.duckdb_destroy_error_data(ref error);
        }
    }
}
