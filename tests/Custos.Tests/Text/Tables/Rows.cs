using System.Text;
using Custos.Text.Tables;

namespace Custos.Tests.Text.Tables;

/// <summary>Tables out of a few written characters, and all their rows as strings.</summary>
internal static class Rows
{
    public static Table Of(string content, TableFormat format, int limit = TextTable.DefaultRecordLimitBytes) =>
        Of(Encoding.UTF8.GetBytes(content), format, limit);

    public static Table Of(byte[] content, TableFormat format, int limit = TextTable.DefaultRecordLimitBytes) =>
        TextTable.Read(new MemoryStream(content), "data", format, limit);

    /// <summary>The rows' cells; null where missing.</summary>
    public static List<string?[]> All(Table table, params string[] columns)
    {
        table.Select(columns, []);
        return Rest(table, columns.Length);
    }

    public static List<string?[]> Rest(Table table, int columns)
    {
        var rows = new List<string?[]>();
        while (table.Read())
        {
            var cells = new string?[columns];
            for (var column = 0; column < columns; column++)
            {
                cells[column] = table[column].Kind == CellKind.Missing ? null : table[column].GetString();
            }

            rows.Add(cells);
        }

        table.Dispose();
        return rows;
    }
}
