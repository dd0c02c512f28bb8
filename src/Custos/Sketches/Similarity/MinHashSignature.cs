using Custos.Records;

namespace Custos.Sketches.Similarity;

/// <summary>What <see cref="MinHash"/> keeps of a set.</summary>
/// <remarks>The signature of a union is the slot-wise minimum of its parts', exactly, so that a set may be signed piece by piece. Immutable.</remarks>
public sealed class MinHashSignature
{
    private const byte Layout = 1;

    /// <summary>What every slot of the empty set holds.</summary>
    public const ulong Empty = ulong.MaxValue;

    private readonly ulong[] _slots;

    internal MinHashSignature(ulong[] slots, ulong seed) => (_slots, Seed) = (slots, seed);

    public ReadOnlySpan<ulong> Slots => _slots;

    public ulong Seed { get; }

    public bool IsEmpty => _slots[0] == Empty;

    /// <summary>How similar are both sets, by Jaccard's measure? Null when both are empty.</summary>
    /// <returns>The share of slots in agreement, with Wilson's 95 % interval; n is the number of slots.</returns>
    /// <exception cref="ArgumentException">They have not the same number of slots, or not the same seed.</exception>
    public Estimate? JaccardWith(MinHashSignature other)
    {
        Match(other);
        if (IsEmpty && other.IsEmpty) return null;
        var agree = 0;
        for (var i = 0; i < _slots.Length; i++) agree += _slots[i] == other._slots[i] ? 1 : 0;
        return Estimate.OfRate(agree, _slots.Length);
    }

    /// <summary>The signature of the union of both sets.</summary>
    /// <inheritdoc cref="JaccardWith" path="/exception"/>
    public MinHashSignature UnionWith(MinHashSignature other)
    {
        Match(other);
        var union = new ulong[_slots.Length];
        for (var i = 0; i < union.Length; i++) union[i] = Math.Min(_slots[i], other._slots[i]);
        return new MinHashSignature(union, Seed);
    }

    public byte[] ToBytes() => new SketchWriter(SketchKind.MinHash, Layout).Bits(Seed).Words(_slots).ToArray();

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="BadInputException">The bytes hold no such sketch, or are damaged.</exception>
    public static MinHashSignature FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, SketchKind.MinHash, Layout);
        var seed = reader.Bits();
        var slots = reader.Words(1, MinHash.MaxSlots);
        reader.End();
        // Of a set all slots are full, or none.
        var empty = slots.AsSpan().Count(Empty);
        reader.Require(empty == 0 || empty == slots.Length);
        return new MinHashSignature(slots, seed);
    }

    private void Match(MinHashSignature other)
    {
        if (other._slots.Length != _slots.Length || other.Seed != Seed)
        {
            throw new ArgumentException("Both signatures must come of one MinHash: as many slots, the same seed.", nameof(other));
        }
    }
}
