using Custos.Records;

namespace Custos.Sketches;

/// <summary>Which items are a sample of a stream in which some weigh more than others?</summary>
/// <remarks>
/// A-ExpJ (Efraimidis and Spirakis 2006): each item has the key u^(1/weight), u even in (0, 1), and the largest are kept: as if items were
/// drawn one after another without replacement, each with a probability in proportion to its weight among those left. How much weight passes
/// before the next one that is kept is drawn at once. Keys are kept as their logarithms, for tiny weights. Merging keeps the largest of
/// both, which is again such a sample of all. Not thread-safe.
/// </remarks>
public sealed class WeightedSample<T>
{
    private const byte Layout = 1;

    private readonly SampleKeys<T> _kept;
    private SeededRandom _random;
    private double _passing;

    /// <param name="places">The size of the sample, from 1 to 67,108,864.</param>
    /// <param name="seed">Equal streams have equal samples under one seed; samples that are to be merged need different ones.</param>
    public WeightedSample(int places, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(places, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(places, SampleKeys<T>.MostPlaces);
        (Places, _kept, _random) = (places, new SampleKeys<T>(places), new SeededRandom(seed));
    }

    public int Places { get; }

    public ulong Seed => _random.Seed;

    /// <summary>How many items of a weight above 0 the sample stands for.</summary>
    public long Seen { get; private set; }

    /// <summary>The sample, in the order in which such items would be drawn, with their weights.</summary>
    public IReadOnlyList<(T Item, double Weight)> Items => [.. _kept.Ordered().Select(kept => (kept.Item, kept.Weight))];

    /// <summary>Adds an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="weight">Finite and at least 0; 0 is never drawn.</param>
    public void Add(T item, double weight)
    {
        if (!(weight >= 0 && double.IsFinite(weight))) throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight is finite and at least 0.");
        if (weight == 0) return;
        Seen++;
        if (!_kept.IsFull)
        {
            _kept.Add(item, LogKey(_random.NextOpen(), weight), weight);
            Draw();
            return;
        }

        if ((_passing -= weight) > 0) return;
        // Given that it is kept, u is even above the least key's.
        var above = Math.Exp(_kept.Least * weight);
        _kept.Add(item, LogKey(above + ((1 - above) * _random.NextOpen()), weight), weight);
        Draw();
    }

    /// <summary>Makes this the sample of both streams.</summary>
    /// <exception cref="ArgumentException">It has not the same places, or has the same seed: its randomness would be this one's.</exception>
    public void Merge(WeightedSample<T> other)
    {
        if (other.Places != Places) throw new ArgumentException("Both samples must have the same places.", nameof(other));
        if (other.Seed == Seed) throw new ArgumentException("Samples that are merged need different seeds.", nameof(other));
        _kept.Merge(other._kept);
        Seen = checked(Seen + other.Seen);
        Draw();
    }

    /// <summary>The sample and where its randomness stands, to go on from.</summary>
    /// <param name="text">An item as text that <see cref="FromBytes"/> can read.</param>
    public byte[] ToBytes(Func<T, string> text)
    {
        var writer = new SketchWriter(SketchKind.WeightedSample, Layout).Number(Places).Bits(Seed).Bits(_random.Drawn).Number(Seen).Real(_passing);
        _kept.Write(writer, text);
        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="BadInputException">The bytes hold no such sketch, or are damaged.</exception>
    public static WeightedSample<T> FromBytes(ReadOnlySpan<byte> bytes, Func<string, T> item)
    {
        var reader = new SketchReader(bytes, SketchKind.WeightedSample, Layout);
        var places = reader.Count(1, SampleKeys<T>.MostPlaces);
        var sketch = new WeightedSample<T>(places, 0) { _random = new SeededRandom(reader.Bits(), reader.Bits()), Seen = reader.Number(0, SketchReader.MostCount), _passing = reader.Real(0, double.MaxValue) };
        sketch._kept.Read(ref reader, item, double.MinValue, -double.Epsilon);
        reader.End();
        reader.Require(sketch._kept.Count == Math.Min(places, sketch.Seen));
        return sketch;
    }

    // Neither end: of a key of 0 or 1 no other could be drawn.
    private static double LogKey(double u, double weight) => Math.Clamp(Math.Log(u) / weight, double.MinValue, -double.Epsilon);

    private void Draw()
    {
        if (_kept.IsFull) _passing = Math.Min(Math.Log(_random.NextOpen()) / _kept.Least, double.MaxValue);
    }
}
