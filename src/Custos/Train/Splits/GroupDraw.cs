using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Custos.Train.Splits;

/// <summary>Where does a group fall? Its draws depend on the seed, the purpose and the group, on nothing else.</summary>
/// <remarks>
/// So that adding, removing or reordering rows moves no group. A draw is the first 53 bits of
/// SHA-256(seed as 8 bytes ‖ purpose ‖ digest), big-endian, as a fraction.
/// </remarks>
internal static class GroupDraw
{
    private const int DigestBytes = 16;
    private const byte TextKind = (byte)'t';
    private const byte ValueKind = (byte)'v';

    /// <summary>The group of rows that have this text and no group value.</summary>
    public static UInt128 DigestOfText(ReadOnlySpan<byte> utf8) => Digest(TextKind, utf8);

    /// <summary>The group of rows that have this group value.</summary>
    public static UInt128 DigestOfValue(ReadOnlySpan<byte> utf8) => Digest(ValueKind, utf8);

    /// <summary>A number in [0, 1), uniform over groups, that decides between training and held out.</summary>
    public static double Side(long seed, UInt128 group) => Draw(seed, "side"u8, group);

    /// <summary>Likewise for the cross-validation fold.</summary>
    public static int Fold(long seed, UInt128 group, int folds) => (int)(Draw(seed, "fold"u8, group) * folds);

    /// <summary>Likewise for the learning curve: the groups below a share are those that are learned from.</summary>
    public static double Share(long seed, UInt128 group) => Draw(seed, "share"u8, group);

    // The kind keeps a text and a group value that read alike apart.
    private static UInt128 Digest(byte kind, ReadOnlySpan<byte> utf8)
    {
        const int onStack = 1024;
        var bytes = utf8.Length < onStack ? stackalloc byte[utf8.Length + 1] : new byte[utf8.Length + 1];
        bytes[0] = kind;
        utf8.CopyTo(bytes[1..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private static double Draw(long seed, ReadOnlySpan<byte> purpose, UInt128 group)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long) + purpose.Length + DigestBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, seed);
        purpose.CopyTo(bytes[sizeof(long)..]);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[^DigestBytes..], group);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1L << 53));
    }
}
