using System.Buffers;

namespace Custos.Text.Distances;

/// <summary>How many symbols must be inserted, deleted or changed to make one sequence of another?</summary>
/// <remarks>
/// Source: Myers 1999, in the blocks and with the swaps of Hyyrö 2003: of the table of distances only the differences of neighbours are
/// kept, as bits, 64 cells at a time. O(n m / 64); with a bound, O(n × bound / 64). Thread-safe.
/// </remarks>
public static class EditDistance
{
    /// <summary>Levenshtein's distance in UTF-16 units: a metric.</summary>
    public static int Of(ReadOnlySpan<char> first, ReadOnlySpan<char> second) => Within(first, second, int.MaxValue)!.Value;

    /// <summary>Levenshtein's distance in words.</summary>
    public static int Of(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        var (a, b) = SymbolSequence.OfWords(first, second);
        return Of(a, b);
    }

    /// <summary>Levenshtein's distance in symbols of any kind.</summary>
    public static int Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second) => Within(first, second, int.MaxValue)!.Value;

    /// <summary>Levenshtein's distance in UTF-16 units where it is at most <paramref name="most"/>; null where it is more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is negative.</exception>
    public static int? Within(ReadOnlySpan<char> first, ReadOnlySpan<char> second, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        if (Math.Abs(first.Length - second.Length) > most) return null;
        SymbolSequence.Trim(ref first, ref second);
        int[] a = SymbolSequence.RentUnits(first), b = SymbolSequence.RentUnits(second);
        var distance = Within(a.AsSpan(0, first.Length), b.AsSpan(0, second.Length), most);
        ArrayPool<int>.Shared.Return(a);
        ArrayPool<int>.Shared.Return(b);
        return distance;
    }

    /// <inheritdoc cref="Within(ReadOnlySpan{char}, ReadOnlySpan{char}, int)"/>
    public static int? Within(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var columns = first.Length > second.Length ? first : second;
        var rows = first.Length > second.Length ? second : first;
        if (columns.Length - rows.Length > most) return null;
        if (rows.IsEmpty) return columns.Length;
        var places = new SymbolPlaces(rows);
        var rented = ArrayPool<DistanceBlock>.Shared.Rent(places.Blocks);
        var distance = DistanceBlock.Fill(columns, rows.Length, ref places, rented.AsSpan(0, places.Blocks), Math.Min(most, columns.Length));
        ArrayPool<DistanceBlock>.Shared.Return(rented);
        places.Dispose();
        return distance <= most ? distance : null;
    }

    /// <summary>The distance in UTF-16 units where two neighbours may also be swapped, as long as nothing is done to them besides (optimal string alignment).</summary>
    /// <remarks>Not a metric: CA to AC is 1, AC to ABC is 1, but CA to ABC is 3.</remarks>
    public static int WithSwaps(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        SymbolSequence.Trim(ref first, ref second);
        int[] a = SymbolSequence.RentUnits(first), b = SymbolSequence.RentUnits(second);
        var distance = WithSwaps(a.AsSpan(0, first.Length), b.AsSpan(0, second.Length));
        ArrayPool<int>.Shared.Return(a);
        ArrayPool<int>.Shared.Return(b);
        return distance;
    }

    /// <inheritdoc cref="WithSwaps(ReadOnlySpan{char}, ReadOnlySpan{char})"/>
    public static int WithSwaps(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var columns = first.Length > second.Length ? first : second;
        var rows = first.Length > second.Length ? second : first;
        if (rows.IsEmpty) return columns.Length;
        var places = new SymbolPlaces(rows);
        var rented = ArrayPool<DistanceBlock>.Shared.Rent(places.Blocks);
        var before = ArrayPool<ulong>.Shared.Rent(places.Blocks);
        var distance = DistanceBlock.FillWithSwaps(columns, rows.Length, ref places, rented.AsSpan(0, places.Blocks), before.AsSpan(0, places.Blocks));
        ArrayPool<ulong>.Shared.Return(before);
        ArrayPool<DistanceBlock>.Shared.Return(rented);
        places.Dispose();
        return distance;
    }
}
