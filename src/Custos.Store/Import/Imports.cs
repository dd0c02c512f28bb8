using System.Text;
using Custos.Records;
using Custos.Store.DuckDb;
using Custos.Text;
using Custos.Text.Tables;

namespace Custos.Store.Import;

/// <summary>How many rows did an import find, and how many of them were new?</summary>
public sealed record ImportCount(long Rows, long Added)
{
    /// <summary>Rows that the table held already, or that the file repeats.</summary>
    public long AlreadyThere => Rows - Added;
}

/// <summary>How do records that were made elsewhere get into the store? All rows of a file, or none; a row that is there already is not added again.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class Imports
{
    private readonly StoreFile _store;

    internal Imports(StoreFile store) => _store = store;

    /// <summary>The tables that take an import.</summary>
    public static IReadOnlyList<string> Tables { get; } = [.. ImportTarget.All.Select(target => target.Table)];

    /// <summary>Which columns does such a table's file have? Those that may be absent or empty in brackets.</summary>
    public static string ColumnsOf(string table) => string.Join(", ", ImportTarget.All.First(target => target.Table == table).Columns
        .Select(column => column.IsRequired ? column.Name : $"[{column.Name}]"));

    /// <exception cref="BadInputException">No table of this name takes an import.</exception>
    public static void Require(string table)
    {
        if (!Tables.Contains(table)) throw Unknown(table);
    }

    /// <summary>Reads every row of the file into the table, in one transaction.</summary>
    /// <param name="table">One of <see cref="Tables"/>.</param>
    /// <param name="rows">The file, none of it read yet; columns it has besides those of the table are passed over.</param>
    /// <param name="cancellationToken">Stops the import; nothing is then in the table.</param>
    /// <exception cref="BadInputException">There is no such table, or a row is wrong; nothing was imported.</exception>
    public ImportCount Run(string table, Table rows, CancellationToken cancellationToken)
    {
        var target = ImportTarget.All.FirstOrDefault(target => target.Table == table) ?? throw Unknown(table);
        var columns = target.Columns.OrderByDescending(column => column.IsRequired).ToList();
        rows.Select([.. columns.Where(column => column.IsRequired).Select(column => column.Name)], [.. columns.Where(column => !column.IsRequired).Select(column => column.Name)]);

        // Where the file's reader holds each column of the table.
        var places = target.Columns.Select(column => columns.IndexOf(column)).ToArray();
        using var connection = _store.Connect();
        long read = 0, added = 0;
        connection.InTransaction(() =>
        {
            connection.Execute(SqlFile.Load(target.StageFile), cancellationToken);
            using (var appender = connection.Append("staged_" + target.Table))
            {
                for (; rows.Read(); read++)
                {
                    if (read % 10_000 == 0) cancellationToken.ThrowIfCancellationRequested();
                    for (var i = 0; i < places.Length; i++) Add(appender, rows, places[i], target.Columns[i]);
                    appender.EndRow();
                }

                appender.Flush();
            }

            added = connection.Execute(SqlFile.Load(target.AddFile), cancellationToken);
        });
        return new ImportCount(read, added);
    }

    private static void Add(Appender appender, Table rows, int place, ImportColumn column)
    {
        var cell = rows[place];
        if (cell.Kind == CellKind.Missing)
        {
            if (column.IsRequired) throw new BadInputException($"Column {column.Name} is empty.", "Fill it in, or take the row out.", rows.Place);
            appender.AddNull();
        }
        else if (column.IsTime)
        {
            appender.Add(TimeOf(cell, rows, column));
        }
        else
        {
            appender.AddUtf8(cell.Utf8);
        }
    }

    private static DateTimeOffset TimeOf(Cell cell, Table rows, ImportColumn column)
    {
        Span<char> text = stackalloc char[64];
        if (cell.Utf8.Length <= text.Length && IsoTime.TryParse(text[..Encoding.UTF8.GetChars(cell.Utf8, text)], out var at)) return at;
        throw new BadInputException($"Column {column.Name} is not a time.", $"Write times as {IsoTime.Example}; without an offset they are UTC.", rows.Place);
    }

    private static BadInputException Unknown(string table) => new(
        "There is no table of this name that takes an import.",
        $"Did you mean {NearestName.Of(table, Tables)}? The tables are: {string.Join(", ", Tables)}.",
        NearestName.Shown(table),
        isUsage: true);
}
