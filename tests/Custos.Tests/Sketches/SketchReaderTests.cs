using System.Buffers.Binary;
using System.Globalization;
using Custos.Records;
using Custos.Sketches;
using Custos.Sketches.Similarity;

namespace Custos.Tests.Sketches;

public sealed class SketchReaderTests
{
    private delegate byte[] Rewrite(ReadOnlySpan<byte> bytes);

    private static readonly (string Name, byte[] Bytes, Rewrite Again)[] All = Examples();

    [Fact]
    public void Every_sketch_comes_back_as_it_was_stored()
    {
        foreach (var (name, bytes, again) in All) again(bytes).ShouldBe(bytes, name);
    }

    [Fact]
    public void Any_changed_byte_is_seen()
    {
        foreach (var (name, bytes, again) in All)
        {
            for (var at = 0; at < bytes.Length; at += 1 + (bytes.Length / 200))
            {
                var damaged = bytes.ToArray();
                damaged[at] ^= 0x10;
                Should.Throw<BadInputException>(() => again(damaged), name);
            }
        }
    }

    [Fact]
    public void Cut_off_bytes_and_the_bytes_of_another_sketch_are_refused()
    {
        foreach (var (name, bytes, again) in All)
        {
            for (var length = 0; length < bytes.Length; length += 1 + (length / 8)) Should.Throw<BadInputException>(() => again(bytes.AsSpan(0, length)), name);
            foreach (var (other, foreign, _) in All.Where(other => other.Bytes[3] != bytes[3])) Should.Throw<BadInputException>(() => again(foreign), $"{name} from {other}");
        }
    }

    [Fact]
    public void A_sketch_of_a_later_layout_says_which_it_is()
    {
        var bytes = All[0].Bytes.ToArray();
        bytes[4] = 9;

        Should.Throw<BadInputException>(() => All[0].Again(bytes)).Problem.ShouldContain("layout 9");
    }

    [Fact]
    public void Hostile_bytes_with_a_right_hash_are_refused_or_make_a_sketch_and_cost_little()
    {
        var random = new Random(1);
        long[] extremes = [0, 1, -1, 63, 64, int.MaxValue, int.MinValue, 1 << 20, 1 << 26, long.MaxValue, long.MinValue, BitConverter.DoubleToInt64Bits(double.NaN), BitConverter.DoubleToInt64Bits(1e-5)];
        foreach (var (name, bytes, again) in All)
        {
            for (var trial = 0; trial < 1500; trial++)
            {
                var hostile = bytes[..(trial % 5 == 0 ? random.Next(14, bytes.Length + 1) : bytes.Length)];
                for (var change = random.Next(1, 4); change > 0; change--)
                {
                    if (random.Next(2) == 0) hostile[random.Next(6, hostile.Length)] = (byte)random.Next(256);
                    else BinaryPrimitives.WriteInt64LittleEndian(hostile.AsSpan(random.Next(6, hostile.Length - 7)), extremes[random.Next(extremes.Length)]);
                }

                BinaryPrimitives.WriteUInt64LittleEndian(hostile.AsSpan(hostile.Length - 8), SeededHash.Of(hostile.AsSpan(0, hostile.Length - 8)));
                var before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    again(hostile).ShouldNotBeNull();
                }
                catch (BadInputException)
                {
                    // The one way to refuse.
                }

                // Buckets of quantiles may be spread over 2^20 places for each sign.
                (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(50L << 20, name);
            }
        }
    }

    private static (string, byte[], Rewrite)[] Examples()
    {
        var values = Enumerable.Range(0, 3000).Select(i => SeededHash.Of((ulong)i)).ToArray();
        var signature = new MinHash(50, 3).Sign(values);
        var simHash = new SimHash(128, 3);
        HyperLogLog few = new(12), many = new(7, 3);
        var bloom = BloomFilter.ForItems(300, 0.01, 3);
        var blocked = BlockedBloomFilter.ForItems(300, 0.01, 3);
        CountMin careful = new(0.01, 0.9), plain = new(0.05, 0.99, isConservative: false, seed: 3);
        var hitters = new HeavyHitters(20);
        QuantileSketch wide = new(0.02), narrow = new(0.01, 16);
        var reservoir = new ReservoirSample<int>(10, 3);
        var weighted = new WeightedSample<int>(10, 3);
        for (var i = 0; i < 300; i++)
        {
            simHash.Add(values[i]);
            few.Add(values[i]);
            bloom.Add(values[i]);
            blocked.Add(values[i]);
            careful.Add(values[i % 30]);
            plain.Add(values[i % 30], i + 1);
            hitters.Add((i * i % 37).ToString(CultureInfo.InvariantCulture));
            wide.Add(i - 100);
            narrow.Add(Math.Exp(i / 20.0));
            reservoir.Add(i);
            weighted.Add(i, i);
        }

        foreach (var value in values) many.Add(value);
        return
        [
            ("signature", signature.ToBytes(), bytes => MinHashSignature.FromBytes(bytes).ToBytes()),
            ("b bits", BBitSignature.Of(signature, 4).ToBytes(), bytes => BBitSignature.FromBytes(bytes).ToBytes()),
            ("simhash", simHash.ToBytes(), bytes => SimHash.FromBytes(bytes).ToBytes()),
            ("few", few.ToBytes(), bytes => HyperLogLog.FromBytes(bytes).ToBytes()),
            ("many", many.ToBytes(), bytes => HyperLogLog.FromBytes(bytes).ToBytes()),
            ("bloom", bloom.ToBytes(), bytes => BloomFilter.FromBytes(bytes).ToBytes()),
            ("blocked", blocked.ToBytes(), bytes => BlockedBloomFilter.FromBytes(bytes).ToBytes()),
            ("count-min", careful.ToBytes(), bytes => CountMin.FromBytes(bytes).ToBytes()),
            ("count-min, plain", plain.ToBytes(), bytes => CountMin.FromBytes(bytes).ToBytes()),
            ("hitters", hitters.ToBytes(), bytes => HeavyHitters.FromBytes(bytes).ToBytes()),
            ("quantiles", wide.ToBytes(), ReadQuantiles),
            ("quantiles put together", narrow.ToBytes(), ReadQuantiles),
            ("reservoir", reservoir.ToBytes(Text), bytes => ReservoirSample<int>.FromBytes(bytes, Number).ToBytes(Text)),
            ("weighted", weighted.ToBytes(Text), bytes => WeightedSample<int>.FromBytes(bytes, Number).ToBytes(Text)),
        ];

        static string Text(int item) => item.ToString(CultureInfo.InvariantCulture);
        static int Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw new BadInputException("Not a number.", "Give a number.");
        static byte[] ReadQuantiles(ReadOnlySpan<byte> bytes)
        {
            var sketch = QuantileSketch.FromBytes(bytes);
            for (var share = 0.0; share <= 1; share += 0.125) sketch.Quantile(share);
            return sketch.ToBytes();
        }
    }
}
