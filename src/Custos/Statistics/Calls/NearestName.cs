namespace Custos.Statistics.Calls;

/// <summary>Which known name was probably meant?</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest letters to insert, delete, change or swap with a neighbour; the first of equals.</summary>
    public static string Of(string asked, IEnumerable<string> known) => known.MinBy(name => Distance(asked, name))!;

    /// <summary>How many insertions, deletions, changes and swaps of neighbours lead from one to the other?</summary>
    /// <remarks>Optimal string alignment, O(|a|·|b|) time.</remarks>
    internal static int Distance(string a, string b)
    {
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
}
