namespace Custos.Statistics;

/// <summary>Which whole numbers stand in the same order as doubles do?</summary>
internal static class SortKeys
{
    private const ulong Sign = 1UL << 63;

    public static void ToKeys(ReadOnlySpan<double> values, Span<ulong> keys)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitConverter.DoubleToInt64Bits(values[i] + 0.0);
            keys[i] = (ulong)(bits ^ (bits >> 63 | long.MinValue));
        }
    }

    public static void FromKeys(ReadOnlySpan<ulong> keys, Span<double> values)
    {
        for (var i = 0; i < keys.Length; i++) values[i] = ToDouble(keys[i]);
    }

    // Keys of numbers that are not negative have the sign bit: it alone is taken off; of the others every bit is turned.
    public static double ToDouble(ulong key) =>
        BitConverter.UInt64BitsToDouble(key ^ (((ulong)((long)key >> 63) ^ ulong.MaxValue) | Sign));
}
