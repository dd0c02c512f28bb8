namespace Custos.Counting;

/// <summary>How many events, how much of something, how many distinct values has somebody had in the last while? For any number of keys, in bounded memory.</summary>
/// <remarks>
/// <para>The window of length W at a time <c>now</c> is [now − W, now], both ends in. Time is that of the events: the newest time added or asked
/// about is the clock, and an event older than the clock by more than the grace is refused and counted in <see cref="WindowCountersState.Late"/>.</para>
/// <para>Exact within <see cref="WindowCountersOptions.CellsPerSeries"/> and <see cref="WindowCountersOptions.MaxBytes"/>; beyond them
/// every answer has bounds. O(1) amortised for events in order. Thread-safe; what was added in whatever order gives the same exact answers.</para>
/// </remarks>
public sealed class WindowCounters
{
    // Locks are spread over this many parts, a power of two.
    private const int Shards = 64;

    private readonly WindowCountersOptions _options;
    private readonly long[] _windows;
    private readonly long _kept;
    private readonly CounterShard[] _shards;
    private long _now = long.MinValue;
    private long _late;

    /// <exception cref="ArgumentException">There is no window, or an option is out of its range.</exception>
    public WindowCounters(WindowCountersOptions options)
    {
        WindowCountersOptions.Check(options);
        _options = options;
        _windows = [.. options.Windows.Select(window => window.Ticks).Distinct().Order()];
        _kept = _windows[^1] + options.Grace.Ticks;
        _shards = [.. Enumerable.Range(0, Shards).Select(_ => new CounterShard(_windows, options, options.MaxBytes / Shards))];
    }

    /// <summary>How many series are kept, in how much memory, and what was refused.</summary>
    public WindowCountersState State
    {
        get
        {
            long series = 0, bytes = 0, overflown = 0;
            foreach (var shard in _shards)
            {
                lock (shard)
                {
                    series += shard.Series;
                    bytes += shard.Bytes;
                    overflown += shard.Overflown;
                }
            }

            return new WindowCountersState(series, bytes, overflown, Interlocked.Read(ref _late));
        }
    }

    /// <summary>Counts an event; false when it came too late.</summary>
    /// <param name="key">Whose, and of which kind.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="amount">What it adds to the sum, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is below 0.</exception>
    public bool Add(SeriesKey key, DateTimeOffset at, long amount = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        if (!TryAdvance(at, out var clock)) return false;
        var shard = ShardOf(key);
        lock (shard) shard.Add(key, at.UtcTicks, amount, clock);
        return true;
    }

    /// <summary>Sees a value of the key; false when it came too late.</summary>
    public bool AddValue(SeriesKey key, string value, DateTimeOffset at)
    {
        if (!TryAdvance(at, out var clock)) return false;
        var shard = ShardOf(key);
        lock (shard) shard.AddValue(key, SeriesKey.OfValue(value), at.UtcTicks, clock);
        return true;
    }

    /// <summary>How many events in the window that ends at <paramref name="at"/>.</summary>
    /// <exception cref="ArgumentException">The window is none of the options', or ends before what is remembered.</exception>
    public WindowCount Count(SeriesKey key, TimeSpan window, DateTimeOffset at) => Ask(key, window, at).Events;

    /// <summary>The sum of the events' amounts in the window that ends at <paramref name="at"/>.</summary>
    /// <inheritdoc cref="Count"/>
    public WindowCount Sum(SeriesKey key, TimeSpan window, DateTimeOffset at) => Ask(key, window, at).Amount;

    /// <summary>How many distinct values in the window that ends at <paramref name="at"/>.</summary>
    /// <inheritdoc cref="Count"/>
    public WindowCount Distinct(SeriesKey key, TimeSpan window, DateTimeOffset at)
    {
        var (number, clock) = (NumberOf(window), AdvanceToAsk(at));
        var shard = ShardOf(key);
        lock (shard) return shard.AskDistinct(key, number, at.UtcTicks, clock);
    }

    private (WindowCount Events, WindowCount Amount) Ask(SeriesKey key, TimeSpan window, DateTimeOffset at)
    {
        var (number, clock) = (NumberOf(window), AdvanceToAsk(at));
        var shard = ShardOf(key);
        lock (shard) return shard.Ask(key, number, at.UtcTicks, clock);
    }

    private int NumberOf(TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, TimeSpan.Zero);
        var number = Array.BinarySearch(_windows, window.Ticks);
        return number >= 0 ? number : throw new ArgumentException($"The window {window} is not one of those that are counted in.", nameof(window));
    }

    private WindowClock AdvanceToAsk(DateTimeOffset at) => TryAdvance(at, out var clock, isLate: false)
        ? clock
        : throw new ArgumentOutOfRangeException(nameof(at), "It is older than what is remembered.");

    private bool TryAdvance(DateTimeOffset at, out WindowClock clock, bool isLate = true)
    {
        var time = at.UtcTicks;
        var now = Interlocked.Read(ref _now);
        while (now < time)
        {
            var seen = Interlocked.CompareExchange(ref _now, time, now);
            now = seen == now ? time : seen;
        }

        clock = new WindowClock(now, now - _kept);
        if (time >= now - _options.Grace.Ticks) return true;
        if (isLate) Interlocked.Increment(ref _late);
        return false;
    }

    private CounterShard ShardOf(SeriesKey key) => _shards[key.Shard(Shards)];
}

/// <summary>How full are the counters?</summary>
/// <param name="Series">The series kept.</param>
/// <param name="Bytes">About what they take.</param>
/// <param name="Overflown">Events of keys for which there was no memory: counted from above, in a sketch.</param>
/// <param name="Late">Events refused because they came after the grace.</param>
public sealed record WindowCountersState(long Series, long Bytes, long Overflown, long Late);
