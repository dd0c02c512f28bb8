using System.Numerics;
using Custos.Records;

namespace Custos.Sketches.Similarity;

/// <summary>What is left of a MinHash signature when only b bits of each slot are kept?</summary>
/// <remarks>
/// Two slots of unequal elements agree by chance in a share C = 2^-b; of J + (1 − J)·C slots that agree, J is got back. Variance
/// P(1 − P) / (slots · (1 − C)²), where P = C + (1 − C)·J. At J ≥ 0.5 one bit of 112 slots takes 14 bytes and three times the slots of
/// full width for the same variance. Cannot be merged. Immutable. Source: Li and König 2010, for sets small against the universe.
/// </remarks>
public sealed class BBitSignature
{
    private const byte Layout = 1;

    private readonly ulong[] _packed;

    private BBitSignature(ulong[] packed, int slots, int bits, ulong seed) => (_packed, Slots, Bits, Seed) = (packed, slots, bits, seed);

    public int Slots { get; }

    /// <summary>Bits kept of each slot: 1, 2, 4, 8 or 16.</summary>
    public int Bits { get; }

    public ulong Seed { get; }

    /// <summary>Keeps b bits of each slot.</summary>
    /// <param name="signature">Of a set that is not empty.</param>
    /// <param name="bits">1, 2, 4, 8 or 16.</param>
    public static BBitSignature Of(MinHashSignature signature, int bits)
    {
        if (bits is not (1 or 2 or 4 or 8 or 16)) throw new ArgumentOutOfRangeException(nameof(bits), bits, "The bits are 1, 2, 4, 8 or 16.");
        if (signature.IsEmpty) throw new ArgumentException("Of the empty set no bits can be kept.", nameof(signature));
        var slots = signature.Slots;
        var packed = new ulong[WordsFor(slots.Length, bits)];
        for (var i = 0; i < slots.Length; i++)
        {
            // Small values are what slots have in common: their bits are even only once mixed.
            var kept = SeededHash.Mix(slots[i]) >> (64 - bits);
            packed[i * bits / 64] |= kept << (i * bits % 64);
        }

        return new BBitSignature(packed, slots.Length, bits, signature.Seed);
    }

    /// <summary>How similar are both sets, by Jaccard's measure?</summary>
    /// <returns>Cut off at 0, with Wilson's 95 % interval carried over; n is the number of slots.</returns>
    /// <exception cref="ArgumentException">They have not the same number of slots or bits, or not the same seed.</exception>
    public Estimate JaccardWith(BBitSignature other)
    {
        if (other.Slots != Slots || other.Bits != Bits || other.Seed != Seed)
        {
            throw new ArgumentException("Both signatures must come of one MinHash: as many slots, as many bits, the same seed.", nameof(other));
        }

        var agree = Estimate.OfRate(Agreeing(other), Slots);
        var chance = Math.Pow(2, -Bits);
        return new Estimate(Corrected(agree.Value), new Interval(Corrected(agree.Interval.Lower), Corrected(agree.Interval.Upper)), Slots);

        double Corrected(double share) => Math.Max(0, (share - chance) / (1 - chance));
    }

    public byte[] ToBytes() => new SketchWriter(SketchKind.BBit, Layout).Bits(Seed).Number(Slots).Number(Bits).Words(_packed).ToArray();

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="BadInputException">The bytes hold no such sketch, or are damaged.</exception>
    public static BBitSignature FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, SketchKind.BBit, Layout);
        var seed = reader.Bits();
        int slots = reader.Count(1, MinHash.MaxSlots), bits = reader.Count(1, 16);
        reader.Require(BitOperations.IsPow2(bits));
        var packed = reader.Words(WordsFor(slots, bits), WordsFor(slots, bits));
        reader.End();
        var used = slots * bits % 64;
        reader.Require(used == 0 || packed[^1] >> used == 0);
        return new BBitSignature(packed, slots, bits, seed);
    }

    private static int WordsFor(int slots, int bits) => ((slots * bits) + 63) / 64;

    private int Agreeing(BBitSignature other)
    {
        // One bit a slot: the lowest of each.
        var lowest = Bits switch { 1 => ulong.MaxValue, 2 => 0x5555555555555555UL, 4 => 0x1111111111111111UL, 8 => 0x0101010101010101UL, _ => 0x0001000100010001UL };
        var differ = 0;
        for (var i = 0; i < _packed.Length; i++)
        {
            var different = _packed[i] ^ other._packed[i];
            for (var half = Bits / 2; half > 0; half /= 2) different |= different >> half;
            differ += BitOperations.PopCount(different & lowest);
        }

        return Slots - differ;
    }
}
