using System.Runtime.InteropServices;
using System.Text;

namespace Custos.Text.Views;

/// <summary>What does normalisation make of a code point?</summary>
/// <remarks>
/// The table is Unicode's own data, made by <c>CharacterTable.py</c>, which tells sources and layout. It is carried rather than
/// asked of the platform: a view means the same on every machine whatever ICU is there, and is read without allocating.
/// Cost O(1) a code point. Thread-safe.
/// </remarks>
internal static class CharacterTable
{
    public const int UnicodeVersion = 15;

    private const int PageSize = 128;
    private const int Runs = 0x110000 / PageSize;

    private static readonly Sections Loaded = Load();
    private static readonly ushort[] EntryPages = Loaded.Pages[0];
    private static readonly uint[] Entries = Loaded.Entries;

    public static CharacterEntry EntryOf(int codePoint) => new(Entries[(EntryPages[codePoint / PageSize] * PageSize) + (codePoint % PageSize)]);

    /// <summary>The UTF-16 units that it is mapped to, where <see cref="CharacterEntry.IsMapped"/>.</summary>
    public static ReadOnlySpan<char> MappingOf(CharacterEntry entry) => Loaded.Pool.AsSpan(entry.MappingStart, entry.MappingLength);

    /// <summary>The ASCII letter that this code point is drawn like, or NUL.</summary>
    public static char SkeletonOf(int codePoint) => (char)Loaded.Skeletons[(Loaded.Pages[1][codePoint / PageSize] * PageSize) + (codePoint % PageSize)];

    /// <summary>The canonical combining class.</summary>
    public static byte ClassOf(int codePoint) => Loaded.Classes[(Loaded.Pages[2][codePoint / PageSize] * PageSize) + (codePoint % PageSize)];

    /// <summary>What two code points compose to, or 0.</summary>
    /// <remarks>Source: the Unicode Standard, sections 3.11 and 3.12 (Hangul).</remarks>
    public static int Compose(int first, int second)
    {
        if (first is >= 0x1100 and < 0x1113 && second is >= 0x1161 and < 0x1176)
        {
            return 0xAC00 + (((first - 0x1100) * 21) + (second - 0x1161)) * 28;
        }

        if (first is >= 0xAC00 and < 0xD7A4 && (first - 0xAC00) % 28 == 0 && second is > 0x11A7 and < 0x11C3)
        {
            return first + (second - 0x11A7);
        }

        return Loaded.Compositions.TryGetValue(Pair(first, second), out var composed) ? composed : 0;
    }

    /// <summary>The two code points that this one is composed of, where it is composed (Hangul syllables are left whole).</summary>
    public static bool TryDecompose(int composed, out int first, out int second)
    {
        (first, second) = (0, 0);
        // Most characters are not composed, and a bit says so sooner than the dictionary.
        if ((Loaded.Composed[composed >> 6] >> (composed & 63) & 1) == 0) return false;
        var pair = Loaded.Decompositions[composed];
        (first, second) = ((int)(pair >> 32), (int)(uint)pair);
        return true;
    }

    private static ulong Pair(int first, int second) => ((ulong)(uint)first << 32) | (uint)second;

    private static Sections Load()
    {
        using var stream = typeof(CharacterTable).Assembly.GetManifestResourceStream("Custos.Text.Views.CharacterTable.bin")!;
        using var reader = new BinaryReader(stream, Encoding.ASCII);
        if (!BitConverter.IsLittleEndian || !reader.ReadBytes(4).AsSpan().SequenceEqual("CVEW"u8) || reader.ReadInt32() != UnicodeVersion)
        {
            throw new PlatformNotSupportedException("The table of characters is little-endian and of Unicode 15; this build or machine is not.");
        }

        Span<int> sizes = stackalloc int[5];
        foreach (ref var size in sizes) size = reader.ReadInt32();
        ushort[][] pages = [Read<ushort>(reader, Runs), Read<ushort>(reader, Runs), Read<ushort>(reader, Runs)];
        var entries = Read<uint>(reader, sizes[0] * PageSize);
        var skeletons = reader.ReadBytes(sizes[1] * PageSize);
        var classes = reader.ReadBytes(sizes[2] * PageSize);
        var rows = Read<int>(reader, sizes[3] * 3);
        var pool = Read<char>(reader, sizes[4]);
        var compositions = new Dictionary<ulong, int>(sizes[3]);
        var decompositions = new Dictionary<int, ulong>(sizes[3]);
        var composed = new ulong[0x110000 / 64];
        for (var i = 0; i < rows.Length; i += 3)
        {
            compositions.Add(Pair(rows[i], rows[i + 1]), rows[i + 2]);
            decompositions.Add(rows[i + 2], Pair(rows[i], rows[i + 1]));
            composed[rows[i + 2] >> 6] |= 1UL << (rows[i + 2] & 63);
        }

        return new Sections(pages, entries, skeletons, classes, pool, compositions, decompositions, composed);
    }

    private static T[] Read<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var items = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(items.AsSpan()));
        return items;
    }

    private sealed record Sections(
        ushort[][] Pages, uint[] Entries, byte[] Skeletons, byte[] Classes, char[] Pool, Dictionary<ulong, int> Compositions, Dictionary<int, ulong> Decompositions, ulong[] Composed);
}

/// <summary>What kind of character is it?</summary>
internal readonly record struct CharacterEntry(uint Bits)
{
    public Script Script => (Script)(Bits & 7);

    /// <summary>Is it a letter, a number or a mark?</summary>
    public bool IsWord => (Bits & 8) != 0;

    /// <summary>May it reorder with or compose with what stands before it?</summary>
    public bool JoinsBefore => (Bits & 16) != 0;

    /// <summary>Is it a combining mark that any script may bear, as zalgo text does?</summary>
    public bool IsCommonMark => (Bits & 32) != 0;

    public bool IsScriptMark => (Bits & 64) != 0;

    public bool IsMapped => (Bits & 128) != 0;

    public bool IsRemoved => (Bits & 0x1F80) == 128;

    /// <summary>Does it stand for itself, whatever is around it?</summary>
    public bool IsPlain => (Bits & (16 | 32 | 64 | 128)) == 0;

    public int MappingLength => (int)(Bits >> 8) & 31;

    public int MappingStart => (int)(Bits >> 13);
}

/// <summary>Which script is a character of, as far as mixing scripts inside a word matters?</summary>
internal enum Script
{
    None,
    Latin,
    Cyrillic,
    Greek,
    OtherAlphabet,
    EastAsian,
    Other,
}
