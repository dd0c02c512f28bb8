namespace Custos.Counting;

/// <summary>The series of a part of the keys, in a part of the memory. Its owner locks it.</summary>
internal sealed class CounterShard(long[] windows, WindowCountersOptions options, long maxBytes)
{
    // Each addition looks at this many series and lets go of those that have nothing left to tell.
    private const int LookedAt = 2;

    private readonly Dictionary<UInt128, Kept> _series = [];
    private readonly List<UInt128> _round = [];
    private OverflowCounts[]? _overflow;
    private long _lastOverflow = long.MinValue;
    private int _hand;

    public long Series => _series.Count;

    public long Bytes { get; private set; }

    public long Overflown { get; private set; }

    public void Add(SeriesKey key, long time, long amount, WindowClock clock)
    {
        Sweep(clock);
        if (SeriesOf(key, clock) is not { } kept)
        {
            Overflow(key, time, amount);
            return;
        }

        kept.Events ??= new CountSeries(windows, options.CellsPerSeries);
        kept.Events.Add(time, amount, clock, Bytes < maxBytes);
        Weigh(kept);
    }

    public void AddValue(SeriesKey key, ulong value, long time, WindowClock clock)
    {
        Sweep(clock);
        if (SeriesOf(key, clock) is not { } kept)
        {
            Overflow(key, time, 0);
            return;
        }

        kept.Values ??= new DistinctSeries(windows, options.CellsPerSeries);
        kept.Values.Add(value, time, clock, Bytes < maxBytes);
        Weigh(kept);
    }

    public (WindowCount Events, WindowCount Amount) Ask(SeriesKey key, int window, long asOf, WindowClock clock)
    {
        var kept = _series.GetValueOrDefault(key.Hash);
        var (events, amount) = kept?.Events?.Ask(window, asOf, clock) ?? (WindowCount.Exactly(0), WindowCount.Exactly(0));
        var (more, most) = Missed(key, kept, window, asOf);
        return (More(events, more), More(amount, most));
    }

    public WindowCount AskDistinct(SeriesKey key, int window, long asOf, WindowClock clock)
    {
        var kept = _series.GetValueOrDefault(key.Hash);
        var values = kept?.Values?.Ask(window, asOf, clock) ?? WindowCount.Exactly(0);
        // There are at most as many values as sights of them.
        return More(values, Missed(key, kept, window, asOf).Events);
    }

    private static WindowCount More(WindowCount count, long more) => more == 0 ? count : count with { Value = count.Value + more, High = count.High + more };

    // What a key may have had while there was no memory for it.
    private (long Events, long Amount) Missed(SeriesKey key, Kept? kept, int window, long asOf)
    {
        var from = asOf - windows[window];
        return _overflow is null || _lastOverflow < from || kept is { MayHaveMissed: false } ? (0, 0) : _overflow[window].Ask(key, from, asOf);
    }

    private Kept? SeriesOf(SeriesKey key, WindowClock clock)
    {
        if (_series.TryGetValue(key.Hash, out var kept)) return kept;
        if (Bytes >= maxBytes) return null;
        kept = new Kept { MayHaveMissed = _lastOverflow >= clock.Oldest };
        _series.Add(key.Hash, kept);
        _round.Add(key.Hash);
        return kept;
    }

    private void Overflow(SeriesKey key, long time, long amount)
    {
        _overflow ??= [.. windows.Select(window => new OverflowCounts(window, options.Grace.Ticks))];
        foreach (var window in _overflow) window.Add(key, time, amount);
        _lastOverflow = Math.Max(_lastOverflow, time);
        Overflown++;
    }

    private void Weigh(Kept kept)
    {
        var weight = Kept.OwnBytes + (kept.Events?.Bytes ?? 0) + (kept.Values?.Bytes ?? 0);
        Bytes += weight - kept.Weight;
        kept.Weight = weight;
    }

    private void Sweep(WindowClock clock)
    {
        for (var i = 0; i < LookedAt && _round.Count > 0; i++)
        {
            if (_hand >= _round.Count) _hand = 0;
            var kept = _series[_round[_hand]];
            kept.Events?.Forget(clock);
            kept.Values?.Forget(clock);
            if (kept is { Events: null or { IsEmpty: true }, Values: null or { IsEmpty: true } } && kept.Weight > 0)
            {
                Bytes -= kept.Weight;
                _series.Remove(_round[_hand]);
                _round[_hand] = _round[^1];
                _round.RemoveAt(_round.Count - 1);
            }
            else
            {
                _hand++;
            }
        }
    }

    private sealed class Kept
    {
        // An object, two references, a weight, and its places in the dictionary and the round.
        public const long OwnBytes = 120;

        public CountSeries? Events { get; set; }

        public DistinctSeries? Values { get; set; }

        public long Weight { get; set; }

        /// <summary>Was there no memory for it, or may there have been none, before it began?</summary>
        public required bool MayHaveMissed { get; init; }
    }
}
