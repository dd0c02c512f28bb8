using System.Runtime.Intrinsics;
using Custos.Records;

namespace Custos.Sketches.Similarity;

/// <summary>Which bits stand for a bag of features, so that bags at a small angle differ in few of them?</summary>
/// <remarks>
/// Each bit of the fingerprint says whether the features whose hash has it outweigh those whose hash has it not; two bags at angle θ differ
/// in a bit with probability θ/π. Sums of parts are the sum of the whole, exactly. Source: Charikar 2002; Manku, Jain, Das Sarma 2007.
/// O(bits) a feature, no allocation. Not thread-safe.
/// </remarks>
public sealed class SimHash
{
    private const byte Layout = 1;
    private const int Lanes = 64;

    private readonly int[] _balances;

    /// <param name="bits">64 or 128.</param>
    /// <param name="seed">Fingerprints of unequal seeds cannot be compared.</param>
    public SimHash(int bits = 64, ulong seed = 0)
    {
        if (bits is not (64 or 128)) throw new ArgumentOutOfRangeException(nameof(bits), bits, "The bits are 64 or 128.");
        (Bits, Seed, _balances) = (bits, seed, new int[bits]);
    }

    public int Bits { get; }

    public ulong Seed { get; }

    /// <summary>The sum of the weights added, at most 2,147,483,647.</summary>
    public long Weight { get; private set; }

    /// <summary>The fingerprint of all that was added: bit i is set where the balance of bit i is above 0.</summary>
    public UInt128 Fingerprint => new(Bits == 128 ? Word(64) : 0, Word(0));

    /// <summary>Adds a feature.</summary>
    /// <param name="feature">A number that stands for it, such as a hash.</param>
    /// <param name="weight">At least 1: how often it occurs, or how much it counts.</param>
    public void Add(ulong feature, int weight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        Grow(weight);
        for (var start = 0; start < Bits; start += Lanes)
        {
            AddWord(SeededHash.Of(feature, Seed + (ulong)start), weight, _balances.AsSpan(start, Lanes));
        }
    }

    /// <summary>Adds all that another one holds.</summary>
    /// <exception cref="ArgumentException">It has not the same bits and seed.</exception>
    public void Merge(SimHash other)
    {
        if (other.Bits != Bits || other.Seed != Seed) throw new ArgumentException("Both must have the same bits and seed.", nameof(other));
        Grow(other.Weight);
        for (var i = 0; i < _balances.Length; i++) _balances[i] += other._balances[i];
    }

    /// <summary>The cosine of the angle that a Hamming distance speaks of: cos(π · distance / bits).</summary>
    public static double CosineOf(int distance, int bits) => Math.Cos(Math.PI * distance / bits);

    public byte[] ToBytes()
    {
        var writer = new SketchWriter(SketchKind.SimHash, Layout).Number(Bits).Bits(Seed).Number(Weight);
        foreach (var balance in _balances) writer.Number(balance);
        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="BadInputException">The bytes hold no such sketch, or are damaged.</exception>
    public static SimHash FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, SketchKind.SimHash, Layout);
        var bits = reader.Count(64, 128);
        reader.Require(bits is 64 or 128);
        var sketch = new SimHash(bits, reader.Bits()) { Weight = reader.Number(0, int.MaxValue) };
        foreach (ref var balance in sketch._balances.AsSpan())
        {
            balance = (int)reader.Number(-sketch.Weight, sketch.Weight);
            reader.Require(((balance ^ sketch.Weight) & 1) == 0);
        }

        reader.End();
        return sketch;
    }

    private void Grow(long weight)
    {
        if (Weight + weight > int.MaxValue) throw new ArgumentException("The weights sum to more than 2,147,483,647.", nameof(weight));
        Weight += weight;
    }

    private static void AddWord(ulong hash, int weight, Span<int> balances)
    {
        var eight = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        var twice = Vector256.Create(unchecked(2 * weight));
        var once = Vector256.Create(weight);
        for (var lane = 0; lane < Lanes; lane += Vector256<int>.Count)
        {
            var isSet = Vector256.Equals(Vector256.Create((int)(hash >> lane)) & eight, eight);
            var span = balances[lane..];
            (Vector256.Create<int>(span) - once + (isSet & twice)).CopyTo(span);
        }
    }

    private ulong Word(int start)
    {
        ulong word = 0;
        for (var i = 0; i < Lanes; i++) word |= _balances[start + i] > 0 ? 1UL << i : 0;
        return word;
    }
}
