using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Custos.Gate.Caching;

/// <summary>Under which key is an answer remembered? 128 bits of an HMAC-SHA-256 over its parts, in the order in which they are added.</summary>
/// <remarks>
/// The secret is drawn when the process starts: nobody can look for two texts that fall together. Each part is preceded by its
/// length, so that ("ab", "c") is not ("a", "bc"); null is not the empty text. For one thread, one key at a time.
/// </remarks>
internal readonly ref struct CacheKey
{
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(32);

    [ThreadStatic]
    private static IncrementalHash? _hash;

    private readonly IncrementalHash _parts;

    private CacheKey(IncrementalHash parts) => _parts = parts;

    /// <param name="purpose">What the answer is; keys of one purpose never meet those of another.</param>
    public static CacheKey Begin(string purpose)
    {
        var key = new CacheKey(_hash ??= IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Secret));
        key.Add(purpose);
        return key;
    }

    public void Add(string? part)
    {
        Add(part?.Length ?? -1);
        _parts.AppendData(MemoryMarshal.AsBytes(part.AsSpan()));
    }

    public void Add(int part)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, part);
        _parts.AppendData(bytes);
    }

    public UInt128 End()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _parts.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}
