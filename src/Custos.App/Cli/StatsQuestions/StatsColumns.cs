using System.Buffers.Text;
using Custos.Records;
using Custos.Text.Tables;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>What do the columns of a file hold, as the statistics take them?</summary>
internal static class StatsColumns
{
    /// <summary>The numbers of one column; rows where it is empty are left out.</summary>
    public static double[] Numbers(FileInfo file, string column) => [.. Rows(file, [column], table => NumberOf(table, 0, column)).OfType<double>()];

    /// <summary>The rows in which both columns have a number.</summary>
    public static (double[] X, double[] Y) Pairs(FileInfo file, string x, string y)
    {
        var rows = Rows(file, [x, y], table => (X: NumberOf(table, 0, x), Y: NumberOf(table, 1, y))).Where(row => row is { X: not null, Y: not null }).ToArray();
        return ([.. rows.Select(row => row.X!.Value)], [.. rows.Select(row => row.Y!.Value)]);
    }

    /// <summary>The rows that have a score and whose label is known, and how many labels are not.</summary>
    public static (double[] Scores, sbyte[] Labels, int Unknown) Scored(FileInfo file, string score, string label)
    {
        var rows = Rows(file, [score, label], table => (Score: NumberOf(table, 0, score), Label: LabelCell.Read(table, 1, label)));
        var known = rows.Where(row => row.Score is not null && row.Label >= 0).ToArray();
        return ([.. known.Select(row => row.Score!.Value)], [.. known.Select(row => row.Label)], rows.Count - known.Length);
    }

    /// <summary>The rows that have a number, with the text beside it.</summary>
    public static (double[] Values, string[] Groups) Grouped(FileInfo file, string value, string group)
    {
        var rows = Rows(file, [value, group], table => (Value: NumberOf(table, 0, value), Group: table[1].GetString())).Where(row => row.Value is not null).ToArray();
        return ([.. rows.Select(row => row.Value!.Value)], [.. rows.Select(row => row.Group)]);
    }

    /// <summary>The numbers of one column and, where a column is named for it, the segment of each.</summary>
    public static (double[] Values, string[]? Segments) Segmented(FileInfo file, string value, string? segment) =>
        segment is null ? (Numbers(file, value), null) : Grouped(file, value, segment);

    /// <summary>One value per row, read from the columns in their order.</summary>
    public static List<T> Rows<T>(FileInfo file, IReadOnlyList<string> columns, Func<Table, T> read, params IReadOnlyList<string> optional)
    {
        using var table = TextTable.Open(file.ToString());
        table.Select(columns, optional);
        var rows = new List<T>();
        while (table.Read()) rows.Add(read(table));
        return rows.Count > 0 ? rows : throw new BadInputException("The file has a header and no row.", "Give a file with rows.", file.ToString());
    }

    /// <summary>The number in a cell; null where the cell is empty.</summary>
    public static double? NumberOf(Table table, int column, string name)
    {
        var text = table[column].Utf8.Trim(" \t"u8);
        if (text.IsEmpty) return null;
        return Utf8Parser.TryParse(text, out double value, out var used) && used == text.Length && double.IsFinite(value)
            ? value
            : throw new BadInputException($"A cell in column \"{name}\" is not a finite number.", "Write numbers like 0.05 or 1e6, and leave the cell empty where there is none.", table.Place);
    }
}
