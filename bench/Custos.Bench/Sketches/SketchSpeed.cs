using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;
using Custos.Sketches;
using Custos.Sketches.Similarity;

namespace Custos.Bench.Sketches;

/// <summary>What does a sketch cost? Times are for a thousand values; signatures have 112 slots.</summary>
[MemoryDiagnoser]
public class SketchSpeed
{
    private const int Values = 1000;
    private const int Slots = 112;

    private readonly ulong[] _values = [.. Enumerable.Range(0, Values).Select(i => SeededHash.Of((ulong)i))];
    private readonly ulong[] _slots = new ulong[Slots];
    private readonly uint[] _minima = new uint[Slots];
    private readonly uint[] _factors = [.. Enumerable.Range(0, Slots).Select(i => (uint)SeededHash.Of((ulong)i, 1) | 1)];
    private readonly uint[] _summands = [.. Enumerable.Range(0, Slots).Select(i => (uint)SeededHash.Of((ulong)i, 2))];
    private readonly MinHash _minHash = new(Slots);
    private readonly HyperLogLog _distinct = new(14);
    private readonly BloomFilter _bloom = BloomFilter.ForItems(1_000_000, 0.01);
    private readonly BlockedBloomFilter _blocked = BlockedBloomFilter.ForItems(1_000_000, 0.01);
    private readonly CountMin _counts = new(0.0001);
    private readonly QuantileSketch _quantiles = new();
    private readonly ReservoirSample<ulong> _sample = new(1000, 1);
    private readonly byte[] _bytes = new byte[1 << 20];

    [GlobalSetup]
    public void Setup()
    {
        for (var i = 0UL; i < 1_000_000; i++)
        {
            _distinct.Add(i);
            _bloom.Add(i);
            _blocked.Add(i);
            _sample.Add(i);
        }
    }

    [Benchmark]
    public ulong MinHash112()
    {
        _minHash.Sign(_values, _slots);
        return _slots[0];
    }

    /// <summary>What the same signature costs with a hash function a slot: multiply, add and compare eight lanes of 32 bits at a time.</summary>
    [Benchmark]
    public uint MinHash112ByAHashFunctionASlot()
    {
        const int block = 4;
        Span<Vector256<uint>> factors = stackalloc Vector256<uint>[block], summands = stackalloc Vector256<uint>[block];
        for (var start = 0; start < Slots; start += 8 * block)
        {
            var lanes = Math.Min(block, (Slots - start) / 8);
            for (var i = 0; i < block; i++)
            {
                var at = Math.Min(start + (8 * i), Slots - 8);
                (factors[i], summands[i]) = (Vector256.Create<uint>(_factors.AsSpan(at)), Vector256.Create<uint>(_summands.AsSpan(at)));
            }

            var (f0, f1, f2, f3) = (factors[0], factors[1], factors[2], factors[3]);
            var (s0, s1, s2, s3) = (summands[0], summands[1], summands[2], summands[3]);
            Vector256<uint> m0 = Vector256<uint>.AllBitsSet, m1 = m0, m2 = m0, m3 = m0;
            foreach (var value in _values)
            {
                var eight = Vector256.Create((uint)value);
                m0 = Vector256.Min(m0, (eight * f0) + s0);
                m1 = Vector256.Min(m1, (eight * f1) + s1);
                m2 = Vector256.Min(m2, (eight * f2) + s2);
                m3 = Vector256.Min(m3, (eight * f3) + s3);
            }

            (factors[0], factors[1], factors[2], factors[3]) = (m0, m1, m2, m3);
            for (var i = 0; i < lanes; i++) factors[i].CopyTo(_minima.AsSpan(start + (8 * i)));
        }

        return _minima[0];
    }

    [Benchmark]
    public void AddToHyperLogLog()
    {
        foreach (var value in _values) _distinct.Add(value);
    }

    [Benchmark]
    public bool AskBloomFilterOfAMillion()
    {
        var any = false;
        foreach (var value in _values) any ^= _bloom.MayContain(value);
        return any;
    }

    [Benchmark]
    public bool AskBlockedBloomFilterOfAMillion()
    {
        var any = false;
        foreach (var value in _values) any ^= _blocked.MayContain(value);
        return any;
    }

    [Benchmark]
    public void AddToCountMin()
    {
        foreach (var value in _values) _counts.Add(value);
    }

    [Benchmark]
    public void AddToQuantiles()
    {
        foreach (var value in _values) _quantiles.Add(value);
    }

    [Benchmark]
    public void AddToReservoir()
    {
        foreach (var value in _values) _sample.Add(value);
    }

    [Benchmark]
    public UInt128 SimHash64()
    {
        var sketch = new SimHash();
        foreach (var value in _values) sketch.Add(value);
        return sketch.Fingerprint;
    }

    /// <summary>A mebibyte, not a thousand values.</summary>
    [Benchmark]
    public ulong HashOfAMebibyte() => SeededHash.Of(_bytes);
}
