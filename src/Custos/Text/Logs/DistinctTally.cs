using Custos.Records;
using Custos.Sketches;

namespace Custos.Text.Logs;

/// <summary>How many different texts does each group hold? Nearly exact for few, within 3.2 % at 95 % for many.</summary>
internal sealed class DistinctTally : MeasureTally
{
    /// <summary>A register a byte, or as many entries of four bytes while there are few, with room to sort them.</summary>
    public const int LargestBytes = 4 << Precision;

    private const int Precision = 12;

    private (HyperLogLog? Sketch, long N)[] _states = [];

    public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<double> values, int groupCount)
    {
        Grow(ref _states, groupCount);
        for (var row = 0; row < groups.Length; row++)
        {
            if (double.IsNaN(values[row])) continue;
            ref var state = ref _states[groups[row]];
            (state.Sketch ??= new HyperLogLog(Precision)).Add(BitConverter.DoubleToUInt64Bits(values[row]));
            state.N++;
        }
    }

    public override LogValue Value(int group, LogMeasure measure)
    {
        var (sketch, n) = _states[group];
        if (sketch is null) return new LogValue.NoData();

        // A count is a whole number, and never above the rows it was counted in.
        var count = sketch.Estimate();
        var value = Math.Min(Math.Round(count.Value), n);
        return new LogValue.Estimated(new Estimate(value, new Interval(Math.Min(value, Math.Floor(count.Interval.Lower)), Math.Min(n, Math.Max(value, Math.Ceiling(count.Interval.Upper)))), n));
    }
}
