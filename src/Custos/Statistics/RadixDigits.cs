namespace Custos.Statistics;

/// <summary>In which order do 64-bit keys stand, sorted digit by digit of eight bits, the lowest first?</summary>
/// <remarks>Digits that are the same in all keys are skipped. Equal keys keep their order. O(8 n).</remarks>
internal static class RadixDigits
{
    /// <returns>True when the sorted keys ended in <paramref name="spare"/>.</returns>
    public static bool Sort(Span<ulong> keys, Span<ulong> spare)
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
    public static bool Order(Span<ulong> keys, Span<int> order, Span<ulong> spareKeys, Span<int> spareOrder)
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
}
