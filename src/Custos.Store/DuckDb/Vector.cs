using System.Runtime.CompilerServices;
using System.Text;

namespace Custos.Store.DuckDb;

/// <summary>Which values does a column of the present chunk hold? Read in place, by type.</summary>
/// <remarks>It points into DuckDB's memory and must not outlive its chunk.</remarks>
internal readonly unsafe ref struct Vector
{
    private readonly void* _values;
    private readonly ulong* _validity;
    private readonly nint _vector;
    private readonly nint _logicalType;
    private readonly string _name;
    private readonly int _count;

    internal Vector(nint vector, nint logicalType, string name, int count)
    {
        _vector = vector;
        _logicalType = logicalType;
        _name = name;
        _count = count;
        _values = NativeMethods.duckdb_vector_get_data(vector);
        _validity = NativeMethods.duckdb_vector_get_validity(vector);
        Type = NativeMethods.duckdb_get_type_id(logicalType);
    }

    public ColumnType Type { get; }

    public bool IsNull(int row)
    {
        Check(row);
        return _validity != null && (_validity[row >> 6] >> (row & 63) & 1) == 0;
    }

    public bool ReadBoolean(int row) => At<byte>(row, ColumnType.Boolean) != 0;

    public sbyte ReadInt8(int row) => At<sbyte>(row, ColumnType.Int8);

    public short ReadInt16(int row) => At<short>(row, ColumnType.Int16);

    public int ReadInt32(int row) => At<int>(row, ColumnType.Int32);

    public long ReadInt64(int row) => At<long>(row, ColumnType.Int64);

    public byte ReadUInt8(int row) => At<byte>(row, ColumnType.UInt8);

    public ushort ReadUInt16(int row) => At<ushort>(row, ColumnType.UInt16);

    public uint ReadUInt32(int row) => At<uint>(row, ColumnType.UInt32);

    public ulong ReadUInt64(int row) => At<ulong>(row, ColumnType.UInt64);

    public Int128 ReadInt128(int row) => At<Int128>(row, ColumnType.HugeInt);

    public UInt128 ReadUInt128(int row) => At<UInt128>(row, ColumnType.UHugeInt);

    public float ReadSingle(int row) => At<float>(row, ColumnType.Float);

    public double ReadDouble(int row) => At<double>(row, ColumnType.Double);

    public Guid ReadGuid(int row) => Uuid.FromStored(At<Int128>(row, ColumnType.Uuid));

    public DateOnly ReadDate(int row) => DateOnly.FromDayNumber(DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + At<int>(row, ColumnType.Date));

    public TimeOnly ReadTime(int row) => new(At<long>(row, ColumnType.Time) * TimeSpan.TicksPerMicrosecond);

    /// <summary>A time in UTC, whichever of DuckDB's units the column has; nanoseconds are cut to microseconds.</summary>
    public DateTimeOffset ReadTimestamp(int row) => Microseconds.ToTime(Type switch
    {
        ColumnType.TimestampWithZone => At<long>(row, ColumnType.TimestampWithZone),
        ColumnType.TimestampSeconds => checked(At<long>(row, ColumnType.TimestampSeconds) * 1_000_000),
        ColumnType.TimestampMilliseconds => checked(At<long>(row, ColumnType.TimestampMilliseconds) * 1_000),
        ColumnType.TimestampNanoseconds => Math.DivRem(At<long>(row, ColumnType.TimestampNanoseconds), 1_000, out var rest) - (rest < 0 ? 1 : 0),
        _ => At<long>(row, ColumnType.Timestamp),
    });

    /// <exception cref="OverflowException">The number has more than 28 digits, which is all that <see cref="decimal"/> can say.</exception>
    public decimal ReadDecimal(int row)
    {
        Expect(ColumnType.Decimal);
        var digits = NativeMethods.duckdb_decimal_internal_type(_logicalType) switch
        {
            ColumnType.Int16 => At<short>(row),
            ColumnType.Int32 => At<int>(row),
            ColumnType.Int64 => At<long>(row),
            _ => At<Int128>(row),
        };
        var magnitude = digits < 0 ? (UInt128)(-digits) : (UInt128)digits;
        if (magnitude >> 96 != 0) throw new OverflowException($"Column \"{_name}\" holds a number of more than 28 digits.");
        return new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), digits < 0, NativeMethods.duckdb_decimal_scale(_logicalType));
    }

    /// <summary>The bytes of a text (UTF-8) or of a blob, in place.</summary>
    public ReadOnlySpan<byte> ReadBytes(int row)
    {
        if (Type is not (ColumnType.Varchar or ColumnType.Blob)) Expect(ColumnType.Varchar);
        Check(row);
        var entry = (byte*)_values + 16 * row;
        var length = *(uint*)entry;

        // duckdb_string_t: up to twelve bytes lie in the entry itself, longer ones where its second half points.
        return new ReadOnlySpan<byte>(length <= 12 ? entry + 4 : *(byte**)(entry + 8), (int)length);
    }

    public string ReadString(int row)
    {
        Expect(ColumnType.Varchar);
        return Encoding.UTF8.GetString(ReadBytes(row));
    }

    /// <summary>The elements of a list of texts; a NULL element is null.</summary>
    public object?[] ReadList(int row)
    {
        var entry = At<ListEntry>(row, ColumnType.List);
        using var childType = new LogicalTypeHandle(NativeMethods.duckdb_list_type_child_type(_logicalType));
        var child = new Vector(NativeMethods.duckdb_list_vector_get_child(_vector), childType.Value, _name, checked((int)(entry.Offset + entry.Length)));
        var elements = new object?[entry.Length];
        for (var i = 0; i < elements.Length; i++) elements[i] = child.ReadAny((int)entry.Offset + i);
        return elements;
    }

    /// <summary>The value as .NET says it; null for NULL.</summary>
    /// <exception cref="NotSupportedException">The column's type has no reader: cast it in the SQL.</exception>
    public object? ReadAny(int row) => IsNull(row) ? null : Type switch
    {
        ColumnType.Boolean => ReadBoolean(row),
        ColumnType.Int8 => (long)ReadInt8(row),
        ColumnType.Int16 => (long)ReadInt16(row),
        ColumnType.Int32 => (long)ReadInt32(row),
        ColumnType.Int64 => ReadInt64(row),
        ColumnType.UInt8 => (long)ReadUInt8(row),
        ColumnType.UInt16 => (long)ReadUInt16(row),
        ColumnType.UInt32 => (long)ReadUInt32(row),
        ColumnType.UInt64 => (decimal)ReadUInt64(row),
        ColumnType.HugeInt => (decimal)ReadInt128(row),
        ColumnType.UHugeInt => (decimal)ReadUInt128(row),
        ColumnType.Float => (double)ReadSingle(row),
        ColumnType.Double => ReadDouble(row),
        ColumnType.Decimal => ReadDecimal(row),
        ColumnType.Varchar => ReadString(row),
        ColumnType.Blob => ReadBytes(row).ToArray(),
        ColumnType.Uuid => ReadGuid(row),
        ColumnType.Date => ReadDate(row),
        ColumnType.Time => ReadTime(row),
        ColumnType.Timestamp or ColumnType.TimestampWithZone or ColumnType.TimestampSeconds
            or ColumnType.TimestampMilliseconds or ColumnType.TimestampNanoseconds => ReadTimestamp(row),
        ColumnType.List => ReadList(row),
        _ => throw new NotSupportedException($"Column \"{_name}\" is of type {Type}, which is not read here; cast it in the SQL."),
    };

    private T At<T>(int row, ColumnType type)
        where T : unmanaged
    {
        Expect(type);
        return At<T>(row);
    }

    private T At<T>(int row)
        where T : unmanaged
    {
        Check(row);
        return Unsafe.ReadUnaligned<T>((T*)_values + row);
    }

    private void Check(int row) => ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)_count, nameof(row));

    private void Expect(ColumnType type)
    {
        if (Type != type) throw new InvalidOperationException($"Column \"{_name}\" is of type {Type}, not {type}.");
    }

    // duckdb_list_entry.
    private readonly record struct ListEntry(ulong Offset, ulong Length);
}
