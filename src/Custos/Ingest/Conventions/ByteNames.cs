using System.Buffers.Binary;
using System.Numerics;

namespace Custos.Ingest.Conventions;

/// <summary>How are names told apart without making texts of them?</summary>
internal static class ByteNames
{
    /// <summary>A number by which equal names are found: of the length and of the first and last eight bytes.</summary>
    /// <remarks>Names that are made to collide cost a comparison each, and a row has a bounded number of them.</remarks>
    public static ulong HashOf(ReadOnlySpan<byte> name)
    {
        ulong first, last;
        if (name.Length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(name);
            last = BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]);
        }
        else
        {
            Span<byte> padded = stackalloc byte[8];
            padded.Clear();
            name.CopyTo(padded);
            first = last = BinaryPrimitives.ReadUInt64LittleEndian(padded);
        }

        // Odd constants of the golden ratio and of xxHash: any would do that mix all bits.
        var hash = (first * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft(last * 0xC2B2AE3D27D4EB4F, 31) ^ ((ulong)name.Length * 0x165667B19E3779F9);
        return hash ^ (hash >> 29);
    }
}

/// <summary>What stands under a name, asked by its UTF-8 bytes? Fixed once made.</summary>
internal sealed class ByteNames<T>
    where T : class
{
    private readonly (ulong Hash, byte[] Name, T? Value)[] _slots;
    private readonly ulong _mask;

    public ByteNames(IReadOnlyCollection<(byte[] Name, T Value)> names)
    {
        _slots = new (ulong, byte[], T?)[BitOperations.RoundUpToPowerOf2((uint)(4 * names.Count))];
        _mask = (ulong)_slots.Length - 1;
        foreach (var (name, value) in names)
        {
            var hash = ByteNames.HashOf(name);
            var at = hash & _mask;
            while (_slots[at].Value is not null) at = (at + 1) & _mask;
            _slots[at] = (hash, name, value);
        }
    }

    /// <summary>Null for a name that is not there.</summary>
    public T? Find(ReadOnlySpan<byte> name, ulong hash)
    {
        for (var at = hash & _mask; _slots[at].Value is { } value; at = (at + 1) & _mask)
        {
            if (_slots[at].Hash == hash && name.SequenceEqual(_slots[at].Name)) return value;
        }

        return null;
    }
}
