using Custos.Records;

namespace Custos.Sketches;

/// <summary>Which items are a fair sample of a stream whose length is not known? Every set of so many is as likely as any other.</summary>
/// <remarks>
/// Algorithm L (Li 1994): each item has a random key, the largest are kept, and how many items pass before the next one that is kept is drawn
/// at once. The keys are kept too, so that merging is to keep the largest of both, which is again a fair sample of all. O(1) an item that
/// passes, and only about places · (1 + ln(items/places)) are looked at closer. Not thread-safe.
/// </remarks>
public sealed class ReservoirSample<T>
{
    private const byte Layout = 1;

    // After a key of 1 no other would ever be kept.
    private const double LargestKey = 1 - (1.0 / (1L << 53));

    private readonly SampleKeys<T> _kept;
    private SeededRandom _random;
    private long _passing;

    /// <param name="places">The size of the sample, from 1 to 67,108,864.</param>
    /// <param name="seed">Equal streams have equal samples under one seed; samples that are to be merged need different ones.</param>
    public ReservoirSample(int places, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(places, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(places, SampleKeys<T>.MostPlaces);
        (Places, _kept, _random) = (places, new SampleKeys<T>(places), new SeededRandom(seed));
    }

    public int Places { get; }

    public ulong Seed => _random.Seed;

    /// <summary>How many items the sample stands for.</summary>
    public long Seen { get; private set; }

    /// <summary>The sample, in an order that says nothing of the stream's; all items while they are at most as many as places.</summary>
    public IReadOnlyList<T> Items => [.. _kept.Ordered().Select(kept => kept.Item)];

    public void Add(T item)
    {
        Seen++;
        if (_passing > 0)
        {
            _passing--;
            return;
        }

        if (!_kept.IsFull)
        {
            _kept.Add(item, _random.NextOpen(), 1);
        }
        else
        {
            // Given that it is kept, its key is even above the least.
            _kept.Add(item, Math.Min(LargestKey, _kept.Least + ((1 - _kept.Least) * _random.NextOpen())), 1);
        }

        Draw();
    }

    /// <summary>Makes this the sample of both streams.</summary>
    /// <exception cref="ArgumentException">It has not the same places, or has the same seed: its randomness would be this one's.</exception>
    public void Merge(ReservoirSample<T> other)
    {
        if (other.Places != Places) throw new ArgumentException("Both samples must have the same places.", nameof(other));
        if (other.Seed == Seed) throw new ArgumentException("Samples that are merged need different seeds.", nameof(other));
        _kept.Merge(other._kept);
        Seen = checked(Seen + other.Seen);
        _passing = 0;
        Draw();
    }

    /// <summary>The sample and where its randomness stands, to go on from.</summary>
    /// <param name="text">An item as text that <see cref="FromBytes"/> can read.</param>
    public byte[] ToBytes(Func<T, string> text)
    {
        var writer = new SketchWriter(SketchKind.Reservoir, Layout).Number(Places).Bits(Seed).Bits(_random.Drawn).Number(Seen).Number(_passing);
        _kept.Write(writer, text);
        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="BadInputException">The bytes hold no such sketch, or are damaged.</exception>
    public static ReservoirSample<T> FromBytes(ReadOnlySpan<byte> bytes, Func<string, T> item)
    {
        var reader = new SketchReader(bytes, SketchKind.Reservoir, Layout);
        var places = reader.Count(1, SampleKeys<T>.MostPlaces);
        var sketch = new ReservoirSample<T>(places, 0) { _random = new SeededRandom(reader.Bits(), reader.Bits()), Seen = reader.Number(0, SketchReader.MostCount), _passing = reader.Number(0) };
        sketch._kept.Read(ref reader, item, double.Epsilon, LargestKey);
        reader.End();
        reader.Require(sketch._kept.Count == Math.Min(places, sketch.Seen) && (sketch._passing == 0 || sketch._kept.IsFull));
        return sketch;
    }

    /// <summary>How many items have smaller keys before the next that has not? Geometric, and endless once no key is larger.</summary>
    private void Draw()
    {
        if (!_kept.IsFull) return;
        var passing = Math.Floor(Math.Log(_random.NextOpen()) / Math.Log(_kept.Least));
        _passing = passing < long.MaxValue ? (long)passing : long.MaxValue;
    }
}
