using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Custos.Records.Telemetry;

/// <summary>Which identifier has a row that came from outside? One that hangs on its own key alone: the same row sent again has the same.</summary>
public static class TelemetryId
{
    private const int MostOnStack = 512;

    /// <summary>An identifier that sorts by time: the milliseconds of its time, then 74 bits of SHA-256 of source and key.</summary>
    /// <param name="at">When the row happened; before 1970 counts as 1970.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="key">What its sender calls it: the same for the same row, different for different ones.</param>
    /// <remarks>RFC 9562, version 7 in form. Two keys of one millisecond collide with probability 2⁻⁷⁴.</remarks>
    public static Guid Of(DateTimeOffset at, string source, string key)
    {
        var length = Encoding.UTF8.GetByteCount(source) + 1 + Encoding.UTF8.GetByteCount(key);
        Span<byte> named = length <= MostOnStack ? stackalloc byte[length] : new byte[length];
        var written = Encoding.UTF8.GetBytes(source, named);
        named[written++] = 0;
        Encoding.UTF8.GetBytes(key, named[written..]);
        return Of(at, named);
    }

    /// <inheritdoc cref="Of(DateTimeOffset, string, string)"/>
    /// <param name="at">When the row happened.</param>
    /// <param name="named">Source and key as UTF-8, with a zero byte between them.</param>
    public static Guid Of(DateTimeOffset at, ReadOnlySpan<byte> named)
    {
        Span<byte> id = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(named, id);
        Span<byte> milliseconds = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(milliseconds, Math.Max(0, at.ToUnixTimeMilliseconds()));
        milliseconds[2..].CopyTo(id);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id[..16], bigEndian: true);
    }
}
