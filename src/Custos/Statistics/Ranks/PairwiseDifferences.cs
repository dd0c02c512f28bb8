namespace Custos.Statistics.Ranks;

/// <summary>Which of all n × m differences y − x is the k-th smallest? Found by counting, in memory that grows with the distinct values.</summary>
/// <remarks>
/// Both samples being sorted, the differences up to a value are counted in one pass. The bracket around the wanted one shrinks by
/// interpolation and by halving the doubles in it, in turn; once few pairs are left they are listed. Usually 10 to 20 passes, never more than about 130.
/// </remarks>
internal static class PairwiseDifferences
{
    /// <param name="x">Subtracted.</param>
    /// <param name="y">Of which x is subtracted.</param>
    /// <param name="k">Which difference, counted from 0 in ascending order.</param>
    public static double Select(SortedRuns x, SortedRuns y, long k)
    {
        var low = y.Values[0] - x.Values[^1];
        var high = y.Values[^1] - x.Values[0];
        var atLow = CountUpTo(x, y, low);
        if (k < atLow) return low;
        var atHigh = x.Count * y.Count;
        var room = Math.Max(1024, 2L * (x.Values.Length + y.Values.Length));

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

    private static long CountUpTo(SortedRuns x, SortedRuns y, double value)
    {
        // As x grows, more of y satisfies y − x <= value; rounding keeps the differences in order.
        var xs = x.Values;
        var ys = y.Values;
        long count = 0;
        var j = 0;
        for (var i = 0; i < xs.Length; i++)
        {
            while (j < ys.Length && ys[j] - xs[i] <= value) j++;
            count += y.Before(j) * x.Times(i);
        }

        return count;
    }

    private static double ListBetween(SortedRuns x, SortedRuns y, double low, double high, long rank)
    {
        var between = new List<double>();
        int from = 0, to = 0;
        for (var i = 0; i < x.Values.Length; i++)
        {
            while (from < y.Values.Length && y.Values[from] - x.Values[i] <= low) from++;
            while (to < y.Values.Length && y.Values[to] - x.Values[i] <= high) to++;
            for (var j = from; j < to; j++)
            {
                for (var times = x.Times(i) * y.Times(j); times > 0; times--) between.Add(y.Values[j] - x.Values[i]);
            }
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
