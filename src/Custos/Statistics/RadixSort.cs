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
    private const ulong Sign = 1UL << 63;

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
        ToKeys(values, keys);
        sorted = new double[n];
        if (n < SmallCount)
        {
            // The index breaks ties, so that the unstable library sort gives the stable order.
            Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
            for (var i = 0; i < n; i++) sorted[i] = ToDouble(keys[order[i]]);
            return order;
        }

        return n < ParallelCount ? OrderAlone(keys, order, sorted) : OrderInTwo(keys, order, sorted);
    }

    private static int[] OrderAlone(ulong[] keys, int[] order, double[] sorted)
    {
        var (spareKeys, spareOrder) = (new ulong[keys.Length], new int[order.Length]);
        var swapped = OrderByDigits(keys, order, spareKeys, spareOrder);
        FromKeys(swapped ? spareKeys : keys, sorted);
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
            () => MergeOrderFromFront(spareKeys, spareOrder, middle, order, sorted, n / 2),
            () => MergeOrderFromBack(spareKeys, spareOrder, middle, order, sorted, n / 2));
        return order;

        void OrderPiece(int from, int to)
        {
            Span<ulong> mine = keys.AsSpan(from, to - from), room = spareKeys.AsSpan(from, to - from);
            Span<int> places = order.AsSpan(from, to - from), roomForPlaces = spareOrder.AsSpan(from, to - from);
            if (OrderByDigits(mine, places, room, roomForPlaces)) return;
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
            FromKeys(SortDigits(keys, spare.AsSpan(0, n)) ? spare.AsSpan(0, n) : keys, values);
            return;
        }

        var middle = n / 2;
        Parallel.Invoke(() => SortPiece(0, middle), () => SortPiece(middle, n));
        Parallel.Invoke(
            () => MergeFromFront(spare.AsSpan(0, middle), spare.AsSpan(middle, n - middle), values.AsSpan(0, n / 2)),
            () => MergeFromBack(spare.AsSpan(0, middle), spare.AsSpan(middle, n - middle), values.AsSpan(n / 2, n - n / 2)));

        void SortPiece(int from, int to)
        {
            var keys = KeysOf(values, from, to);
            var room = spare.AsSpan(from, to - from);
            if (!SortDigits(keys, room)) keys.CopyTo(room);
        }
    }

    private static Span<ulong> KeysOf(double[] values, int from, int to)
    {
        var piece = values.AsSpan(from, to - from);
        var keys = MemoryMarshal.Cast<double, ulong>(piece);
        ToKeys(piece, keys);
        return keys;
    }

    /// <returns>True when the sorted keys ended in <paramref name="spare"/>.</returns>
    private static bool SortDigits(Span<ulong> keys, Span<ulong> spare)
    {
        var counts = CountDigits(keys);
        var swapped = false;
        for (var digit = 0; digit < 8; digit++)
        {
            var starts = counts.AsSpan(digit * 256, 256);
            var from = swapped ? spare : keys;
            var shift = digit * 8;
            if (starts[(int)(from[0] >> shift) & 255] == from.Length) continue;
            ToStarts(starts);
            var to = swapped ? keys : spare;
            foreach (var key in from) to[starts[(int)(key >> shift) & 255]++] = key;
            swapped = !swapped;
        }

        return swapped;
    }

    /// <returns>True when the sorted keys and their order ended in the spare room.</returns>
    private static bool OrderByDigits(Span<ulong> keys, Span<int> order, Span<ulong> spareKeys, Span<int> spareOrder)
    {
        var counts = CountDigits(keys);
        var swapped = false;
        for (var digit = 0; digit < 8; digit++)
        {
            var starts = counts.AsSpan(digit * 256, 256);
            var shift = digit * 8;
            ReadOnlySpan<ulong> from = swapped ? spareKeys : keys;
            ReadOnlySpan<int> fromOrder = swapped ? spareOrder : order;
            if (starts[(int)(from[0] >> shift) & 255] == from.Length) continue;
            ToStarts(starts);
            var to = swapped ? keys : spareKeys;
            var toOrder = swapped ? order : spareOrder;
            for (var i = 0; i < from.Length; i++)
            {
                var place = starts[(int)(from[i] >> shift) & 255]++;
                to[place] = from[i];
                toOrder[place] = fromOrder[i];
            }

            swapped = !swapped;
        }

        return swapped;
    }

    private static int[] CountDigits(ReadOnlySpan<ulong> keys)
    {
        var counts = new int[8 * 256];
        foreach (var key in keys)
        {
            counts[(int)key & 255]++;
            counts[256 + ((int)(key >> 8) & 255)]++;
            counts[512 + ((int)(key >> 16) & 255)]++;
            counts[768 + ((int)(key >> 24) & 255)]++;
            counts[1024 + ((int)(key >> 32) & 255)]++;
            counts[1280 + ((int)(key >> 40) & 255)]++;
            counts[1536 + ((int)(key >> 48) & 255)]++;
            counts[1792 + (int)(key >> 56)]++;
        }

        return counts;
    }

    private static void ToStarts(Span<int> counts)
    {
        var start = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            (counts[i], start) = (start, start + counts[i]);
        }
    }

    // No branch hangs on which key is smaller: which it is cannot be foretold.
    private static void MergeFromFront(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<double> to)
    {
        int i = 0, j = 0, k = 0;
        for (; k < to.Length && i < left.Length && j < right.Length; k++)
        {
            var (a, b) = (left[i], right[j]);
            var takeLeft = a <= b ? 1 : 0;
            to[k] = ToDouble(Math.Min(a, b));
            i += takeLeft;
            j += 1 - takeLeft;
        }

        for (; k < to.Length && i < left.Length; k++) to[k] = ToDouble(left[i++]);
        for (; k < to.Length; k++) to[k] = ToDouble(right[j++]);
    }

    private static void MergeFromBack(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<double> to)
    {
        int i = left.Length - 1, j = right.Length - 1, k = to.Length - 1;
        for (; k >= 0 && i >= 0 && j >= 0; k--)
        {
            var (a, b) = (left[i], right[j]);
            var takeRight = b >= a ? 1 : 0;
            to[k] = ToDouble(Math.Max(a, b));
            j -= takeRight;
            i -= 1 - takeRight;
        }

        for (; k >= 0 && i >= 0; k--) to[k] = ToDouble(left[i--]);
        for (; k >= 0; k--) to[k] = ToDouble(right[j--]);
    }

    // Of two equal keys the left one comes first, which keeps their order.
    private static void MergeOrderFromFront(ulong[] keys, int[] places, int middle, int[] order, double[] sorted, int count)
    {
        int i = 0, j = middle;
        for (var k = 0; k < count; k++)
        {
            var takeLeft = j >= keys.Length || (i < middle && keys[i] <= keys[j]);
            var at = takeLeft ? i++ : j++;
            order[k] = places[at];
            sorted[k] = ToDouble(keys[at]);
        }
    }

    private static void MergeOrderFromBack(ulong[] keys, int[] places, int middle, int[] order, double[] sorted, int count)
    {
        int i = middle - 1, j = keys.Length - 1;
        for (var k = keys.Length - 1; k >= count; k--)
        {
            var takeRight = i < 0 || (j >= middle && keys[j] >= keys[i]);
            var at = takeRight ? j-- : i--;
            order[k] = places[at];
            sorted[k] = ToDouble(keys[at]);
        }
    }

    private static void ToKeys(ReadOnlySpan<double> values, Span<ulong> keys)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitConverter.DoubleToInt64Bits(values[i] + 0.0);
            keys[i] = (ulong)(bits ^ (bits >> 63 | long.MinValue));
        }
    }

    private static void FromKeys(ReadOnlySpan<ulong> keys, Span<double> values)
    {
        for (var i = 0; i < keys.Length; i++) values[i] = ToDouble(keys[i]);
    }

    // Keys of numbers that are not negative have the sign bit: it alone is taken off; of the others every bit is turned.
    private static double ToDouble(ulong key) =>
        BitConverter.UInt64BitsToDouble(key ^ (((ulong)((long)key >> 63) ^ ulong.MaxValue) | Sign));
}
