using System.Numerics;
using System.Runtime.CompilerServices;

namespace Custos.Text.Matching;

/// <summary>Might this hash be one of those that were added? No is certain, yes is a reason to look.</summary>
/// <remarks>A Bloom filter with one probe and 16 bits or more an entry: at most one stranger in 16 passes. It fits the second-level cache up to a hundred thousand entries.</remarks>
internal sealed class HashFilter
{
    private const int BitsPerEntry = 16;

    private readonly ulong[] _bits;
    private readonly int _shift;

    public HashFilter(IReadOnlyCollection<ulong> hashes)
    {
        var bits = BitOperations.RoundUpToPowerOf2((ulong)Math.Max(64, (long)hashes.Count * BitsPerEntry));
        _bits = new ulong[bits / 64];
        _shift = 64 - BitOperations.Log2(bits);
        foreach (var hash in hashes) _bits[(hash >> _shift) >> 6] |= 1UL << (int)((hash >> _shift) & 63);
    }

    public bool MayHold(ulong hash) => BitOf(hash) != 0;

    /// <summary>1 where <see cref="MayHold"/>, else 0, for loops that must not branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BitOf(ulong hash)
    {
        var bit = hash >> _shift;
        return (int)(_bits[bit >> 6] >> (int)(bit & 63)) & 1;
    }
}
