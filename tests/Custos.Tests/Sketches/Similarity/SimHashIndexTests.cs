using Custos.Sketches.Similarity;

namespace Custos.Tests.Sketches.Similarity;

public sealed class SimHashIndexTests
{
    [Theory]
    [InlineData(64, 0, 100)]
    [InlineData(64, 3, 100)]
    [InlineData(64, 3, 1_000_000_000)]
    [InlineData(64, 7, 10_000)]
    [InlineData(128, 6, 1_000_000)]
    [InlineData(128, 15, 1000)]
    public void It_finds_just_what_comparing_with_all_finds(int bits, int distance, long expectedCount)
    {
        var random = new Random(distance);
        var index = new SimHashIndex(bits, distance, expectedCount);
        var fingerprints = new List<UInt128>();
        for (var i = 0; i < 1500; i++)
        {
            var fingerprint = i % 3 == 0 || i == 0 ? new UInt128(bits == 128 ? (ulong)random.NextInt64() << 1 : 0, (ulong)random.NextInt64() << 1) : fingerprints[random.Next(i)];
            for (var flips = random.Next(distance + 3); flips > 0; flips--) fingerprint ^= UInt128.One << random.Next(bits);
            fingerprints.Add(fingerprint);
            index.Add(fingerprint).ShouldBe(i);
        }

        for (var i = 0; i < fingerprints.Count; i += 7)
        {
            index.Find(fingerprints[i]).ShouldBe(Enumerable.Range(0, fingerprints.Count).Where(other => SimHashIndex.Distance(fingerprints[other], fingerprints[i]) <= distance));
        }
    }

    [Fact]
    public void A_fingerprint_of_too_many_bits_is_refused() => Should.Throw<ArgumentException>(() => new SimHashIndex(64, 3).Add(UInt128.MaxValue));
}
