using System.Globalization;
using Custos.Records;

namespace Custos.Text.Tables;

/// <summary>With which words is a broken table refused?</summary>
internal static class TableRefusals
{
    private const int MaxNamesShown = 30;
    private const int MaxNameLength = 40;

    public static BadInputException Empty(string source) =>
        new("The file is empty.", "Give a file with a header and rows, or with one JSON object per line.", source);

    public static BadInputException Utf16(string source) =>
        new("The file is written in UTF-16.", "Save it as UTF-8.", source);

    public static BadInputException TooLong(string place, int limit) => new(
        string.Create(CultureInfo.InvariantCulture, $"The record is longer than {limit:N0} bytes."),
        "Shorten or remove it; in CSV and TSV look for a quotation mark that is never closed.",
        place);

    public static BadInputException NotUtf8(string place) =>
        new("The row is not valid UTF-8.", "Save the file as UTF-8, for instance with iconv -t UTF-8.", place);

    /// <summary>A column that is not there, with the nearest name and all that are.</summary>
    public static BadInputException MissingColumn(string source, string name, IReadOnlyCollection<string> existing)
    {
        var names = existing.Where(other => other.Length <= MaxNameLength);
        var nearest = names.MinBy(other => NearestName.Distance(name, other));
        var meant = nearest is not null && 2 * NearestName.Distance(name, nearest) <= Math.Max(name.Length, nearest.Length) ? $"Did you mean {Shown(nearest)}? " : "";
        var shown = string.Join(", ", existing.Take(MaxNamesShown).Select(Shown)) + (existing.Count > MaxNamesShown ? ", …" : "");
        var remedy = existing.Count == 0 ? "The rows have no columns." : $"{meant}The columns are: {shown}.";
        return new BadInputException($"There is no column {Shown(name)}.", remedy, source, isUsage: true);
    }

    /// <summary>A column's name as messages show it: without control characters, and never a text that stands where a header should.</summary>
    public static string Shown(string name) => name.Length > MaxNameLength
        ? string.Create(CultureInfo.InvariantCulture, $"(a text of {name.Length} characters)")
        : string.Concat(name.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
}
