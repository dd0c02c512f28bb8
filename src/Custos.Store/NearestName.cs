namespace Custos.Store;

/// <summary>Which name was meant? The one that takes the fewest changed letters.</summary>
internal static class NearestName
{
    private const int MaxLength = 60;

    /// <summary>The nearest of at least one name; of equally near ones the first.</summary>
    /// <remarks>Levenshtein's distance, letter case ignored: O(60²) per name.</remarks>
    public static string Of(string name, IEnumerable<string> names) => names.MinBy(other => Distance(Shown(name), other))!;

    /// <summary>A name as messages show it: at most 60 characters, none of them a control character.</summary>
    public static string Shown(string name) =>
        string.Concat((name.Length > MaxLength ? name[..MaxLength] : name).Select(letter => char.IsControl(letter) ? '?' : letter));

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 0; i < left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i]) == char.ToLowerInvariant(right[j]);
                (diagonal, row[j + 1]) = (row[j + 1], Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[j], row[j + 1]) + 1));
            }
        }

        return row[^1];
    }
}
