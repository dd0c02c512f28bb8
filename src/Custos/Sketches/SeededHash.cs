using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Custos.Sketches;

/// <summary>Which 64 bits stand for a value? The one hash of all sketches.</summary>
/// <remarks>
/// Its answers never change under one <see cref="Version"/>, on any machine, since sketches are stored and merged later. Bytes are taken
/// sixteen at a time into a product of 128 bits whose halves are folded together, the idea of wyhash (Wang Yi, public domain); what the
/// product meets is drawn from the seed, and the state goes around it besides, so that no block of zeros wipes out what came before.
/// Numbers go through the finaliser of SplitMix64 (Steele, Lea, Flood 2014), one to one for each seed. Not a defence against
/// an adversary who knows the seed. O(n), no allocation.
/// </remarks>
public static class SeededHash
{
    /// <summary>Goes up whenever a hash changes; every stored sketch bears it.</summary>
    public const int Version = 1;

    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xC2B2AE3D27D4EB4F;
    private const int Block = 16;

    /// <summary>The hash of a number.</summary>
    public static ulong Of(ulong value, ulong seed = 0) => Mix(value ^ Mix(seed + Golden));

    /// <summary>The hash of bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        ulong first = Mix(seed + Golden), second = Mix(seed + Second);
        var state = Mix(first ^ (ulong)bytes.Length);
        for (; bytes.Length > Block; bytes = bytes[Block..])
        {
            state = Fold(BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ first, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) ^ second ^ state)
                + BitOperations.RotateLeft(state, 29);
        }

        var (low, high) = Tail(bytes);
        return Mix(Fold(low ^ first, high ^ second ^ state) + BitOperations.RotateLeft(state, 29));
    }

    /// <summary>The hash of a text: that of its UTF-8, in which a lone surrogate is U+FFFD.</summary>
    public static ulong Of(string text, ulong seed = 0)
    {
        const int onStack = 512;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var utf8 = most <= onStack ? stackalloc byte[onStack] : new byte[most];
        return Of(utf8[..Encoding.UTF8.GetBytes(text, utf8)], seed);
    }

    /// <summary>Every bit of the answer depends on every bit of the argument, one to one.</summary>
    internal static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>A hash as a number below a bound, evenly; it is the high bits that decide.</summary>
    internal static ulong Below(ulong hash, ulong bound) => Math.BigMul(hash, bound, out _);

    private static ulong Fold(ulong left, ulong right) => Math.BigMul(left, right, out var low) ^ low;

    /// <summary>The last 0 to 16 bytes; the length, which the state knows, tells short ones from those that end in zeros.</summary>
    private static (ulong Low, ulong High) Tail(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 8)
        {
            // Both words may share bytes.
            return (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]));
        }

        if (bytes.Length >= 4)
        {
            return (BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]));
        }

        return bytes.Length == 0 ? (0UL, 0UL) : ((ulong)bytes[0] | ((ulong)bytes[bytes.Length / 2] << 8) | ((ulong)bytes[^1] << 16), 0UL);
    }
}
