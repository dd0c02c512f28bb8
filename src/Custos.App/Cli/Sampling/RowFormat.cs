using System.Buffers;
using System.Globalization;
using System.Text;
using Custos.Records;
using Custos.Text.Tables;

namespace Custos.App.Cli.Sampling;

/// <summary>How is a row written again, with its weight?</summary>
internal abstract class RowFormat
{
    /// <summary>The format for an output of this table.</summary>
    /// <param name="table">Not yet selected from.</param>
    /// <param name="format">How the output is written.</param>
    /// <param name="weightColumn">The column that is added.</param>
    /// <exception cref="BadInputException">The table cannot be written so, or has a column of that name.</exception>
    public static RowFormat Of(Table table, TableFormat format, string weightColumn)
    {
        var isJson = table.Columns.Count == 0;
        if (isJson != (format == TableFormat.JsonLines)) throw new BadInputException("A sample of JSON Lines is written as JSON Lines, one of CSV, TSV or Parquet as CSV or TSV.", "Give --out an ending that fits.", table.Source, isUsage: true);
        if (table.Columns.Contains(weightColumn)) throw WeightIsThere(table.Source, weightColumn);
        if (table.Columns.Count(column => column.Length == 0) > 1) throw new BadInputException("Two columns have no name.", "Give each column its own name.", table.Source);
        return isJson ? new JsonLines(weightColumn) : new Delimited([.. table.Columns], format == TableFormat.Tsv ? (byte)'\t' : (byte)',', weightColumn);
    }

    /// <summary>What stands before the rows; empty for nothing.</summary>
    public abstract string Header { get; }

    /// <summary>Chooses the columns that are needed; the asked ones come first.</summary>
    public abstract void Select(Table table, IReadOnlyList<string> asked);

    /// <summary>The row last read, without a weight.</summary>
    /// <param name="table">The table.</param>
    /// <param name="asked">How many columns were asked for.</param>
    public abstract byte[] Row(Table table, int asked);

    public abstract string WithWeight(byte[] row, double weight);

    private static BadInputException WeightIsThere(string place, string weightColumn) =>
        new($"There is a column {weightColumn} already.", "Name another with --weight-column.", place, isUsage: true);

    private sealed class Delimited(string[] columns, byte delimiter, string weightColumn) : RowFormat
    {
        private readonly ArrayBufferWriter<byte> _row = new();

        public override string Header => string.Join((char)delimiter, columns.Append(weightColumn).Select(column => Encoding.UTF8.GetString(Quoted(Encoding.UTF8.GetBytes(column))))) + "\n";

        public override void Select(Table table, IReadOnlyList<string> asked) => table.Select([.. asked, .. columns], []);

        public override byte[] Row(Table table, int asked)
        {
            _row.ResetWrittenCount();
            for (var i = 0; i < columns.Length; i++)
            {
                _row.Write(Quoted(table[asked + i].Utf8));
                _row.Write([delimiter]);
            }

            return _row.WrittenSpan.ToArray();
        }

        public override string WithWeight(byte[] row, double weight) => $"{Encoding.UTF8.GetString(row)}{weight.ToString("R", CultureInfo.InvariantCulture)}\n";

        private ReadOnlySpan<byte> Quoted(ReadOnlySpan<byte> field) => field.IndexOfAny(delimiter, (byte)'"') < 0 && field.IndexOfAny((byte)'\r', (byte)'\n') < 0
            ? field
            : Encoding.UTF8.GetBytes($"\"{Encoding.UTF8.GetString(field).Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }

    private sealed class JsonLines(string weightColumn) : RowFormat
    {
        private readonly string _name = System.Text.Json.JsonSerializer.Serialize(weightColumn, Terminal.Json);

        public override string Header => "";

        public override void Select(Table table, IReadOnlyList<string> asked) => table.Select(asked, [weightColumn]);

        public override byte[] Row(Table table, int asked) =>
            table[asked].Kind == CellKind.Missing ? table.Line.ToArray() : throw WeightIsThere(table.Place, weightColumn);

        public override string WithWeight(byte[] row, double weight)
        {
            var line = Encoding.UTF8.GetString(row).TrimEnd(' ', '\t', '\r', '\n');
            var open = line[..^1].TrimEnd(' ', '\t', '\r', '\n');
            return $"{open}{(open.TrimStart() == "{" ? "" : ",")}{_name}:{weight.ToString("R", CultureInfo.InvariantCulture)}}}\n";
        }
    }
}
