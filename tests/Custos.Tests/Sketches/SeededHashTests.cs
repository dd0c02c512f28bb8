using System.Numerics;
using System.Text;
using Custos.Sketches;

namespace Custos.Tests.Sketches;

public sealed class SeededHashTests
{
    // Stored sketches stand on these: whoever changes one raises SeededHash.Version.
    [Theory]
    [InlineData("", 0UL, 6193713041880771433UL)]
    [InlineData("a", 0UL, 15913958270334817009UL)]
    [InlineData("abc", 1UL, 7751732790966545917UL)]
    [InlineData("exactly sixteen!", 0UL, 15798639079543945635UL)]
    [InlineData("A text that is longer than two blocks of sixteen bytes.", 42UL, 9496939039026559426UL)]
    public void The_hashes_of_version_1_never_change(string text, ulong seed, ulong hash)
    {
        SeededHash.Version.ShouldBe(1);
        SeededHash.Of(text, seed).ShouldBe(hash);
    }

    [Fact]
    public void Numbers_have_their_own_hashes_of_version_1() =>
        new[] { SeededHash.Of(0UL), SeededHash.Of(1UL), SeededHash.Of(1UL, 1) }.ShouldBe([5197578548964807871UL, 11385487063155714807UL, 6652587683579779273UL]);

    [Fact]
    public void A_text_hashes_as_its_utf8_does()
    {
        foreach (var text in (string[])["", "naïve", "東京", "😀", new string('x', 5000), "lone \uD800"])
        {
            SeededHash.Of(text, 7).ShouldBe(SeededHash.Of(Encoding.UTF8.GetBytes(text), 7));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(40)]
    public void Every_bit_of_bytes_moves_every_bit_of_the_hash_half_the_time(int length)
    {
        var random = new Random(length);
        var bytes = new byte[length];
        WorstAvalanche(8 * length, bit =>
        {
            random.NextBytes(bytes);
            var before = SeededHash.Of(bytes);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            return before ^ SeededHash.Of(bytes);
        }).ShouldBeLessThan(6);
    }

    [Fact]
    public void Every_bit_of_a_number_and_of_the_seed_moves_every_bit_of_the_hash_half_the_time()
    {
        var random = new Random(1);
        WorstAvalanche(64, bit => (ulong)random.NextInt64() is var value ? SeededHash.Of(value) ^ SeededHash.Of(value ^ (1UL << bit)) : 0).ShouldBeLessThan(6);
        WorstAvalanche(64, bit => (ulong)random.NextInt64() is var seed ? SeededHash.Of(5UL, seed) ^ SeededHash.Of(5UL, seed ^ (1UL << bit)) : 0).ShouldBeLessThan(6);
        WorstAvalanche(64, bit => (ulong)random.NextInt64() is var seed ? SeededHash.Of("text", seed) ^ SeededHash.Of("text", seed ^ (1UL << bit)) : 0).ShouldBeLessThan(6);
    }

    [Fact]
    public void Zeros_of_every_length_and_one_byte_anywhere_have_hashes_of_their_own()
    {
        var hashes = new HashSet<ulong>();
        var count = 0;
        for (var length = 0; length <= 100; length++)
        {
            var bytes = new byte[length];
            hashes.Add(SeededHash.Of(bytes));
            count++;
            for (var at = 0; at < length; at++)
            {
                for (var value = 1; value < 256; value += 7)
                {
                    bytes[at] = (byte)value;
                    hashes.Add(SeededHash.Of(bytes));
                    count++;
                }

                bytes[at] = 0;
            }
        }

        hashes.Count.ShouldBe(count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(52)]
    public void Consecutive_numbers_spread_evenly_by_their_low_and_by_their_high_bits(int shift)
    {
        const int bins = 4096, perBin = 200;
        var counts = new int[bins];
        for (var i = 0UL; i < bins * perBin; i++) counts[(SeededHash.Of(i) >> shift) % bins]++;

        var chiSquare = counts.Sum(count => (count - perBin) * (double)(count - perBin) / perBin);

        // Mean bins − 1, standard deviation √(2(bins − 1)).
        ((chiSquare - (bins - 1)) / Math.Sqrt(2 * (bins - 1))).ShouldBeInRange(-5, 5);
    }

    /// <summary>By how many standard deviations is any pair of bits off one half?</summary>
    private static double WorstAvalanche(int inputs, Func<int, ulong> change)
    {
        const int trials = 2000;
        var worst = 0.0;
        for (var bit = 0; bit < inputs; bit++)
        {
            var flips = new int[64];
            for (var trial = 0; trial < trials; trial++)
            {
                for (var changed = change(bit); changed != 0; changed &= changed - 1) flips[BitOperations.TrailingZeroCount(changed)]++;
            }

            worst = Math.Max(worst, flips.Max(count => Math.Abs(count - (trials / 2.0)) / Math.Sqrt(trials / 4.0)));
        }

        return worst;
    }
}
