using System.Globalization;
using System.Text;

namespace Custos.Text.Languages;

/// <summary>What does a run of three letters say for each language?</summary>
/// <remarks>Made by <c>LanguageTable.py</c>, which tells source and layout. 0.9 MB once loaded. Immutable and thread-safe.</remarks>
internal static class LanguageTable
{
    /// <summary>Savings are in sixteenths of a bit against a run that no language lists.</summary>
    public const int UnitsPerBit = 16;

    /// <summary>Languages a row: those of one script, and zeros.</summary>
    public const int Width = 32;

    /// <summary>Scripts that several languages share, from 1; those that tell one language come after.</summary>
    public const int SharedScripts = 4;

    /// <summary>A letter of a shared script that none of its languages has.</summary>
    public const int OtherLetter = 255;

    /// <summary>The class of what stands in a word without being a letter of its own.</summary>
    public const ushort Transparent = 0xFF00;

    private const int SlotBits = 16;

    // One language each, as far as this table goes; Han and kana are told apart by the caller.
    private static readonly (string Code, char First, char Last)[] OwnScripts =
    [
        ("zh", '\u3400', '\u4DBF'), ("zh", '\u4E00', '\u9FFF'), ("zh", '\uF900', '\uFAFF'), ("ja", '\u3041', '\u30FF'), ("ja", '\u31F0', '\u31FF'), ("ja", '\uFF66', '\uFF9F'),
        ("ko", '\uAC00', '\uD7A3'), ("ko", '\u1100', '\u11FF'), ("ko", '\u3131', '\u318E'), ("el", '\u0370', '\u03FF'), ("el", '\u1F00', '\u1FFF'),
        ("he", '\u0590', '\u05FF'), ("th", '\u0E00', '\u0E7F'), ("bn", '\u0980', '\u09FF'), ("pa", '\u0A00', '\u0A7F'), ("gu", '\u0A80', '\u0AFF'),
        ("ta", '\u0B80', '\u0BFF'), ("te", '\u0C00', '\u0C7F'), ("kn", '\u0C80', '\u0CFF'), ("ml", '\u0D00', '\u0D7F'), ("si", '\u0D80', '\u0DFF'),
        ("lo", '\u0E80', '\u0EFF'), ("my", '\u1000', '\u109F'), ("ka", '\u10A0', '\u10FF'), ("hy", '\u0530', '\u058F'), ("km", '\u1780', '\u17FF'),
    ];

    private static readonly (char First, char Last, int Script)[] SharedRanges =
    [
        ('\u00C0', '\u024F', 1), ('\u1E00', '\u1EFF', 1), ('\u0400', '\u052F', 2), ('\u0600', '\u06FF', 3), ('\u0750', '\u077F', 3), ('\u0900', '\u097F', 4),
    ];

    /// <summary>The languages whose script tells them, each once, in the order of their scripts' numbers.</summary>
    public static readonly string[] Own = [.. OwnScripts.Select(script => script.Code).Distinct()];

    private static readonly string[][] Shared = new string[SharedScripts][];
    private static readonly ushort[] Classes = new ushort[0x10000];
    private static readonly uint[] Keys = new uint[1 << SlotBits];
    private static readonly ushort[] RowNumbers = new ushort[1 << SlotBits];
    private static readonly byte[] Rows = Load();

    /// <summary>The languages of a shared script, in the order of a row.</summary>
    /// <param name="script">From 1.</param>
    public static string[] LanguagesOf(int script) => Shared[script - 1];

    /// <summary>The script in the upper byte, from 1, and the letter of a shared script in the lower one; 0 for what is no letter.</summary>
    public static ushort ClassOf(char unit) => Classes[unit];

    /// <summary>What three letters of a script save for each of its languages; zeros for what is not listed.</summary>
    public static ReadOnlySpan<byte> SavingsOf(int script, int first, int second, int third)
    {
        var key = KeyOf(script, first, second, third);
        var slot = SlotOf(key);
        while (Keys[slot] != key && Keys[slot] != 0) slot = (slot + 1) & ((1 << SlotBits) - 1);
        return Rows.AsSpan(RowNumbers[slot] * Width, Width);
    }

    private static uint KeyOf(int script, int first, int second, int third) => ((uint)script << 24) | ((uint)first << 16) | ((uint)second << 8) | (uint)third;

    private static int SlotOf(uint key) => (int)((key * 2654435769u) >> (32 - SlotBits));

    private static byte[] Load()
    {
        ClassifyRanges();
        using var stream = typeof(LanguageTable).Assembly.GetManifestResourceStream("Custos.Text.Languages.LanguageTable.bin")!;
        using var reader = new BinaryReader(stream, Encoding.ASCII);
        if (!reader.ReadBytes(4).AsSpan().SequenceEqual("CLNG"u8) || reader.ReadUInt16() != SharedScripts) throw new InvalidDataException("The table of languages is not this build's.");
        // Row 0 is that of what is not listed.
        var rows = new List<byte>(new byte[Width]);
        for (var script = 1; script <= SharedScripts; script++) LoadScript(reader, script, rows);
        return [.. rows];
    }

    private static void LoadScript(BinaryReader reader, int script, List<byte> rows)
    {
        int languages = reader.ReadByte();
        Shared[script - 1] = [.. Enumerable.Range(0, languages).Select(_ => Encoding.ASCII.GetString(reader.ReadBytes(2)))];
        for (int forms = reader.ReadUInt16(); forms > 0; forms--)
        {
            var (small, capital) = (reader.ReadUInt16(), reader.ReadUInt16());
            Classes[small] = Classes[capital] = (ushort)((script << 8) | reader.ReadByte());
        }

        for (var left = reader.ReadUInt32(); left > 0; left--)
        {
            var key = ((uint)script << 24) | reader.ReadUInt32();
            var slot = SlotOf(key);
            while (Keys[slot] != 0) slot = (slot + 1) & ((1 << SlotBits) - 1);
            (Keys[slot], RowNumbers[slot]) = (key, (ushort)(rows.Count / Width));
            rows.AddRange(reader.ReadBytes(languages));
            rows.AddRange(new byte[Width - languages]);
        }
    }

    private static void ClassifyRanges()
    {
        foreach (var (first, last, script) in SharedRanges) Classify(first, last, (ushort)((script << 8) | OtherLetter));
        foreach (var (code, first, last) in OwnScripts) Classify(first, last, (ushort)((SharedScripts + 1 + Array.IndexOf(Own, code)) << 8));
        Array.Fill(Classes, Transparent, 0x0300, 0x0370 - 0x0300);
        foreach (var joiner in "\u00AD\u200B\u200C\u200D\u2060\uFEFF") Classes[joiner] = Transparent;
    }

    private static void Classify(char first, char last, ushort value)
    {
        for (int unit = first; unit <= last; unit++)
        {
            if (char.IsLetter((char)unit) || char.GetUnicodeCategory((char)unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) Classes[unit] = value;
        }
    }
}
