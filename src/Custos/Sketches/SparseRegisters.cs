using System.Runtime.InteropServices;

namespace Custos.Sketches;

/// <summary>Which of 2^26 registers are not empty, and what do they hold? Kept while they are few.</summary>
/// <remarks>An entry is 26 bits of the hash and the rank of the other 38 in 6 bits. Not thread-safe.</remarks>
internal sealed class SparseRegisters
{
    public const int RankBits = 6;
    public const int Places = 1 << PlaceBits;

    private const int PlaceBits = 26;
    private const int Rest = 64 - PlaceBits;

    private readonly List<uint> _entries = [];
    private int _sorted;

    /// <summary>Entries added since they were last put in order.</summary>
    public int Pending => _entries.Count - _sorted;

    public static bool IsSound(uint entry) => (entry & 63) is > 0 and <= Rest + 1;

    public void Add(ulong hash) => AddEntry(((uint)(hash >> Rest) << RankBits) | (uint)HyperLogLog.RankOf(hash << PlaceBits, Rest));

    public void AddEntry(uint entry) => _entries.Add(entry);

    /// <summary>One entry a place, ascending, each with the largest rank seen there.</summary>
    public ReadOnlySpan<uint> Sorted()
    {
        var all = CollectionsMarshal.AsSpan(_entries);
        if (Pending > 0)
        {
            all.Sort();
            var kept = 0;
            for (var i = 0; i < all.Length; i++)
            {
                // Of one place the last is the largest.
                if (i + 1 == all.Length || all[i] >> RankBits != all[i + 1] >> RankBits) all[kept++] = all[i];
            }

            CollectionsMarshal.SetCount(_entries, kept);
            _sorted = kept;
        }

        return CollectionsMarshal.AsSpan(_entries);
    }

    /// <summary>Which register of that precision is it, and which rank does it give it?</summary>
    public static (int Register, int Rank) AtPrecision(uint entry, int precision)
    {
        var place = entry >> RankBits;
        var below = (ulong)place << (Rest + precision);
        var rank = below == 0 ? PlaceBits - precision + (int)(entry & 63) : HyperLogLog.RankOf(below, PlaceBits - precision);
        return ((int)(place >> (PlaceBits - precision)), rank);
    }
}
