using Custos.Records.Layout;
using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>The columns of a row from a certain one on, each read once and in order.</summary>
internal struct RowFields(Rows rows, int firstColumn, int row) : IFieldReader
{
    private int _column = firstColumn;

    public string? Text() => Next() is var column && !rows[column].IsNull(row) ? rows[column].ReadString(row) : null;

    public string RequiredText() => Text() ?? throw new InvalidDataException("The store holds nothing where a text must be.");

    public long? Whole() => Next() is var column && !rows[column].IsNull(row) ? rows[column].ReadInt64(row) : null;

    public int? Small() => Next() is var column && !rows[column].IsNull(row) ? rows[column].ReadInt32(row) : null;

    public double? Number() => Next() is var column && !rows[column].IsNull(row) ? rows[column].ReadDouble(row) : null;

    public bool? Truth() => Next() is var column && !rows[column].IsNull(row) ? rows[column].ReadBoolean(row) : null;

    public DateTimeOffset? Time() => Next() is var column && !rows[column].IsNull(row) ? rows[column].ReadTimestamp(row) : null;

    public Guid? Id() => Next() is var column && !rows[column].IsNull(row) ? rows[column].ReadGuid(row) : null;

    private int Next() => _column++;
}
