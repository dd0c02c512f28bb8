using System.Numerics;
using System.Runtime.CompilerServices;

namespace Custos.Text.Tokens;

/// <summary>What do two neighbouring tokens merge to, and how early?</summary>
/// <remarks>Open addressing, at most half full. O(1). Thread-safe once filled.</remarks>
internal sealed class PairTable
{
    /// <summary>The rank of two that do not merge: later than all.</summary>
    public const int Never = int.MaxValue;

    private const ulong Empty = ulong.MaxValue;

    private ulong[] _keys = [];
    private (int Rank, int Id)[] _merges = [];
    private int _shift;

    public PairTable(int expected = 16) => Grow((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, expected * 2L)));

    public int Count { get; private set; }

    /// <summary>Lets two tokens merge; of two merges of one pair the later counts.</summary>
    public void Set(int left, int right, int rank, int merged)
    {
        if ((Count + 1) * 2 > _keys.Length) Grow(_keys.Length * 2);
        var slot = SlotOf(Key(left, right));
        if (_keys[slot] == Empty)
        {
            _keys[slot] = Key(left, right);
            Count++;
        }

        _merges[slot] = (rank, merged);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int RankOf(int left, int right, out int merged)
    {
        var slot = SlotOf(Key(left, right));
        if (_keys[slot] == Empty)
        {
            merged = -1;
            return Never;
        }

        (var rank, merged) = _merges[slot];
        return rank;
    }

    private static ulong Key(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ulong key)
    {
        var slot = (int)((key * 0x9E3779B97F4A7C15UL) >> _shift);
        while (_keys[slot] != key && _keys[slot] != Empty) slot = (slot + 1) & (_keys.Length - 1);
        return slot;
    }

    private void Grow(int size)
    {
        var (keys, merges) = (_keys, _merges);
        _keys = new ulong[size];
        Array.Fill(_keys, Empty);
        _merges = new (int, int)[size];
        _shift = 64 - BitOperations.Log2((uint)size);
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] == Empty) continue;
            var slot = SlotOf(keys[i]);
            (_keys[slot], _merges[slot]) = (keys[i], merges[i]);
        }
    }
}
