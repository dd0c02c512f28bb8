using System.Buffers;

namespace Custos.Text.Distances;

/// <summary>How many symbols can be taken from two sequences in the same order?</summary>
/// <remarks>
/// Source: Hyyrö 2004, "Bit-parallel LCS-length computation revisited", after Crochemore et al. 2001: one column of the table of lengths is
/// one bit a symbol. O(n m / 64), O(n + m) memory. Thread-safe.
/// </remarks>
public static class CommonSubsequence
{
    /// <summary>The length in UTF-16 units.</summary>
    public static int Length(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        var length = SymbolSequence.Trim(ref first, ref second);
        int[] a = SymbolSequence.RentUnits(first), b = SymbolSequence.RentUnits(second);
        length += Length(a.AsSpan(0, first.Length), b.AsSpan(0, second.Length));
        ArrayPool<int>.Shared.Return(a);
        ArrayPool<int>.Shared.Return(b);
        return length;
    }

    /// <summary>The length in words; words agree when they are equal.</summary>
    public static int Length(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        var (a, b) = SymbolSequence.OfWords(first, second);
        return Length(a, b);
    }

    /// <summary>The length in symbols of any kind, for instance tokens.</summary>
    public static int Length(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var columns = first.Length > second.Length ? first : second;
        var rows = first.Length > second.Length ? second : first;
        if (rows.IsEmpty) return 0;
        var places = new SymbolPlaces(rows);
        var rented = ArrayPool<ulong>.Shared.Rent(places.Blocks);
        // A bit that is 0 says that the length grows at that symbol.
        var stays = rented.AsSpan(0, places.Blocks);
        stays.Fill(ulong.MaxValue);
        foreach (var symbol in columns) Advance(stays, places.Of(symbol));
        var length = 0;
        for (var i = 0; i < rows.Length; i++) length += (stays[i >> 6] >> i & 1) == 0 ? 1 : 0;
        ArrayPool<ulong>.Shared.Return(rented);
        places.Dispose();
        return length;
    }

    private static void Advance(Span<ulong> stays, ReadOnlySpan<ulong> matches)
    {
        ulong carry = 0;
        for (var block = 0; block < stays.Length; block++)
        {
            var before = stays[block];
            var matched = before & matches[block];
            var sum = unchecked(before + matched);
            var carried = unchecked(sum + carry);
            carry = sum < before || carried < sum ? 1UL : 0;
            stays[block] = carried | (before & ~matches[block]);
        }
    }
}
