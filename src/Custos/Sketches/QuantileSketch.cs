using Custos.Records;

namespace Custos.Sketches;

/// <summary>Below which value does a share of the values lie, to within a stated share of that value?</summary>
/// <remarks>
/// DDSketch (Masson, Rim, Lee 2019): values are counted in buckets so narrow that both ends are within the accuracy of the middle. The
/// bound is certain. The logarithm is read off the exponent and a cubic of the fraction, as their cubic mapping does, so that the same value
/// falls into the same bucket on every machine. Beyond the most buckets the lowest are put together, and only answers that come out of those
/// lose the bound, and say so. Merging is exact: what is merged equals, byte for byte, what saw everything. O(1) a value. Not thread-safe.
/// </remarks>
public sealed class QuantileSketch
{
    private const byte Layout = 1;
    private const double LeastAccuracy = 1e-5;
    private const double MostAccuracy = 0.5;

    private readonly LogarithmicBuckets _buckets;
    private readonly BucketCounts _positive;
    private readonly BucketCounts _negative;
    private long _zeros;
    private double _least = double.PositiveInfinity;
    private double _most = double.NegativeInfinity;

    /// <param name="accuracy">How far an answer may be off, as a share of the true value: from 0.00001 to 0.5.</param>
    /// <param name="mostBuckets">Buckets kept for each sign, from 16 to 1,048,576; 2,048 at 1 % span a factor of 10^17.</param>
    public QuantileSketch(double accuracy = 0.01, int mostBuckets = 2048)
    {
        if (!(accuracy is >= LeastAccuracy and <= MostAccuracy)) throw new ArgumentOutOfRangeException(nameof(accuracy), accuracy, $"The accuracy lies between {LeastAccuracy} and {MostAccuracy}.");
        if (mostBuckets is < BucketCounts.LeastLimit or > BucketCounts.MostLimit) throw new ArgumentOutOfRangeException(nameof(mostBuckets), mostBuckets, $"The buckets lie between {BucketCounts.LeastLimit} and {BucketCounts.MostLimit}.");
        (Accuracy, MostBuckets, _buckets) = (accuracy, mostBuckets, new LogarithmicBuckets(accuracy));
        (_positive, _negative) = (new BucketCounts(mostBuckets), new BucketCounts(mostBuckets));
    }

    public double Accuracy { get; }

    public int MostBuckets { get; }

    public long Count => _positive.Total + _negative.Total + _zeros;

    /// <summary>Adds a value.</summary>
    /// <param name="value">Finite; what lies nearer to 0 than the smallest normal number counts as 0.</param>
    /// <param name="times">At least 1.</param>
    public void Add(double value, long times = 1)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "A value is finite.");
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _ = checked(Count + times);
        if (double.IsNormal(value)) (value > 0 ? _positive : _negative).Add(_buckets.Of(Math.Abs(value)), times);
        else (_zeros, value) = (_zeros + times, 0);
        (_least, _most) = (Math.Min(_least, value), Math.Max(_most, value));
    }

    /// <summary>Which value has that share of the others below it?</summary>
    /// <param name="share">In [0, 1]; 0 is the smallest value and 1 the largest, both exact. In between it is the value of rank ⌊share · (count − 1)⌋.</param>
    /// <returns>Null when there is no value.</returns>
    public QuantileBound? Quantile(double share)
    {
        if (!(share is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "The share lies between 0 and 1.");
        if (Count == 0) return null;
        if (share == 0) return new QuantileBound(_least, _least, _least, Count, IsWithinAccuracy: true);
        if (share == 1) return new QuantileBound(_most, _most, _most, Count, IsWithinAccuracy: true);
        var rank = (long)Math.Min(Math.Floor(share * (Count - 1)), Count - 1);
        if (rank < _negative.Total)
        {
            // The most negative lie in the highest buckets.
            var bucket = _negative.BucketOfRank(_negative.Total - 1 - rank, out var isCollapsed);
            var (low, high) = _buckets.EndsOf(bucket);
            return Bound(-high, isCollapsed ? 0 : -low, isCollapsed);
        }

        if (rank < _negative.Total + _zeros) return new QuantileBound(0, 0, 0, Count, IsWithinAccuracy: true);
        {
            var bucket = _positive.BucketOfRank(rank - _negative.Total - _zeros, out var isCollapsed);
            var (low, high) = _buckets.EndsOf(bucket);
            return Bound(isCollapsed ? 0 : low, high, isCollapsed);
        }
    }

    /// <summary>Adds all that another sketch has seen.</summary>
    /// <exception cref="ArgumentException">It has not the same accuracy and buckets.</exception>
    public void Merge(QuantileSketch other)
    {
        if (other.Accuracy != Accuracy || other.MostBuckets != MostBuckets) throw new ArgumentException("Both sketches must have the same accuracy and buckets.", nameof(other));
        _ = checked(Count + other.Count);
        _positive.Merge(other._positive);
        _negative.Merge(other._negative);
        _zeros += other._zeros;
        (_least, _most) = (Math.Min(_least, other._least), Math.Max(_most, other._most));
    }

    public byte[] ToBytes()
    {
        var writer = new SketchWriter(SketchKind.Quantiles, Layout).Real(Accuracy).Number(MostBuckets).Number(_zeros);
        _positive.Write(writer);
        _negative.Write(writer);
        return (Count == 0 ? writer : writer.Real(_least).Real(_most)).ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="BadInputException">The bytes hold no such sketch, or are damaged.</exception>
    public static QuantileSketch FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, SketchKind.Quantiles, Layout);
        var sketch = new QuantileSketch(reader.Real(LeastAccuracy, MostAccuracy), reader.Count(BucketCounts.LeastLimit, BucketCounts.MostLimit)) { _zeros = reader.Number(0, SketchReader.MostCount) };
        sketch._positive.Read(ref reader, sketch._buckets);
        sketch._negative.Read(ref reader, sketch._buckets);
        if (sketch.Count > 0)
        {
            sketch._least = reader.Real(double.MinValue, double.MaxValue);
            sketch._most = reader.Real(sketch._least, double.MaxValue);
        }

        reader.End();
        return sketch;
    }

    /// <summary>The value between both ends that is off by the smallest share of either, inside what was seen.</summary>
    private QuantileBound Bound(double low, double high, bool isCollapsed)
    {
        var sum = low + high;
        var middle = double.IsFinite(sum) && low != 0 && high != 0 ? 2 * low * (high / sum) : low + ((high - low) / 2);
        var (least, most) = (Math.Max(low, _least), Math.Min(high, _most));
        // Ends that contradict the extremes come of bytes that somebody made up.
        return least > most
            ? throw new BadInputException("This Quantiles sketch contradicts itself.", "Take it from a copy, or make it again.")
            : new QuantileBound(Math.Clamp(middle, least, most), least, most, Count, !isCollapsed);
    }
}

/// <summary>Between which values does a quantile surely lie?</summary>
/// <param name="Value">The answer.</param>
/// <param name="Lower">The true one is at least this.</param>
/// <param name="Upper">The true one is at most this.</param>
/// <param name="N">How many values there were.</param>
/// <param name="IsWithinAccuracy">Is the answer within the sketch's accuracy? Not when it comes out of buckets that were put together.</param>
public sealed record QuantileBound(double Value, double Lower, double Upper, long N, bool IsWithinAccuracy);
