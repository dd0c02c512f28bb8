using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Custos.Text;

/// <summary>What does folding make of a code point, and what kind of character is it?</summary>
/// <remarks>
/// The table is Unicode 14.0 as Python 3.11 has it, made by <c>FoldTable.py</c>, which also tells the layout. It is
/// carried rather than asked of the platform for three reasons: a model means the same on every machine whatever ICU is
/// there; the platform has no public combining class; and it needs no start-up of ICU. Folding a code point does not
/// depend on its neighbours (final sigma apart, which <see cref="FoldedText"/> sees to): canonical ordering only moves
/// characters that folding removes. Cost O(1). Thread-safe.
/// </remarks>
internal static class FoldTable
{
    private const int HeaderBytes = 16;
    private const int PageSize = 128;
    private const int Runs = 0x110000 / PageSize;

    private static readonly ushort[] Pages = ReadPages(out Version, out Entries, out Pool);
    private static readonly uint[] Entries;
    private static readonly byte[] Pool;

    /// <summary>The major version of Unicode that the table was made from.</summary>
    public static readonly int Version;

    /// <summary>The most UTF-8 bytes that one code point is folded to.</summary>
    public const int LongestFold = 33;

    /// <param name="codePoint">In [0, 0x10FFFF]; a surrogate has no property.</param>
    public static uint EntryOf(int codePoint) => Entries[(Pages[codePoint / PageSize] * PageSize) + (codePoint % PageSize)];

    /// <summary>Is it one of Python's <c>\w</c>: a letter, a number or an underscore?</summary>
    public static bool IsWord(uint entry) => (entry & 1) != 0;

    public static bool IsSpace(uint entry) => (entry & 2) != 0;

    public static bool IsCased(uint entry) => (entry & 4) != 0;

    public static bool IsCaseIgnorable(uint entry) => (entry & 8) != 0;

    /// <summary>Does folding change it (to nothing, for a combining mark)?</summary>
    public static bool IsFolded(uint entry) => (entry & 16) != 0;

    /// <summary>The UTF-8 bytes that it is folded to, where <see cref="IsFolded"/>.</summary>
    public static ReadOnlySpan<byte> FoldOf(uint entry) => Pool.AsSpan((int)(entry >> 11), (int)(entry >> 5) & 63);

    private static ushort[] ReadPages(out int version, out uint[] entries, out byte[] pool)
    {
        using var stream = typeof(FoldTable).Assembly.GetManifestResourceStream("Custos.Text.FoldTable.bin")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        if (!BitConverter.IsLittleEndian || !bytes.AsSpan(0, 4).SequenceEqual("CFLD"u8))
        {
            throw new PlatformNotSupportedException("The folding table is little-endian; this machine is not.");
        }

        version = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
        var entryBytes = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8)) * PageSize * sizeof(uint);
        var pages = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan(HeaderBytes, Runs * sizeof(ushort))).ToArray();
        entries = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan(HeaderBytes + (Runs * sizeof(ushort)), entryBytes)).ToArray();
        pool = bytes[(HeaderBytes + (Runs * sizeof(ushort)) + entryBytes)..];
        return pages;
    }

    /// <summary>The code point that starts at <paramref name="index"/>, and how many bytes it takes; the bytes are well-formed UTF-8.</summary>
    public static Rune RuneAt(ReadOnlySpan<byte> utf8, int index, out int bytes)
    {
        _ = Rune.DecodeFromUtf8(utf8[index..], out var rune, out bytes);
        return rune;
    }
}
