namespace Custos.Text.Repeats;

/// <summary>Which rank has each number among the different ones of a sequence?</summary>
internal static class SymbolRanks
{
    // A table of this many entries costs less than sorting.
    private const int SmallestTable = 1 << 16;

    /// <summary>Puts ranks from 0 in the place of the numbers; says how many ranks there are.</summary>
    /// <remarks>O(n) where the numbers lie within a range of max(65,536, 4 n), O(n log n) otherwise.</remarks>
    public static int Replace(Span<int> symbols)
    {
        if (symbols.IsEmpty) return 0;
        int least = int.MaxValue, most = int.MinValue;
        foreach (var symbol in symbols)
        {
            least = Math.Min(least, symbol);
            most = Math.Max(most, symbol);
        }

        var range = (long)most - least + 1;
        return range <= Math.Max(SmallestTable, 4L * symbols.Length) ? ByTable(symbols, least, (int)range) : BySorting(symbols);
    }

    private static int ByTable(Span<int> symbols, int least, int range)
    {
        var ranks = new int[range];
        foreach (var symbol in symbols) ranks[symbol - least] = 1;
        var next = 0;
        for (var i = 0; i < range; i++)
        {
            if (ranks[i] != 0) ranks[i] = next++;
        }

        foreach (ref var symbol in symbols) symbol = ranks[symbol - least];
        return next;
    }

    private static int BySorting(Span<int> symbols)
    {
        var sorted = symbols.ToArray();
        Array.Sort(sorted);
        var different = 0;
        foreach (var symbol in sorted)
        {
            if (different == 0 || sorted[different - 1] != symbol) sorted[different++] = symbol;
        }

        foreach (ref var symbol in symbols) symbol = Array.BinarySearch(sorted, 0, different, symbol);
        return different;
    }
}
