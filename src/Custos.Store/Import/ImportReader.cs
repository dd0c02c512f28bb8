using System.Globalization;
using System.Text;
using Custos.Records;
using Custos.Text.Tables;

namespace Custos.Store.Import;

/// <summary>What does the next row of a file hold, and if nothing that can be taken, why?</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ImportReader
{
    private readonly ImportTarget _target;
    private readonly Table _rows;
    private readonly int[] _places;

    public ImportReader(ImportTarget target, Table rows)
    {
        _target = target;
        _rows = rows;
        var columns = target.Columns.OrderByDescending(column => column.IsRequired).ToList();
        rows.Select([.. columns.Where(column => column.IsRequired).Select(column => column.Name)], [.. columns.Where(column => !column.IsRequired).Select(column => column.Name)]);

        // Where the file's reader holds each column of the table.
        _places = [.. target.Columns.Select(column => columns.IndexOf(column))];
    }

    /// <summary>Goes on to the next row; false at the end.</summary>
    /// <param name="row">What it holds; null where it cannot be taken.</param>
    /// <param name="bad">Why it cannot be taken; null where it can.</param>
    /// <exception cref="BadInputException">The file is broken in such a way that the next row cannot be found.</exception>
    public bool Next(out ImportedRow? row, out BadInputException? bad)
    {
        (row, bad) = (null, null);
        try
        {
            if (!_rows.Read()) return false;
        }
        catch (BadInputException broken) when (_rows.CanGoOn)
        {
            bad = broken;
            return true;
        }

        try
        {
            row = ReadRow();
        }
        catch (BadInputException wrong)
        {
            bad = wrong;
        }

        return true;
    }

    private ImportedRow ReadRow()
    {
        var values = new object?[_places.Length];
        for (var i = 0; i < values.Length; i++) values[i] = ValueOf(_rows[_places[i]], _target.Columns[i]);
        var row = new ImportedRow(values);
        return ImportedEvents.ProblemOf(_target.Table, row) is { } problem ? throw new BadInputException(problem, "Mend the row, or take it out.", _rows.Place) : row;
    }

    private object? ValueOf(Cell cell, ImportColumn column)
    {
        if (cell.Kind == CellKind.Missing || (cell.Utf8.IsEmpty && column.Kind != ImportKind.Text))
        {
            return column.IsRequired ? throw new BadInputException($"Column {column.Name} is empty.", "Fill it in, or take the row out.", _rows.Place) : null;
        }

        return column.Kind switch
        {
            ImportKind.Text => TextOf(cell, column),
            ImportKind.Time => TimeOf(cell) ?? throw Wrong(column, "not a time", $"Write times as {IsoTime.Example}; without an offset they are UTC."),
            ImportKind.Number => NumberOf(cell) ?? throw Wrong(column, "not a number", "Write it with digits and a point."),
            ImportKind.Whole => long.TryParse(cell.Utf8, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : throw Wrong(column, "not a whole number", "Write it with digits alone."),
            ImportKind.Small => int.TryParse(cell.Utf8, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small) ? small : throw Wrong(column, "not a whole number below 2³¹", "Write it with digits alone."),
            ImportKind.Truth => TruthOf(cell) ?? throw Wrong(column, "neither true nor false", "Write true, false, 1 or 0."),
            _ => Guid.TryParse(cell.GetString(), out var id) ? id : throw Wrong(column, "not an identifier", "Write the exchange's UUID."),
        };
    }

    private string TextOf(Cell cell, ImportColumn column)
    {
        var text = cell.GetString();
        return column.Words is null || column.Words.Contains(text) ? text : throw Wrong(column, "none of the words that it may hold", $"Write one of: {string.Join(", ", column.Words)}.");
    }

    private static object? TimeOf(Cell cell)
    {
        Span<char> text = stackalloc char[64];
        return cell.Utf8.Length <= text.Length && IsoTime.TryParse(text[..Encoding.UTF8.GetChars(cell.Utf8, text)], out var at) ? Event.Truncate(at) : null;
    }

    private static object? NumberOf(Cell cell) => double.TryParse(cell.Utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static object? TruthOf(Cell cell) => cell.GetString() switch
    {
        "true" or "True" or "TRUE" or "1" => true,
        "false" or "False" or "FALSE" or "0" => false,
        _ => null,
    };

    private BadInputException Wrong(ImportColumn column, string what, string remedy) => new($"Column {column.Name} is {what}.", remedy, _rows.Place);
}
