using System.Runtime.CompilerServices;

namespace Custos.Learning.Vocabulary;

/// <summary>Which number belongs to this pair of numbers?</summary>
/// <remarks>Open addressing over the exact pair; at most half of the slots are filled. Cost O(1). Reading is thread-safe, adding is not.</remarks>
internal sealed class PairTable
{
    private Slot[] _slots;
    private int _shift;
    private int _count;

    /// <param name="expected">How many pairs to make room for at once.</param>
    public PairTable(int expected = 32)
    {
        var bits = 6;
        while (1L << bits < expected * 2L)
        {
            bits++;
        }

        _slots = new Slot[1 << bits];
        _shift = 64 - bits;
    }

    private struct Slot
    {
        // The pair plus 1; 0 where the slot is empty.
        public ulong Key;
        public int Value;
    }

    /// <summary>The value of the pair, or -1 where it was never added.</summary>
    /// <param name="first">At least 0.</param>
    /// <param name="second">At least 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(int first, int second)
    {
        var key = KeyOf(first, second);
        var at = SlotOf(key);
        while (true)
        {
            ref readonly var slot = ref _slots[at];
            if (slot.Key == key)
            {
                return slot.Value;
            }

            if (slot.Key == 0)
            {
                return -1;
            }

            at = (at + 1) & (_slots.Length - 1);
        }
    }

    /// <summary>The value of the pair; where it is new, <paramref name="value"/> from now on.</summary>
    public int FindOrAdd(int first, int second, int value)
    {
        var key = KeyOf(first, second);
        var at = SlotOf(key);
        for (; _slots[at].Key != 0; at = (at + 1) & (_slots.Length - 1))
        {
            if (_slots[at].Key == key)
            {
                return _slots[at].Value;
            }
        }

        _slots[at] = new Slot { Key = key, Value = value };
        if (++_count * 2 > _slots.Length)
        {
            Grow();
        }

        return value;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[old.Length * 2];
        _shift--;
        foreach (var slot in old)
        {
            if (slot.Key == 0)
            {
                continue;
            }

            var at = SlotOf(slot.Key);
            while (_slots[at].Key != 0)
            {
                at = (at + 1) & (_slots.Length - 1);
            }

            _slots[at] = slot;
        }
    }

    private static ulong KeyOf(int first, int second) => (((ulong)(uint)first << 32) | (uint)second) + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ulong key)
    {
        var high = Math.BigMul(key, 0x9E3779B97F4A7C15, out var low);
        return (int)((high ^ low) >> _shift);
    }
}
