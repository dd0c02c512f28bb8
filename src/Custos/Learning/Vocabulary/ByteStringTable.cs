using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Custos.Learning.Vocabulary;

/// <summary>Which number belongs to this string of bytes?</summary>
/// <remarks>
/// Open addressing over 64-bit keys. A string of up to 7 bytes is its own key, so that equal keys are equal strings; a
/// longer one is verified byte by byte: no answer ever rests on a hash alone. Cost O(length), at most half of the slots
/// are filled. Reading is thread-safe, adding is not.
/// </remarks>
internal sealed class ByteStringTable
{
    /// <summary>Bytes that must be readable past the start of any string that is looked up.</summary>
    public const int ReadAhead = sizeof(ulong);

    private Slot[] _slots = new Slot[64];
    private int _shift = 58;
    private byte[] _pool = new byte[1024];
    private int[] _starts = new int[64];

    private struct Slot
    {
        // 0 where the slot is empty: the top byte of a key is a length.
        public ulong Key;
        public int Entry;
        public int Value;
    }

    /// <summary>How many strings it holds; they are numbered in the order in which they were added.</summary>
    public int Count { get; private set; }

    /// <summary>The string that was added as number <paramref name="entry"/>.</summary>
    public ReadOnlySpan<byte> this[int entry] => _pool.AsSpan(_starts[entry], _starts[entry + 1] - _starts[entry]);

    /// <summary>The value of the string, or -1 where it was never added.</summary>
    /// <param name="bytes">The string and at least <see cref="ReadAhead"/> bytes after its start.</param>
    /// <param name="length">Bytes in the string, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ReadOnlySpan<byte> bytes, int length)
    {
        var key = KeyOf(bytes, length);
        var at = SlotOf(key);
        for (; ; at = (at + 1) & (_slots.Length - 1))
        {
            ref readonly var slot = ref _slots[at];
            if (slot.Key == key && (length < sizeof(ulong) || this[slot.Entry].SequenceEqual(bytes[..length])))
            {
                return slot.Value;
            }

            if (slot.Key == 0)
            {
                return -1;
            }
        }
    }

    /// <summary>The value of the string; where it is new it is added, numbered <see cref="Count"/>, with that number as its value.</summary>
    public int FindOrAdd(ReadOnlySpan<byte> bytes, int length)
    {
        var found = Find(bytes, length);
        return found >= 0 ? found : Add(bytes, length, Count);
    }

    /// <summary>Adds a string that is not there yet.</summary>
    /// <returns><paramref name="value"/>.</returns>
    public int Add(ReadOnlySpan<byte> bytes, int length, int value)
    {
        if ((Count + 1) * 2 > _slots.Length)
        {
            Grow();
        }

        var start = _starts[Count];
        Room(ref _pool, start + length);
        Room(ref _starts, Count + 2);
        bytes[..length].CopyTo(_pool.AsSpan(start));
        _starts[Count + 1] = start + length;
        Place(new Slot { Key = KeyOf(bytes, length), Entry = Count, Value = value });
        Count++;
        return value;
    }

    private static void Room<T>(ref T[] array, int needed)
    {
        if (needed > array.Length)
        {
            Array.Resize(ref array, (int)Math.Min(Math.Max(needed, array.Length * 2L), Array.MaxLength));
        }
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[old.Length * 2];
        _shift--;
        foreach (var slot in old)
        {
            if (slot.Key != 0)
            {
                Place(slot);
            }
        }
    }

    private void Place(Slot slot)
    {
        var at = SlotOf(slot.Key);
        while (_slots[at].Key != 0)
        {
            at = (at + 1) & (_slots.Length - 1);
        }

        _slots[at] = slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ulong key)
    {
        var high = Math.BigMul(key, 0x9E3779B97F4A7C15, out var low);
        return (int)((high ^ low) >> _shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KeyOf(ReadOnlySpan<byte> bytes, int length)
    {
        if (length < sizeof(ulong))
        {
            return (MemoryMarshal.Read<ulong>(bytes) & ((1UL << (length * 8)) - 1)) | ((ulong)length << 56);
        }

        return LongKeyOf(bytes[..length]);
    }

    /// <summary>A 56-bit hash below a length of 8 or more, so that it never equals the key of a short string.</summary>
    private static ulong LongKeyOf(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length;
        for (var rest = bytes; ; rest = rest[sizeof(ulong)..])
        {
            // The last word overlaps the one before it.
            var word = MemoryMarshal.Read<ulong>(rest.Length >= sizeof(ulong) ? rest : bytes[^sizeof(ulong)..]);
            hash = BitOperations.RotateLeft((hash ^ word) * 0xD6E8FEB86659FD93, 32);
            if (rest.Length <= sizeof(ulong))
            {
                break;
            }
        }

        hash *= 0xD6E8FEB86659FD93;
        return (hash >> 8) | ((ulong)Math.Min(bytes.Length, 255) << 56);
    }
}
