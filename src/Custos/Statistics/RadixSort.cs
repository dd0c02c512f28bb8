using System.Buffers;

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

        var keys = ArrayPool<ulong>.Shared.Rent(values.Length);
        var spare = ArrayPool<ulong>.Shared.Rent(values.Length);
        try
        {
            SortInto(values, keys, spare, values.Length);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(keys);
            ArrayPool<ulong>.Shared.Return(spare);
        }
    }

    /// <summary>Where does each value of the sorted sequence stand in the input? Equal values keep their order.</summary>
    public static int[] Order(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        var order = new int[n];
        for (var i = 0; i < n; i++) order[i] = i;
        var keys = new ulong[n];
        ToKeys(values, keys);
        if (n < SmallCount)
        {
            // The index breaks ties, so that the unstable library sort gives the stable order.
            Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
            return order;
        }

        return OrderByDigits(keys, order);
    }

    // Two pieces for two threads: sorted apart, then merged from both ends at once.
    private static void SortInto(double[] values, ulong[] keys, ulong[] spare, int n)
    {
        if (n < ParallelCount)
        {
            ToKeys(values, keys);
            FromKeys(SortDigits(keys.AsSpan(0, n), spare.AsSpan(0, n)) ? spare.AsSpan(0, n) : keys.AsSpan(0, n), values);
            return;
        }

        var middle = n / 2;
        Parallel.Invoke(() => SortPiece(0, middle), () => SortPiece(middle, n));
        Parallel.Invoke(
            () => MergeFromFront(keys.AsSpan(0, middle), keys.AsSpan(middle, n - middle), values.AsSpan(0, n / 2)),
            () => MergeFromBack(keys.AsSpan(0, middle), keys.AsSpan(middle, n - middle), values.AsSpan(n / 2, n - n / 2)));

        void SortPiece(int from, int to)
        {
            var piece = keys.AsSpan(from, to - from);
            var room = spare.AsSpan(from, to - from);
            ToKeys(values.AsSpan(from, to - from), piece);
            if (SortDigits(piece, room)) room.CopyTo(piece);
        }
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

    private static int[] OrderByDigits(ulong[] keys, int[] order)
    {
        var counts = CountDigits(keys);
        var spareKeys = new ulong[keys.Length];
        var spareOrder = new int[keys.Length];
        for (var digit = 0; digit < 8; digit++)
        {
            var starts = counts.AsSpan(digit * 256, 256);
            var shift = digit * 8;
            if (starts[(int)(keys[0] >> shift) & 255] == keys.Length) continue;
            ToStarts(starts);
            for (var i = 0; i < keys.Length; i++)
            {
                var place = starts[(int)(keys[i] >> shift) & 255]++;
                spareKeys[place] = keys[i];
                spareOrder[place] = order[i];
            }

            (keys, spareKeys) = (spareKeys, keys);
            (order, spareOrder) = (spareOrder, order);
        }

        return order;
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

    private static void MergeFromFront(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<double> to)
    {
        int i = 0, j = 0;
        for (var k = 0; k < to.Length; k++)
        {
            var takeLeft = j >= right.Length || (i < left.Length && left[i] <= right[j]);
            to[k] = ToDouble(takeLeft ? left[i++] : right[j++]);
        }
    }

    private static void MergeFromBack(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<double> to)
    {
        int i = left.Length - 1, j = right.Length - 1;
        for (var k = to.Length - 1; k >= 0; k--)
        {
            var takeRight = i < 0 || (j >= 0 && right[j] >= left[i]);
            to[k] = ToDouble(takeRight ? right[j--] : left[i--]);
        }
    }

    private static void ToKeys(ReadOnlySpan<double> values, Span<ulong> keys)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitConverter.DoubleToInt64Bits(values[i] + 0.0);
            keys[i] = (ulong)(bits ^ (bits >> 63)) ^ (bits < 0 ? 0 : Sign);
        }
    }

    private static void FromKeys(ReadOnlySpan<ulong> keys, Span<double> values)
    {
        for (var i = 0; i < keys.Length; i++) values[i] = ToDouble(keys[i]);
    }

    private static double ToDouble(ulong key) =>
        BitConverter.UInt64BitsToDouble((key & Sign) != 0 ? key ^ Sign : ~key);
}
