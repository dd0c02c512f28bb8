using System.Buffers.Binary;

namespace Custos.Store.DuckDb;

/// <summary>How does DuckDB write a UUID? As a signed 128-bit number whose top bit is flipped, so that numbers sort as UUIDs do.</summary>
internal static class Uuid
{
    private static readonly Int128 Top = Int128.MinValue;

    /// <summary>The UUID's 128 bits, most significant first.</summary>
    public static UInt128 ToWide(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>What lies in a vector.</summary>
    public static Int128 ToStored(Guid value) => (Int128)ToWide(value) ^ Top;

    public static Guid FromStored(Int128 stored)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128BigEndian(bytes, stored ^ Top);
        return new Guid(bytes, bigEndian: true);
    }
}
