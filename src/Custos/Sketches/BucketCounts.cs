using System.Numerics;

namespace Custos.Sketches;

/// <summary>How many values lie in each bucket? The highest are kept, and all below them in the lowest that is.</summary>
/// <remarks>A ring that grows up to the limit. What stands in the end depends on what was added, not on the order. Not thread-safe.</remarks>
internal sealed class BucketCounts(int limit)
{
    public const int LeastLimit = 16;
    public const int MostLimit = 1 << 20;

    // The count of bucket i stands at i modulo the length; a power of two below the limit, or the limit.
    private long[] _counts = [];
    private int _lowest;
    private int _highest;
    private bool _isCollapsed;

    public long Total { get; private set; }

    public void Add(int bucket, long times)
    {
        if (Total == 0)
        {
            _lowest = _highest = bucket;
            _counts = new long[LeastLimit];
        }

        Total += times;
        Cover(Math.Min(_lowest, bucket), Math.Max(_highest, bucket));
        _isCollapsed |= bucket < _lowest;
        CountOf(Math.Max(bucket, _lowest)) += times;
    }

    public void Merge(BucketCounts other)
    {
        if (other.Total == 0) return;
        for (var bucket = other._highest; bucket >= other._lowest; bucket--)
        {
            if (other.CountOf(bucket) is var times and > 0) Add(bucket, times);
        }

        _isCollapsed |= other._isCollapsed;
    }

    /// <summary>In which bucket is the value of that rank, from 0 at the lowest?</summary>
    public int BucketOfRank(long rank, out bool isCollapsed)
    {
        var bucket = _lowest;
        for (var upTo = CountOf(bucket); upTo <= rank; upTo += CountOf(bucket)) bucket++;
        isCollapsed = _isCollapsed && bucket == _lowest;
        return bucket;
    }

    public void Write(SketchWriter writer)
    {
        writer.Byte(_isCollapsed ? (byte)1 : (byte)0).Number(_counts.Length - _counts.AsSpan().Count(0L));
        for (var bucket = _lowest; Total > 0 && bucket <= _highest; bucket++)
        {
            if (CountOf(bucket) > 0) writer.Number(bucket).Number(CountOf(bucket));
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into counts that are empty.</summary>
    public void Read(ref SketchReader reader, LogarithmicBuckets buckets)
    {
        var flag = reader.Byte();
        var before = buckets.Least - 1;
        for (var filled = reader.Count(0, limit); filled > 0; filled--)
        {
            before = reader.Count(before + 1, Total == 0 ? buckets.Most : Math.Min(buckets.Most, _lowest + limit - 1));
            Add(before, reader.Number(1, SketchReader.MostCount - Total));
        }

        // What was put together lies in the lowest bucket that may be.
        reader.Require(flag == 0 || (flag == 1 && Total > 0 && _highest - _lowest == limit - 1));
        _isCollapsed = flag == 1;
    }

    private ref long CountOf(int bucket) => ref CountOf(_counts, bucket);

    private static ref long CountOf(long[] counts, int bucket)
    {
        var place = bucket % counts.Length;
        return ref counts[place < 0 ? place + counts.Length : place];
    }

    private void Cover(int low, int high)
    {
        if ((long)high - low >= _counts.Length && _counts.Length < limit) Grow((int)Math.Min(limit, (long)high - low + 1));
        // What no longer fits below the highest goes into the lowest that does.
        var lowest = Math.Max(low, high - _counts.Length + 1);
        long collapsed = 0;
        for (var bucket = _lowest; bucket < lowest && bucket <= _highest; bucket++)
        {
            collapsed += CountOf(bucket);
            CountOf(bucket) = 0;
        }

        (_lowest, _highest) = (lowest, high);
        if (collapsed == 0) return;
        CountOf(lowest) += collapsed;
        _isCollapsed = true;
    }

    private void Grow(int needed)
    {
        var grown = new long[Math.Min(limit, (int)BitOperations.RoundUpToPowerOf2((uint)needed))];
        for (var bucket = _lowest; bucket <= _highest; bucket++) CountOf(grown, bucket) = CountOf(bucket);
        _counts = grown;
    }
}
