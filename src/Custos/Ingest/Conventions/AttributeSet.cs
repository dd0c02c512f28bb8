using System.Text.Json;
using Custos.Ingest.Otlp;

namespace Custos.Ingest.Conventions;

/// <summary>One attribute of a row.</summary>
/// <param name="Key">Where its name stands in the request.</param>
/// <param name="Value">Its value.</param>
/// <param name="Name">What it says; null for a name that is not known.</param>
/// <param name="Place">The number that stands for <c>{i}</c> in its name.</param>
internal readonly record struct SentAttribute(Slice Key, AnyValue Value, AttributeName? Name, long Place);

/// <summary>Which attributes does a row have, and which of them has a field taken?</summary>
/// <remarks>Of equal names the last counts. One set serves row after row, so that rows cost no memory of their own. Not thread-safe.</remarks>
internal sealed class AttributeSet
{
    private static readonly int Fields = Enum.GetValues<Field>().Length;

    private readonly int[] _best = new int[Fields];
    private SentAttribute[] _attributes = new SentAttribute[32];
    private ulong[] _hashes = new ulong[32];
    private bool[] _taken = new bool[32];

    public int Count { get; private set; }

    /// <summary>Why the row cannot be taken; null when it can.</summary>
    public RejectionReason? Problem { get; private set; }

    public ReadOnlySpan<SentAttribute> All => _attributes.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        Problem = null;
        Array.Clear(_best);
    }

    /// <summary>Adds the pair that stands there.</summary>
    public void Add(ReadOnlySpan<byte> request, Slice pair)
    {
        var (key, value) = AnyValue.ReadPair(request, pair);
        if (pair.Length > RejectionReasons.MostAttributeBytes) Problem = RejectionReason.AttributeTooLarge;
        var name = key.Of(request);
        var hash = ByteNames.HashOf(name);
        var at = IndexOf(request, name, hash);
        if (at < 0)
        {
            if (Count == RejectionReasons.MostAttributes)
            {
                Problem = RejectionReason.TooManyAttributes;
                return;
            }

            at = Count++;
            if (at == _attributes.Length) Grow();
        }

        var known = AttributeNames.Find(name, hash, out var place);
        _attributes[at] = new SentAttribute(key, value, known, place);
        _hashes[at] = hash;
        _taken[at] = false;
        if (known is null) return;
        ref var best = ref _best[(int)known.Field];
        if (best == 0 || known.Rank < _attributes[best - 1].Name!.Rank) best = at + 1;
    }

    /// <summary>The best attribute that says this; null where none does.</summary>
    public SentAttribute? Find(Field field) => _best[(int)field] is var at and > 0 ? _attributes[at - 1] : null;

    /// <summary>Its value stands in a field of the record: it is not written again.</summary>
    public void Take(Field field) => _taken[_best[(int)field] - 1] = true;

    public void TakeAt(int index) => _taken[index] = true;

    /// <summary>Have fields taken all of them?</summary>
    public bool IsTaken => !_taken.AsSpan(0, Count).Contains(false);

    /// <summary>Writes those that no field has taken, as members of an object.</summary>
    public void WriteRest(ReadOnlySpan<byte> request, Utf8JsonWriter to)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_taken[i]) continue;
            to.WritePropertyName(_attributes[i].Key.Of(request));
            AnyValueJson.Write(request, _attributes[i].Value, to);
        }
    }

    private int IndexOf(ReadOnlySpan<byte> request, ReadOnlySpan<byte> name, ulong hash)
    {
        var from = 0;
        while (_hashes.AsSpan(from, Count - from).IndexOf(hash) is var found and >= 0)
        {
            if (_attributes[from + found].Key.Of(request).SequenceEqual(name)) return from + found;
            from += found + 1;
        }

        return -1;
    }

    private void Grow()
    {
        Array.Resize(ref _attributes, 2 * _attributes.Length);
        Array.Resize(ref _hashes, _attributes.Length);
        Array.Resize(ref _taken, _attributes.Length);
    }
}
