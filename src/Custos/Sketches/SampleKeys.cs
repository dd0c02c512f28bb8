namespace Custos.Sketches;

/// <summary>Which items have the largest keys? At most as many as there are places.</summary>
/// <remarks>A heap whose first key is the smallest. O(log places) an item that is kept. Not thread-safe.</remarks>
internal sealed class SampleKeys<T>(int places)
{
    public const int MostPlaces = 1 << 26;

    private readonly PriorityQueue<(T Item, double Key, double Weight), double> _kept = new();

    public int Count => _kept.Count;

    public bool IsFull => _kept.Count == places;

    /// <summary>The key that an item must exceed to be kept, once all places are taken.</summary>
    public double Least => _kept.Peek().Key;

    public void Add(T item, double key, double weight)
    {
        if (!IsFull) _kept.Enqueue((item, key, weight), key);
        else if (key > Least) _kept.EnqueueDequeue((item, key, weight), key);
    }

    public void Merge(SampleKeys<T> other)
    {
        foreach (var (item, key, weight) in other.Ordered()) Add(item, key, weight);
    }

    /// <summary>Largest key first.</summary>
    public IReadOnlyList<(T Item, double Key, double Weight)> Ordered() => [.. _kept.UnorderedItems.Select(kept => kept.Element).OrderByDescending(kept => kept.Key)];

    public void Write(SketchWriter writer, Func<T, string> text)
    {
        writer.Number(Count);
        foreach (var (item, key, weight) in Ordered()) writer.Text(text(item)).Real(key).Real(weight);
    }

    /// <summary>Reads what <see cref="Write"/> wrote: keys that fall, within both ends.</summary>
    public void Read(ref SketchReader reader, Func<string, T> item, double leastKey, double mostKey)
    {
        for (var left = reader.Count(0, places); left > 0; left--)
        {
            var text = reader.Text();
            mostKey = reader.Real(leastKey, mostKey);
            Add(item(text), mostKey, reader.Real(double.Epsilon, double.MaxValue));
        }
    }
}
