using Custos.Records;
using Custos.Sketches;
using Custos.Statistics.Ranks;

namespace Custos.Text.Logs;

/// <summary>Below which value does a share of each group's numbers lie? One sketch a group answers for every share.</summary>
internal sealed class QuantileTally : MeasureTally
{
    /// <summary>How far an answer may be off, as a share of the true value.</summary>
    public const double Accuracy = 0.01;

    /// <summary>Both signs' buckets, eight bytes each.</summary>
    public const int LargestBytes = 2 * MostBuckets * sizeof(long);

    private const int MostBuckets = 1024;

    // Beyond this the binomial distribution's quantiles and the normal one's are the same rank but for a handful.
    private const long MostExact = 1_000_000;
    private const double TwoSided95 = 1.959963984540054;

    private QuantileSketch?[] _sketches = [];

    public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<double> values, int groupCount)
    {
        Grow(ref _sketches, groupCount);
        for (var row = 0; row < groups.Length; row++)
        {
            if (!double.IsNaN(values[row])) (_sketches[groups[row]] ??= new QuantileSketch(Accuracy, MostBuckets)).Add(values[row]);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The interval is that between two order statistics, widened by the sketch's error at both ends; an end is infinite where the sample is too small.</remarks>
    public override LogValue Value(int group, LogMeasure measure)
    {
        var share = ((LogMeasure.Quantile)measure).Share;
        if (_sketches[group] is not { } sketch || sketch.Quantile(share) is not { } bound) return new LogValue.NoData();
        var (lower, upper) = Ranks(sketch.Count, share);
        var interval = new Interval(
            lower is { } low ? Math.Min(bound.Value, sketch.Quantile(ShareOf(low, sketch.Count))!.Lower) : double.NegativeInfinity,
            upper is { } high ? Math.Max(bound.Value, sketch.Quantile(ShareOf(high, sketch.Count))!.Upper) : double.PositiveInfinity);
        return new LogValue.Estimated(new Estimate(bound.Value, interval, sketch.Count));
    }

    // Counted from 1.
    private static (long? Lower, long? Upper) Ranks(long count, double share)
    {
        if (count <= MostExact)
        {
            var ends = OrderStatisticInterval.Of((int)count, share);
            return (ends.Lower, ends.Upper);
        }

        var half = TwoSided95 * Math.Sqrt(count * share * (1 - share));
        var (lower, upper) = ((long)Math.Floor(count * share - half), (long)Math.Ceiling(count * share + half) + 1);
        return (lower >= 1 ? lower : null, upper <= count ? upper : null);
    }

    // Half a rank above: the sketch rounds down, and a division must not round below.
    private static double ShareOf(long rank, long count) => Math.Clamp((rank - 0.5) / (count - 1), 0, 1);
}
