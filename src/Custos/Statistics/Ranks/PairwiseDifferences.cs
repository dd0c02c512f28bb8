namespace Custos.Statistics.Ranks;

/// <summary>Which of all n × m differences y − x is the k-th smallest? Found by counting, in O(n + m) memory.</summary>
/// <remarks>
/// Both samples being sorted, the differences up to a value are counted in one pass. The bracket around the wanted one shrinks by
/// interpolation and by halving the doubles in it, in turn; once few pairs are left they are listed. Usually 10 to 20 passes, never more than about 130.
/// </remarks>
internal static class PairwiseDifferences
{
    /// <param name="x">Subtracted, ascending.</param>
    /// <param name="y">Ascending.</param>
    /// <param name="k">Which difference, counted from 0 in ascending order.</param>
    public static double Select(ReadOnlySpan<double> x, ReadOnlySpan<double> y, long k)
    {
        var low = y[0] - x[^1];
        var high = y[^1] - x[0];
        var atLow = CountUpTo(x, y, low);
        if (k < atLow) return low;
        var atHigh = (long)x.Length * y.Length;
        var room = Math.Max(1024, 2L * (x.Length + y.Length));

        // Always: differences <= low are at most k, and those <= high are more than k.
        for (var turn = 0; ; turn++)
        {
            if (atHigh - atLow <= room) return ListBetween(x, y, low, high, k - atLow);
            var pivot = turn % 3 == 2 ? Halfway(low, high) : Interpolate(low, high, atLow, atHigh, k);
            if (!(pivot > low && pivot < high)) pivot = Halfway(low, high);
            if (!(pivot > low && pivot < high)) return high;
            var count = CountUpTo(x, y, pivot);
            if (count <= k) (low, atLow) = (pivot, count);
            else (high, atHigh) = (pivot, count);
        }
    }

    private static long CountUpTo(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double value)
    {
        // As x grows, more of y satisfies y − x <= value; rounding keeps the differences in order.
        long count = 0;
        var j = 0;
        foreach (var subtracted in x)
        {
            while (j < y.Length && y[j] - subtracted <= value) j++;
            count += j;
        }

        return count;
    }

    private static double ListBetween(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double low, double high, long rank)
    {
        var between = new List<double>();
        int from = 0, to = 0;
        foreach (var subtracted in x)
        {
            while (from < y.Length && y[from] - subtracted <= low) from++;
            while (to < y.Length && y[to] - subtracted <= high) to++;
            for (var j = from; j < to; j++) between.Add(y[j] - subtracted);
        }

        var values = between.ToArray();
        RadixSort.Sort(values);
        return values[rank];
    }

    private static double Interpolate(double low, double high, long atLow, long atHigh, long k) =>
        low + (high - low) * ((k + 0.5 - atLow) / (atHigh - atLow));

    // The middle of the doubles between the two, not of the numbers: at most 64 such steps separate any two.
    private static double Halfway(double low, double high)
    {
        var a = Key(low);
        var b = Key(high);
        var middle = a + (long)((ulong)(b - a) / 2);
        return BitConverter.Int64BitsToDouble(middle >= 0 ? middle : long.MinValue - middle);
    }

    private static long Key(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits >= 0 ? bits : long.MinValue - bits;
    }
}
