using System.Numerics;

namespace Custos.Sketches.Similarity;

/// <summary>Which of many fingerprints differ from one in at most d bits?</summary>
/// <remarks>
/// Exact. The bits are cut into blocks, more than d: two fingerprints within d bits agree in all blocks but d, whichever these are. There is
/// one table for each choice of blocks that must agree, and every item found there is compared. More blocks make more tables with longer,
/// more telling keys; the number that fits the expected count is chosen. Source: Manku, Jain, Das Sarma 2007, section 3.
/// Reading is thread-safe, adding is not.
/// </remarks>
public sealed class SimHashIndex
{
    private const int MostTables = 128;

    private readonly int _bits;
    private readonly List<UInt128> _fingerprints = [];
    private readonly (UInt128 Mask, HashChains Chains)[] _tables;

    /// <param name="bits">64 or 128.</param>
    /// <param name="mostDistance">The largest Hamming distance that is found, from 0 to 15.</param>
    /// <param name="expectedCount">About how many fingerprints there will be; it changes the speed, never the answer.</param>
    public SimHashIndex(int bits, int mostDistance, long expectedCount = 1_000_000)
    {
        if (bits is not (64 or 128)) throw new ArgumentOutOfRangeException(nameof(bits), bits, "The bits are 64 or 128.");
        if (mostDistance is < 0 or > 15) throw new ArgumentOutOfRangeException(nameof(mostDistance), mostDistance, "The distance lies between 0 and 15.");
        ArgumentOutOfRangeException.ThrowIfLessThan(expectedCount, 1);
        (_bits, MostDistance) = (bits, mostDistance);
        var blocks = Enumerable.Range(mostDistance + 1, 4).Where(blocks => Choices(blocks, mostDistance) <= MostTables)
            .MinBy(blocks => Choices(blocks, mostDistance) * (1 + (expectedCount * Math.Pow(2, -KeyBits(blocks)))));
        _tables = [.. Masks(blocks).Select(mask => (mask, new HashChains()))];
    }

    public int MostDistance { get; }

    public int Count => _fingerprints.Count;

    /// <summary>Adds a fingerprint and gives it the next number, from 0.</summary>
    public int Add(UInt128 fingerprint)
    {
        Check(fingerprint);
        foreach (var (mask, chains) in _tables) chains.Add(KeyOf(fingerprint & mask));
        _fingerprints.Add(fingerprint);
        return Count - 1;
    }

    /// <summary>The numbers of all within the distance, ascending, each once.</summary>
    public IReadOnlyList<int> Find(UInt128 fingerprint)
    {
        Check(fingerprint);
        var found = new SortedSet<int>();
        foreach (var (mask, chains) in _tables)
        {
            for (var item = chains.Last(KeyOf(fingerprint & mask)); item >= 0; item = chains.Before(item))
            {
                if (Distance(_fingerprints[item], fingerprint) <= MostDistance) found.Add(item);
            }
        }

        return [.. found];
    }

    /// <summary>In how many bits do both differ?</summary>
    public static int Distance(UInt128 left, UInt128 right) => (int)UInt128.PopCount(left ^ right);

    private double KeyBits(int blocks) => _bits / (double)blocks * (blocks - MostDistance);

    private static double Choices(int blocks, int left)
    {
        var choices = 1.0;
        for (var i = 0; i < left; i++) choices = choices * (blocks - i) / (i + 1);
        return Math.Round(choices);
    }

    /// <summary>The bits of every choice of blocks that leaves out as many as may differ.</summary>
    private IEnumerable<UInt128> Masks(int blocks)
    {
        for (uint chosen = 0; chosen < 1u << blocks; chosen++)
        {
            if (BitOperations.PopCount(chosen) != blocks - MostDistance) continue;
            var mask = UInt128.Zero;
            for (var bit = 0; bit < _bits; bit++)
            {
                if ((chosen >> (bit * blocks / _bits) & 1) != 0) mask |= UInt128.One << bit;
            }

            yield return mask;
        }
    }

    private static ulong KeyOf(UInt128 bits) => SeededHash.Mix((ulong)bits + SeededHash.Mix((ulong)(bits >> 64)));

    private void Check(UInt128 fingerprint)
    {
        if (_bits == 64 && fingerprint >> 64 != 0) throw new ArgumentException("The fingerprint has more than 64 bits.", nameof(fingerprint));
    }
}
