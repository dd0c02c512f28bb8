namespace Custos.Statistics.Monitoring;

/// <summary>Which of many numbers that are not negative is the k-th smallest? Without sorting or moving them.</summary>
internal static class Selection
{
    private const int Shift = 48;

    /// <param name="values">0 or above.</param>
    /// <param name="k">Counted from 0.</param>
    /// <remarks>The bits of numbers that are not negative stand in the order of the numbers: the leading 16 are counted, and only the
    /// numbers that share those of the k-th are sorted. O(n).</remarks>
    public static double Smallest(ReadOnlySpan<double> values, int k)
    {
        var counts = new int[1 << 16];
        foreach (var value in values) counts[Lead(value)]++;
        var lead = 0;
        for (; k >= counts[lead]; lead++) k -= counts[lead];
        var same = new double[counts[lead]];
        var at = 0;
        foreach (var value in values)
        {
            if (Lead(value) == lead) same[at++] = value;
        }

        RadixSort.Sort(same);
        return same[k];
    }

    // Adding 0 turns −0 into 0.
    private static int Lead(double value) => (int)(BitConverter.DoubleToUInt64Bits(value + 0.0) >> Shift);
}
