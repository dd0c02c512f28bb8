using System.Globalization;
using Custos.Records;
using Custos.Text.Tables;

namespace Custos.Train.Splits;

/// <summary>How is a split kept, so that another run can use the very same one?</summary>
/// <remarks>
/// CSV with the columns <c>row</c> (the row's number in the data file), <c>group</c> (the first 128 bits of the group's SHA-256 digest,
/// hexadecimal, so that the file names no user) and <c>side</c> (train, validation or left_out), one line per data row in the data's order.
/// </remarks>
internal static class SplitFile
{
    private static readonly string[] Names = ["train", "validation", "left_out"];

    public static void Write(string path, LabelledRows rows, IReadOnlyList<Side> sides)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.WriteLine("row,group,side");
        for (var row = 0; row < rows.Count; row++)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.RowNumbers[row]},{rows.Groups[rows.GroupOf[row]]:x32},{Names[(int)sides[row]]}"));
        }
    }

    /// <summary>Per data row, the side that the file gives it.</summary>
    /// <exception cref="BadInputException">The file is broken, or was written for other rows or another group column.</exception>
    public static Side[] Read(string path, LabelledRows rows)
    {
        using var table = TextTable.Open(path, TableFormat.Csv);
        table.Select(["row", "group", "side"], []);
        var sides = new Side[rows.Count];
        var row = 0;
        for (; table.Read(); row++)
        {
            if (row == rows.Count)
            {
                throw OtherRows($"It has more rows than the data's {rows.Count}.", path);
            }

            RequireSame(table, 0, rows.RowNumbers[row].ToString(CultureInfo.InvariantCulture), "row number");
            RequireSame(table, 1, rows.Groups[rows.GroupOf[row]].ToString("x32", CultureInfo.InvariantCulture), "group");
            var side = Array.IndexOf(Names, table[2].GetString());
            sides[row] = side >= 0
                ? (Side)side
                : throw new BadInputException("The side is neither train, validation nor left_out.", "Write one of these.", table.Place);
        }

        return row == rows.Count ? sides : throw OtherRows($"It has {row} rows, the data has {rows.Count}.", path);
    }

    private static void RequireSame(Table table, int column, string expected, string what)
    {
        if (table[column].GetString() != expected)
        {
            throw OtherRows($"Its {what} differs from the data's.", table.Place);
        }
    }

    private static BadInputException OtherRows(string how, string place) =>
        new($"The split was written for other rows. {how}", "Replay it with the data file and the group column it was written for.", place);
}
