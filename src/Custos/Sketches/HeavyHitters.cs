using Custos.Records;

namespace Custos.Sketches;

/// <summary>Which keys are the most frequent of a stream, in a memory that does not grow with it?</summary>
/// <remarks>
/// Space-Saving (Metwally, Agrawal, El Abbadi 2005): the key with the smallest count gives way to a new one, which takes over its count as
/// its error. Certain, not merely likely: no key that is more frequent than total/capacity is missing, and no count is too large by more
/// than that, merged or not (Agarwal et al. 2012). Merging keeps the bounds, though which keys stay beyond them may differ from one pass.
/// O(log capacity). Not thread-safe.
/// </remarks>
public sealed class HeavyHitters
{
    private const byte Layout = 1;
    private const int MostCapacity = 1 << 22;

    private readonly Dictionary<string, int> _placeByKey;
    // A heap: nobody's count is below that of the one at (place - 1) / 2.
    private readonly List<HeavyHitter> _heap = [];

    /// <param name="capacity">How many keys are kept, from 1 to 4,194,304.</param>
    public HeavyHitters(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MostCapacity);
        (Capacity, _placeByKey) = (capacity, []);
    }

    public int Capacity { get; }

    /// <summary>All counts together.</summary>
    public long Total { get; private set; }

    /// <summary>The largest error that any count can have, and the largest count that any missing key can have: at most total/capacity.</summary>
    public long MostError { get; private set; }

    /// <summary>Counts a key.</summary>
    /// <param name="key">As it is: neither case nor blanks are taken away.</param>
    /// <param name="times">At least 1.</param>
    public void Add(string key, long times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        Total = checked(Total + times);
        if (_placeByKey.TryGetValue(key, out var place))
        {
            _heap[place] = _heap[place] with { Count = _heap[place].Count + times };
            Sink(place);
        }
        else
        {
            Admit(key, times);
        }
    }

    /// <summary>The keys kept, most frequent first; of equals in the order of their characters' codes.</summary>
    public IReadOnlyList<HeavyHitter> Top(int most = int.MaxValue) =>
        [.. _heap.OrderByDescending(hitter => hitter.Count).ThenBy(hitter => hitter.Error).ThenBy(hitter => hitter.Key, StringComparer.Ordinal).Take(most)];

    /// <summary>The keys that are surely more frequent than a share of the total.</summary>
    /// <param name="share">In [0, 1).</param>
    public IEnumerable<HeavyHitter> SurelyAbove(double share) => Top().Where(hitter => hitter.AtLeast > share * Total);

    /// <summary>Adds all that another sketch has counted.</summary>
    /// <exception cref="ArgumentException">It has not the same capacity.</exception>
    public void Merge(HeavyHitters other)
    {
        if (other.Capacity != Capacity) throw new ArgumentException("Both sketches must have the same capacity.", nameof(other));
        var total = checked(Total + other.Total);
        // 1. Who stands in only one of them may have been counted in the other up to its largest error.
        var (mine, theirs) = (MostError, other.MostError);
        var merged = _heap.ToDictionary(hitter => hitter.Key, hitter => hitter with { Count = hitter.Count + theirs, Error = hitter.Error + theirs });
        foreach (var hitter in other._heap)
        {
            merged[hitter.Key] = _placeByKey.TryGetValue(hitter.Key, out var place)
                ? new HeavyHitter(hitter.Key, _heap[place].Count + hitter.Count, _heap[place].Error + hitter.Error)
                : hitter with { Count = hitter.Count + mine, Error = hitter.Error + mine };
        }

        // 2. Of all these the most frequent stay; the first that goes bounds what is missing.
        var ordered = merged.Values.OrderByDescending(hitter => hitter.Count).ThenBy(hitter => hitter.Error).ThenBy(hitter => hitter.Key, StringComparer.Ordinal).ToList();
        Total = total;
        MostError = Math.Max(mine + theirs, ordered.Count > Capacity ? ordered[Capacity].Count : 0);
        Refill(ordered.Take(Capacity));
    }

    public byte[] ToBytes()
    {
        var writer = new SketchWriter(SketchKind.HeavyHitters, Layout).Number(Capacity).Number(Total).Number(MostError).Number(_heap.Count);
        foreach (var hitter in _heap) writer.Text(hitter.Key).Number(hitter.Count).Number(hitter.Error);
        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="BadInputException">The bytes hold no such sketch, or are damaged.</exception>
    public static HeavyHitters FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, SketchKind.HeavyHitters, Layout);
        var sketch = new HeavyHitters(reader.Count(1, MostCapacity)) { Total = reader.Number(0) };
        sketch.MostError = reader.Number(0, sketch.Total / sketch.Capacity);
        for (var left = reader.Count(0, sketch.Capacity); left > 0; left--)
        {
            var key = reader.Text();
            var count = reader.Number(Math.Max(1, sketch.MostError), sketch.Total);
            reader.Require(!sketch._placeByKey.ContainsKey(key));
            var place = sketch._heap.Count;
            reader.Require(place == 0 || sketch._heap[(place - 1) / 2].Count <= count);
            sketch._placeByKey.Add(key, place);
            sketch._heap.Add(new HeavyHitter(key, count, reader.Number(0, Math.Min(count - 1, sketch.MostError))));
        }

        reader.End();
        return sketch;
    }

    private void Refill(IEnumerable<HeavyHitter> hitters)
    {
        var kept = hitters.OrderBy(hitter => hitter.Count).ThenBy(hitter => hitter.Key, StringComparer.Ordinal).ToList();
        _heap.Clear();
        _placeByKey.Clear();
        foreach (var hitter in kept) Insert(hitter);
    }

    private void Insert(HeavyHitter hitter)
    {
        var place = _heap.Count;
        _heap.Add(hitter);
        for (; place > 0 && _heap[(place - 1) / 2].Count > hitter.Count; place = (place - 1) / 2) Put(place, _heap[(place - 1) / 2]);
        Put(place, hitter);
    }

    private void Admit(string key, long times)
    {
        if (_heap.Count < Capacity)
        {
            // After a merge there may be room although keys are missing: this one may have been counted before.
            Insert(new HeavyHitter(key, MostError + times, MostError));
            return;
        }

        var least = _heap[0];
        MostError = Math.Max(MostError, least.Count);
        _placeByKey.Remove(least.Key);
        _heap[0] = new HeavyHitter(key, least.Count + times, least.Count);
        Sink(0);
    }

    private void Sink(int place)
    {
        var sinking = _heap[place];
        for (int child; (child = (2 * place) + 1) < _heap.Count; place = child)
        {
            if (child + 1 < _heap.Count && _heap[child + 1].Count < _heap[child].Count) child++;
            if (_heap[child].Count >= sinking.Count) break;
            Put(place, _heap[child]);
        }

        Put(place, sinking);
    }

    private void Put(int place, HeavyHitter hitter)
    {
        _heap[place] = hitter;
        _placeByKey[hitter.Key] = place;
    }
}

/// <summary>How often was a key counted?</summary>
/// <param name="Key">The key.</param>
/// <param name="Count">Never too small.</param>
/// <param name="Error">How much too large it may be.</param>
public sealed record HeavyHitter(string Key, long Count, long Error)
{
    /// <summary>Surely this often.</summary>
    public long AtLeast => Count - Error;
}
