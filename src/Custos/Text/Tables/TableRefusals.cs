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
        var nearest = existing.OrderBy(other => EditDistance(name, other)).ThenBy(other => other, StringComparer.Ordinal).FirstOrDefault();
        var shown = string.Join(", ", existing.Take(MaxNamesShown).Select(Shown)) + (existing.Count > MaxNamesShown ? ", …" : "");
        var remedy = nearest is null ? "The rows have no columns." : $"Did you mean {Shown(nearest)}? The columns are: {shown}.";
        return new BadInputException($"There is no column {Shown(name)}.", remedy, source, isUsage: true);
    }

    /// <summary>A column's name as messages show it: short, and without control characters.</summary>
    public static string Shown(string name)
    {
        var cut = name.Length > MaxNameLength ? name[..MaxNameLength] + "…" : name;
        return string.Concat(cut.Select(letter => char.IsControl(letter) ? '�' : letter));
    }

    // Levenshtein's distance between names, letter case ignored; names are cut so that a broken header costs little.
    private static int EditDistance(string left, string right)
    {
        left = left.Length > MaxNameLength ? left[..MaxNameLength] : left;
        right = right.Length > MaxNameLength ? right[..MaxNameLength] : right;
        var above = Enumerable.Range(0, right.Length + 1).ToArray();
        foreach (var (i, letter) in left.Index())
        {
            var diagonal = above[0];
            above[0] = i + 1;
            for (var j = 0; j < right.Length; j++)
            {
                var change = diagonal + (char.ToLowerInvariant(letter) == char.ToLowerInvariant(right[j]) ? 0 : 1);
                diagonal = above[j + 1];
                above[j + 1] = Math.Min(change, Math.Min(above[j + 1], above[j]) + 1);
            }
        }

        return above[^1];
    }
}
