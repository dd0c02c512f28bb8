using Custos.Records;
using Custos.Store.DuckDb;
using Custos.Text;
using Custos.Text.Tables;

namespace Custos.Store;

/// <summary>What does a Parquet file hold? Read by DuckDB, only the columns asked for, a chunk of rows at a time.</summary>
/// <remarks>Numbers and times read as their text. Not thread-safe.</remarks>
public sealed class ParquetTable : Table
{
    private readonly Database _database;
    private readonly Connection _connection;
    private readonly IReadOnlyList<(string Name, ColumnType Type)> _columns;
    private (int Place, CellKind Kind)[] _selection = [];
    private Statement? _statement;
    private Rows? _rows;
    private int _row = -1;
    private long _before;

    private ParquetTable(string path, Database database, Connection connection, IReadOnlyList<(string, ColumnType)> columns)
        : base(path)
    {
        _database = database;
        _connection = connection;
        _columns = columns;
    }

    /// <inheritdoc/>
    public override long Row => _before + _row + 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns => [.. _columns.Select(column => column.Name)];

    /// <inheritdoc/>
    public override Cell this[int column]
    {
        get
        {
            var (place, kind) = _selection[column];
            if (place < 0) return Cell.Missing;
            var vector = _rows![place];
            if (vector.IsNull(_row)) return Cell.Missing;
            var utf8 = vector.ReadBytes(_row);
            return kind switch
            {
                CellKind.Number => Cell.OfNumber(utf8),
                CellKind.Boolean => Cell.OfBoolean(utf8 is [(byte)'t', ..]),
                _ => Cell.OfText(utf8),
            };
        }
    }

    /// <exception cref="BadInputException">The file does not exist, or is not Parquet.</exception>
    public static ParquetTable Open(string path)
    {
        if (!File.Exists(path)) throw new BadInputException("The file does not exist.", "Check the path.", path);
        var database = Database.Open(null, new DatabaseOptions());
        var connection = database.Connect();
        try
        {
            using var statement = connection.Prepare(SqlFile.Load("Parquet/Columns")).Bind(1, path);
            using var rows = statement.Query(CancellationToken.None);
            return new ParquetTable(path, database, connection, rows.Columns);
        }
        catch (DuckDbException broken)
        {
            connection.Dispose();
            database.Dispose();
            throw Broken(path, broken);
        }
    }

    /// <inheritdoc/>
    public override void Select(IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        foreach (var name in required)
        {
            if (_columns.All(column => column.Name != name))
            {
                throw new BadInputException(
                    $"There is no column {NearestName.Shown(name)}.",
                    $"The columns are: {string.Join(", ", _columns.Select(column => NearestName.Shown(column.Name)))}.",
                    Source,
                    isUsage: true);
            }
        }

        // The rows come with the columns in the file's order.
        var wanted = required.Concat(optional).ToHashSet();
        var present = _columns.Where(column => wanted.Contains(column.Name)).ToList();
        _selection = [.. required.Concat(optional).Select(name => present.FindIndex(column => column.Name == name)).Select(place => (place, place < 0 ? CellKind.Missing : KindOf(present[place].Type)))];
        _statement = _connection.Prepare(SqlFile.Load("Parquet/Rows")).Bind(1, Source).Bind(2, [.. present.Select(column => column.Name)]);
    }

    /// <inheritdoc/>
    public override bool Read()
    {
        try
        {
            _rows ??= (_statement ?? throw new InvalidOperationException("No columns were selected.")).Query(CancellationToken.None);
            if (++_row < _rows.Count) return true;
            _before += _rows.Count;
            _row = 0;
            if (_rows.NextChunk()) return true;
            _row = -1;
            return false;
        }
        catch (DuckDbException broken)
        {
            throw Broken(Source, broken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows?.Dispose();
            _statement?.Dispose();
            _connection.Dispose();
            _database.Dispose();
        }

        base.Dispose(disposing);
    }

    private static CellKind KindOf(ColumnType type) => type switch
    {
        ColumnType.Boolean => CellKind.Boolean,
        ColumnType.Int8 or ColumnType.Int16 or ColumnType.Int32 or ColumnType.Int64 or ColumnType.HugeInt
            or ColumnType.UInt8 or ColumnType.UInt16 or ColumnType.UInt32 or ColumnType.UInt64 or ColumnType.UHugeInt
            or ColumnType.Float or ColumnType.Double or ColumnType.Decimal => CellKind.Number,
        _ => CellKind.Text,
    };

    private static BadInputException Broken(string path, DuckDbException cause) =>
        new("This is not a Parquet file, or it is damaged.", "Write it anew, or give CSV or JSON Lines.", path, innerException: cause);
}
