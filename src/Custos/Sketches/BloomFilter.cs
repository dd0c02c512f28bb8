using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Sketches;

/// <summary>Was this value added before? "No" is certain; "yes" is wrong at a known rate.</summary>
/// <remarks>
/// The k places of a value come from two independent hashes (Kirsch and Mitzenmacher 2006, with the cubic term of Dillinger and Manolios
/// 2004), each scaled to the filter's size by its high bits, so that powers of two are as good as other sizes. Merging is exact. O(k), no
/// allocation. Adding is not thread-safe.
/// </remarks>
public sealed class BloomFilter
{
    private const byte Layout = 1;
    private const int MostProbes = 64;
    private const long MostBits = (long)int.MaxValue * 32;

    private readonly ulong[] _words;

    /// <param name="bits">At least 64; rounded up to whole words of 64.</param>
    /// <param name="probes">Places a value, from 1 to 64.</param>
    /// <param name="seed">Filters of unequal seeds cannot be merged.</param>
    public BloomFilter(long bits, int probes, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MostBits);
        if (probes is < 1 or > MostProbes) throw new ArgumentOutOfRangeException(nameof(probes), probes, $"The probes lie between 1 and {MostProbes}.");
        (Probes, Seed, _words) = (probes, seed, new ulong[(bits + 63) / 64]);
    }

    private BloomFilter(ulong[] words, int probes, ulong seed) => (_words, Probes, Seed) = (words, probes, seed);

    public long Bits => _words.LongLength * 64;

    public int Probes { get; }

    public ulong Seed { get; }

    /// <summary>The smallest filter that is wrong at most at a rate, once that many values are in it.</summary>
    /// <param name="items">Distinct values, at least 1.</param>
    /// <param name="falsePositiveRate">Strictly between 0 and 1.</param>
    /// <param name="seed">Filters of unequal seeds cannot be merged.</param>
    public static BloomFilter ForItems(long items, double falsePositiveRate, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        if (!(falsePositiveRate is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(falsePositiveRate), falsePositiveRate, "The rate lies strictly between 0 and 1.");
        var probes = Math.Clamp((int)Math.Round(-Math.Log2(falsePositiveRate)), 1, MostProbes);
        // Solves (1 - e^(-probes · items / bits))^probes = rate for the whole number of probes that is used.
        var bits = -probes * (double)items / Math.Log(1 - Math.Pow(falsePositiveRate, 1.0 / probes));
        if (bits > MostBits) throw new ArgumentException($"A filter for {items} values would need more than {MostBits} bits.", nameof(items));
        return new BloomFilter(Math.Max(64, (long)Math.Ceiling(bits)), probes, seed);
    }

    /// <summary>Adds a value by a number that stands for it; true when it was surely not there before.</summary>
    public bool Add(ulong value)
    {
        var places = new Places(this, value);
        var isNew = false;
        for (var i = 0; i < Probes; i++)
        {
            var place = places.Next(i);
            ref var word = ref _words[place >> 6];
            var bit = 1UL << (int)(place & 63);
            isNew |= (word & bit) == 0;
            word |= bit;
        }

        return isNew;
    }

    public bool MayContain(ulong value)
    {
        var places = new Places(this, value);
        for (var i = 0; i < Probes; i++)
        {
            var place = places.Next(i);
            if ((_words[place >> 6] >> (int)(place & 63) & 1) == 0) return false;
        }

        return true;
    }

    /// <summary>How often is "yes" wrong, once that many distinct values are in it?</summary>
    /// <remarks>(1 − e^(−probes · items / bits))^probes; Bloom 1970. The exact rate differs by about probes/bits of it (Bose et al. 2008).</remarks>
    public Probability FalsePositiveRate(long items) => new(Math.Pow(-LogSpace.ExpM1(-Probes * (double)items / Bits), Probes));

    /// <summary>Adds all that another filter holds.</summary>
    /// <exception cref="ArgumentException">It has not the same bits, probes and seed.</exception>
    public void Merge(BloomFilter other)
    {
        if (other.Bits != Bits || other.Probes != Probes || other.Seed != Seed) throw new ArgumentException("Both filters must have the same bits, probes and seed.", nameof(other));
        for (var i = 0; i < _words.Length; i++) _words[i] |= other._words[i];
    }

    public byte[] ToBytes() => new SketchWriter(SketchKind.Bloom, Layout).Bits(Seed).Number(Probes).Words(_words).ToArray();

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="BadInputException">The bytes hold no such sketch, or are damaged.</exception>
    public static BloomFilter FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, SketchKind.Bloom, Layout);
        var seed = reader.Bits();
        var probes = reader.Count(1, MostProbes);
        var words = reader.Words(1, MostBits / 64);
        reader.End();
        return new BloomFilter(words, probes, seed);
    }

    private ref struct Places(BloomFilter filter, ulong value)
    {
        private readonly ulong _bits = (ulong)filter.Bits;
        private readonly ulong _step = SeededHash.Of(value, ~filter.Seed);
        private ulong _at = SeededHash.Of(value, filter.Seed);

        public long Next(int probe)
        {
            var place = (long)SeededHash.Below(_at, _bits);
            // The term that grows with the probe parts values whose two hashes meet in an arithmetic series.
            _at += _step + SeededHash.Mix((ulong)probe);
            return place;
        }
    }
}
