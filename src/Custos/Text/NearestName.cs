namespace Custos.Text;

/// <summary>Which known name was probably meant?</summary>
public static class NearestName
{
    // What is asked comes from outside: no more of it than this is compared or shown.
    private const int MaxLength = 60;

    /// <summary>The nearest of at least one name, by the letters to insert, delete, change or swap with a neighbour, letter case ignored; of equally near ones the first.</summary>
    public static string Of(string asked, IEnumerable<string> known) => known.MinBy(name => Distance(asked, name))!;

    /// <summary>A name as messages show it: at most 60 characters, none of them a control character.</summary>
    public static string Shown(string name) => string.Concat(Cut(name).Select(letter => char.IsControl(letter) ? '?' : letter));

    /// <summary>How many insertions, deletions, changes and swaps of neighbours lead from one to the other, letter case ignored?</summary>
    /// <remarks>Optimal string alignment over the first 60 characters of each.</remarks>
    public static int Distance(string a, string b)
    {
        a = Cut(a).ToUpperInvariant();
        b = Cut(b).ToUpperInvariant();
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1,
                    rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }

    private static string Cut(string name) => name.Length > MaxLength ? name[..MaxLength] : name;
}
