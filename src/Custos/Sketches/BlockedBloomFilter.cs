using System.Runtime.CompilerServices;
using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Sketches;

/// <summary>Was this value added before? As <see cref="BloomFilter"/>, at one cache line a question and for some more bits.</summary>
/// <remarks>
/// A value's places all lie in one block of 512 bits. Block and places come from two hashes that share nothing: were they cut from one, a
/// number of blocks that is a power of two would fix bits of the places. Source: Putze, Sanders, Singler 2007. Merging is exact. O(k), no
/// allocation. Adding is not thread-safe.
/// </remarks>
public sealed class BlockedBloomFilter
{
    private const byte Layout = 1;
    private const int BlockBits = 512;
    private const int BlockWords = BlockBits / 64;
    private const int PlaceBits = 9;
    private const int PlacesInHash = 64 / PlaceBits;
    private const int MostProbes = 16;
    private const long MostBlocks = int.MaxValue / BlockWords;

    private readonly ulong[] _words;

    /// <param name="blocks">Blocks of 512 bits, at least 1.</param>
    /// <param name="probes">Places a value, from 1 to 16.</param>
    /// <param name="seed">Filters of unequal seeds cannot be merged.</param>
    public BlockedBloomFilter(long blocks, int probes, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blocks, MostBlocks);
        if (probes is < 1 or > MostProbes) throw new ArgumentOutOfRangeException(nameof(probes), probes, $"The probes lie between 1 and {MostProbes}.");
        (Probes, Seed, _words) = (probes, seed, new ulong[blocks * BlockWords]);
    }

    private BlockedBloomFilter(ulong[] words, int probes, ulong seed) => (_words, Probes, Seed) = (words, probes, seed);

    public long Blocks => _words.LongLength / BlockWords;

    public int Probes { get; }

    public ulong Seed { get; }

    /// <summary>The smallest filter that is wrong at most at a rate, once that many values are in it.</summary>
    /// <param name="items">Distinct values, at least 1.</param>
    /// <param name="falsePositiveRate">From 1e-6 to below 1: blocks fill too unevenly for less.</param>
    /// <param name="seed">Filters of unequal seeds cannot be merged.</param>
    public static BlockedBloomFilter ForItems(long items, double falsePositiveRate, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        if (!(falsePositiveRate is >= 1e-6 and < 1)) throw new ArgumentOutOfRangeException(nameof(falsePositiveRate), falsePositiveRate, "The rate lies between 1e-6 and 1.");
        var (blocks, probes) = Enumerable.Range(1, MostProbes).Select(probes => (Blocks: BlocksFor(probes), probes)).MinBy(choice => choice.Blocks);
        if (blocks > MostBlocks) throw new ArgumentException($"A filter for {items} values would need more than {MostBlocks} blocks.", nameof(items));
        return new BlockedBloomFilter(blocks, probes, seed);

        long BlocksFor(int probes)
        {
            // The rate falls as blocks are added.
            long low = 1, high = 1 + (items * 2);
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                if (RateOf(items, middle, probes) <= falsePositiveRate) high = middle;
                else low = middle + 1;
            }

            return low;
        }
    }

    /// <summary>Adds a value by a number that stands for it; true when it was surely not there before.</summary>
    public bool Add(ulong value)
    {
        var isNew = false;
        ref var block = ref BlockOf(value, out var places);
        for (var i = 0; i < Probes; i++)
        {
            var place = Next(ref places, i);
            ref var word = ref Unsafe.Add(ref block, place >> 6);
            var bit = 1UL << (place & 63);
            isNew |= (word & bit) == 0;
            word |= bit;
        }

        return isNew;
    }

    public bool MayContain(ulong value)
    {
        ref var block = ref BlockOf(value, out var places);
        for (var i = 0; i < Probes; i++)
        {
            var place = Next(ref places, i);
            if ((Unsafe.Add(ref block, place >> 6) >> (place & 63) & 1) == 0) return false;
        }

        return true;
    }

    /// <summary>How often is "yes" wrong, once that many distinct values are in it?</summary>
    /// <remarks>Exact, where Putze, Sanders, Singler 2007, eq. 3, take Bloom's formula for each block.</remarks>
    public Probability FalsePositiveRate(long items) => new(RateOf(items, Blocks, Probes));

    /// <summary>Adds all that another filter holds.</summary>
    /// <exception cref="ArgumentException">It has not the same blocks, probes and seed.</exception>
    public void Merge(BlockedBloomFilter other)
    {
        if (other.Blocks != Blocks || other.Probes != Probes || other.Seed != Seed) throw new ArgumentException("Both filters must have the same blocks, probes and seed.", nameof(other));
        for (var i = 0; i < _words.Length; i++) _words[i] |= other._words[i];
    }

    public byte[] ToBytes() => new SketchWriter(SketchKind.BlockedBloom, Layout).Bits(Seed).Number(Probes).Words(_words).ToArray();

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="BadInputException">The bytes hold no such sketch, or are damaged.</exception>
    public static BlockedBloomFilter FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, SketchKind.BlockedBloom, Layout);
        var seed = reader.Bits();
        var probes = reader.Count(1, MostProbes);
        var words = reader.Words(BlockWords, MostBlocks * BlockWords);
        reader.End();
        reader.Require(words.Length % BlockWords == 0);
        return new BlockedBloomFilter(words, probes, seed);
    }

    private ref ulong BlockOf(ulong value, out ulong places)
    {
        places = SeededHash.Of(value, ~Seed);
        return ref _words[SeededHash.Below(SeededHash.Of(value, Seed), (ulong)Blocks) * BlockWords];
    }

    /// <summary>The next place in the block; one hash has seven.</summary>
    private static int Next(ref ulong places, int probe)
    {
        if (probe > 0 && probe % PlacesInHash == 0) places = SeededHash.Mix(places + (ulong)probe);
        return (int)(places >> (probe % PlacesInHash * PlaceBits)) & (BlockBits - 1);
    }

    /// <summary>The exact rate, were the hashes ideal.</summary>
    /// <remarks>
    /// All places asked for are set with the probability Σ over l of c(l) · P(none of l given places is set), by inclusion and exclusion over
    /// the distinct ones among them; and a value leaves l given places of a block alone if it lies in another block or misses them.
    /// </remarks>
    private static double RateOf(long items, long blocks, int probes)
    {
        var rate = 0.0;
        var coefficients = Coefficients(probes);
        for (var l = 0; l <= probes; l++)
        {
            var touched = (1 - Math.Pow(1 - (l / (double)BlockBits), probes)) / blocks;
            rate += coefficients[l] * Math.Exp(items * LogSpace.Log1p(-touched));
        }

        return Math.Clamp(rate, 0, 1);
    }

    private static double[] Coefficients(int probes)
    {
        // How likely are j distinct places among so many drawn?
        var distinct = new double[probes + 1];
        distinct[0] = 1;
        for (var drawn = 0; drawn < probes; drawn++)
        {
            for (var j = drawn + 1; j > 0; j--) distinct[j] = (distinct[j] * j / BlockBits) + (distinct[j - 1] * (BlockBits - j + 1) / BlockBits);
            distinct[0] = 0;
        }

        var coefficients = new double[probes + 1];
        for (var j = 0; j <= probes; j++)
        {
            var term = distinct[j];
            for (var l = 0; l <= j; l++)
            {
                coefficients[l] += term;
                term *= -(j - l) / (l + 1.0);
            }
        }

        return coefficients;
    }
}
