namespace Custos.Store.Journal;

/// <summary>How long does the disk take to sync? Of the last 4,096 syncs.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class SyncTimes
{
    private readonly long[] _ticks = new long[4096];
    private readonly Lock _gate = new();
    private long _count;

    public void Add(TimeSpan time)
    {
        lock (_gate)
        {
            _ticks[_count++ % _ticks.Length] = time.Ticks;
        }
    }

    /// <summary>The time that this share of the syncs did not exceed; null before the first sync.</summary>
    /// <param name="share">In (0, 1], for instance 0.99.</param>
    public TimeSpan? Quantile(double share)
    {
        long[] sorted;
        lock (_gate)
        {
            sorted = _ticks[..(int)Math.Min(_count, _ticks.Length)];
        }

        if (sorted.Length == 0) return null;
        Array.Sort(sorted);
        return TimeSpan.FromTicks(sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)]);
    }
}
