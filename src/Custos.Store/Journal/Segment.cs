using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Custos.Records;

namespace Custos.Store.Journal;

/// <summary>Which file holds which part of the journal? A header, then frames; deleted whole once the database holds its events.</summary>
/// <param name="Path">The file, named by the sequence number of its first event.</param>
/// <param name="FirstSequence">That number.</param>
internal sealed record Segment(string Path, long FirstSequence)
{
    public const int HeaderBytes = 32;

    /// <summary>The newest layout that this program reads and the one it writes.</summary>
    public const int Version = 1;

    private const string Ending = ".journal";

    private static ReadOnlySpan<byte> Magic => "CUSTOSJ\n"u8;

    public static Segment In(string directory, long firstSequence) =>
        new(System.IO.Path.Combine(directory, firstSequence.ToString("D19", CultureInfo.InvariantCulture) + Ending), firstSequence);

    /// <summary>The segments of a folder, oldest first; none when the folder is not there.</summary>
    public static IReadOnlyList<Segment> AllIn(string directory) => !Directory.Exists(directory) ? [] :
    [
        .. from path in Directory.EnumerateFiles(directory, "*" + Ending)
           let name = System.IO.Path.GetFileNameWithoutExtension(path)
           where name.Length == 19 && name.All(char.IsAsciiDigit)
           let first = long.Parse(name, CultureInfo.InvariantCulture)
           orderby first
           select new Segment(path, first),
    ];

    /// <summary>A header for a new segment; its checksum seed is drawn at random.</summary>
    public static byte[] NewHeader(long firstSequence, out uint seed)
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
        RandomNumberGenerator.Fill(header.AsSpan(12, 4));
        seed = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(12));
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), firstSequence);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(28), Frame.Crc(header.AsSpan(0, 28), 0));
        return header;
    }

    /// <summary>The checksum seed of a segment's header; null when the header is not whole, as after a crash while it was made.</summary>
    /// <exception cref="BadInputException">A newer program wrote it.</exception>
    public uint? SeedOf(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderBytes || !header[..8].SequenceEqual(Magic)) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[28..]) != Frame.Crc(header[..28], 0)) return null;
        var version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (version > Version)
        {
            throw new BadInputException(
                string.Create(CultureInfo.InvariantCulture, $"The journal was written by a newer Custos (layout {version}, this one reads {Version})."),
                "Start the newer program.",
                Path);
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
    }
}
