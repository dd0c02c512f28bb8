using System.Buffers;
using System.Runtime.InteropServices;

namespace Custos.Statistics;

/// <summary>In which order do many finite numbers stand? Sorted in time that grows linearly with their number.</summary>
/// <remarks>
/// Least-significant-digit radix sort on the order-preserving image of the bits; digits that are the same in all numbers are skipped.
/// Negative zero is turned into zero, so that the sorted bytes depend on the values alone. O(8 n) time, O(n) memory.
/// Large inputs are sorted in parallel pieces and merged; the result is the same for any number of threads.
/// </remarks>
internal static class RadixSort
{
    private const int SmallCount = 1024;
    private const int ParallelCount = 200_000;

    /// <summary>Sorts in place, ascending. No value may be NaN.</summary>
    public static void Sort(double[] values)
    {
        if (values.Length < SmallCount)
        {
            for (var i = 0; i < values.Length; i++) values[i] += 0.0;
            Array.Sort(values);
            return;
        }

        var spare = ArrayPool<ulong>.Shared.Rent(values.Length);
        try
        {
            SortWith(values, spare);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(spare);
        }
    }

    /// <summary>Where does each value of the sorted sequence stand in the input? Equal values keep their order.</summary>
    public static int[] Order(ReadOnlySpan<double> values) => Order(values, out _);

    /// <inheritdoc cref="Order(ReadOnlySpan{double})"/>
    /// <param name="values">None may be NaN.</param>
    /// <param name="sorted">The values in that order.</param>
    public static int[] Order(ReadOnlySpan<double> values, out double[] sorted)
    {
        var n = values.Length;
        var order = new int[n];
        for (var i = 0; i < n; i++) order[i] = i;
        var keys = new ulong[n];
        SortKeys.ToKeys(values, keys);
        sorted = new double[n];
        if (n < SmallCount)
        {
            // The index breaks ties, so that the unstable library sort gives the stable order.
            Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
            for (var i = 0; i < n; i++) sorted[i] = SortKeys.ToDouble(keys[order[i]]);
            return order;
        }

        return n < ParallelCount ? OrderAlone(keys, order, sorted) : OrderInTwo(keys, order, sorted);
    }

    private static int[] OrderAlone(ulong[] keys, int[] order, double[] sorted)
    {
        var (spareKeys, spareOrder) = (new ulong[keys.Length], new int[order.Length]);
        var swapped = RadixDigits.Order(keys, order, spareKeys, spareOrder);
        SortKeys.FromKeys(swapped ? spareKeys : keys, sorted);
        return swapped ? spareOrder : order;
    }

    // As values are sorted: two pieces apart, then merged.
    private static int[] OrderInTwo(ulong[] keys, int[] order, double[] sorted)
    {
        var n = keys.Length;
        var middle = n / 2;
        var (spareKeys, spareOrder) = (new ulong[n], new int[n]);
        Parallel.Invoke(() => OrderPiece(0, middle), () => OrderPiece(middle, n));
        Parallel.Invoke(
            () => SortedPieces.MergeOrderFromFront(spareKeys, spareOrder, middle, order, sorted, n / 2),
            () => SortedPieces.MergeOrderFromBack(spareKeys, spareOrder, middle, order, sorted, n / 2));
        return order;

        void OrderPiece(int from, int to)
        {
            Span<ulong> mine = keys.AsSpan(from, to - from), room = spareKeys.AsSpan(from, to - from);
            Span<int> places = order.AsSpan(from, to - from), roomForPlaces = spareOrder.AsSpan(from, to - from);
            if (RadixDigits.Order(mine, places, room, roomForPlaces)) return;
            mine.CopyTo(room);
            places.CopyTo(roomForPlaces);
        }
    }

    // The values' own memory holds their keys meanwhile. Two pieces for two threads: sorted apart into the spare room, then merged from both ends at once.
    private static void SortWith(double[] values, ulong[] spare)
    {
        var n = values.Length;
        if (n < ParallelCount)
        {
            var keys = KeysOf(values, 0, n);
            SortKeys.FromKeys(RadixDigits.Sort(keys, spare.AsSpan(0, n)) ? spare.AsSpan(0, n) : keys, values);
            return;
        }

        var middle = n / 2;
        Parallel.Invoke(() => SortPiece(0, middle), () => SortPiece(middle, n));
        Parallel.Invoke(
            () => SortedPieces.MergeFromFront(spare.AsSpan(0, middle), spare.AsSpan(middle, n - middle), values.AsSpan(0, n / 2)),
            () => SortedPieces.MergeFromBack(spare.AsSpan(0, middle), spare.AsSpan(middle, n - middle), values.AsSpan(n / 2, n - n / 2)));

        void SortPiece(int from, int to)
        {
            var keys = KeysOf(values, from, to);
            var room = spare.AsSpan(from, to - from);
            if (!RadixDigits.Sort(keys, room)) keys.CopyTo(room);
        }
    }

    private static Span<ulong> KeysOf(double[] values, int from, int to)
    {
        var piece = values.AsSpan(from, to - from);
        var keys = MemoryMarshal.Cast<double, ulong>(piece);
        SortKeys.ToKeys(piece, keys);
        return keys;
    }
}
