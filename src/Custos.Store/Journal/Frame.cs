using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Custos.Store.Journal;

/// <summary>Where does one append begin and end in the journal, and is it whole? A frame holds the events of one append, all or none.</summary>
/// <remarks>
/// Little-endian: marker (4 bytes), payload length (4), CRC-32C (4) of all that follows and the length, first sequence number (8),
/// number of events (4), payload. The checksum starts from the segment's random seed, so that a text that imitates a frame is not taken for one.
/// </remarks>
/// <param name="Offset">Where the frame begins in its segment.</param>
/// <param name="Sequence">The number of its first event; numbers rise through the journal, with gaps where an append was refused.</param>
/// <param name="Count">How many events it holds.</param>
/// <param name="Length">The payload's length in bytes.</param>
internal readonly record struct Frame(long Offset, long Sequence, int Count, int Length)
{
    public const int HeaderBytes = 24;

    /// <summary>The longest payload; a longer one is refused before it is written, and a longer length when read is damage.</summary>
    public const int MaxPayloadBytes = 256 * 1024 * 1024;

    private const uint Marker = 0x314D5246; // "FRM1"

    public static ReadOnlySpan<byte> MarkerBytes => "FRM1"u8;

    public long End => Offset + HeaderBytes + Length;

    public long LastSequence => Sequence + Count - 1;

    /// <summary>Writes the header before a payload that is already in place, but for the checksum.</summary>
    public static void WriteHeader(Span<byte> header, int payloadBytes, long sequence, int count)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, Marker);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], payloadBytes);
        BinaryPrimitives.WriteInt64LittleEndian(header[12..], sequence);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], count);
    }

    /// <summary>Writes the checksums of frames that lie one after the other.</summary>
    public static void Seal(Span<byte> frames, uint seed)
    {
        while (!frames.IsEmpty)
        {
            var length = HeaderBytes + BinaryPrimitives.ReadInt32LittleEndian(frames[4..]);
            BinaryPrimitives.WriteUInt32LittleEndian(frames[8..], Checksum(frames[..length], seed));
            frames = frames[length..];
        }
    }

    /// <summary>The frame at the beginning of these bytes; null when it is damaged or not all there.</summary>
    /// <param name="bytes">From the frame's first byte on.</param>
    /// <param name="offset">Where that byte lies in its segment.</param>
    /// <param name="seed">The segment's seed.</param>
    /// <param name="needs">How many bytes must be there to tell; more than there are when they are not all there.</param>
    public static Frame? Read(ReadOnlySpan<byte> bytes, long offset, uint seed, out int needs)
    {
        needs = HeaderBytes;
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Marker) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (length is < 0 or > MaxPayloadBytes) return null;
        needs = HeaderBytes + length;
        if (bytes.Length < needs) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Checksum(bytes[..needs], seed)) return null;
        return new Frame(offset, BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]), length);
    }

    /// <summary>CRC-32C of any bytes, continued from <paramref name="crc"/>.</summary>
    /// <remarks>The Castagnoli polynomial, which processors compute by themselves: 8 bytes per step.</remarks>
    public static uint Crc(ReadOnlySpan<byte> bytes, uint crc)
    {
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes)) crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in bytes[(bytes.Length & ~7)..]) crc = BitOperations.Crc32C(crc, rest);
        return crc;
    }

    private static uint Checksum(ReadOnlySpan<byte> frame, uint seed) =>
        Crc(frame[12..], BitOperations.Crc32C(seed, BinaryPrimitives.ReadUInt32LittleEndian(frame[4..])));
}
