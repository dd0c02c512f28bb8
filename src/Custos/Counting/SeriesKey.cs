using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Custos.Counting;

/// <summary>Whose events, and which? The first 128 bits of a SHA-256, so that nobody can choose names that fall together.</summary>
public readonly record struct SeriesKey
{
    private const int LongestOnStack = 512;

    private SeriesKey(UInt128 hash) => Hash = hash;

    internal UInt128 Hash { get; }

    internal int Shard(int shards) => (int)(uint)(Hash >> 96) & (shards - 1);

    /// <summary>The key of one thing counted of one holder, for instance <c>Of("user", "u-17", "block")</c>.</summary>
    public static SeriesKey Of(string kind, string holder, string counted)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Digest([kind, holder, counted], digest);
        return new SeriesKey(BinaryPrimitives.ReadUInt128LittleEndian(digest));
    }

    /// <summary>The hash under which a distinct value is remembered.</summary>
    internal static ulong OfValue(string value)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Digest([value], digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    // Each part is preceded by its length: ("ab", "c") is not ("a", "bc").
    private static void Digest(ReadOnlySpan<string> parts, Span<byte> digest)
    {
        var length = 0;
        foreach (var part in parts) length += sizeof(int) + Encoding.UTF8.GetMaxByteCount(part.Length);
        var bytes = length <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[length];
        var written = 0;
        foreach (var part in parts)
        {
            var count = Encoding.UTF8.GetBytes(part, bytes[(written + sizeof(int))..]);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[written..], count);
            written += sizeof(int) + count;
        }

        SHA256.HashData(bytes[..written], digest);
    }
}
