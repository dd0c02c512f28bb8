using System.Text;

namespace Custos.Text.Views;

/// <summary>Which words mix alphabets inside, and what are they in Latin letters?</summary>
/// <remarks>
/// A word of one script is left as it is, and so is one that mixes Latin with East Asian characters, as honest text does. In a word
/// with letters of Latin and of another alphabet, and in one with Latin letters drawn for phonetics, with ASCII or alone, every letter that
/// looks like an ASCII one becomes it (UTS 39): small capitals are decoration. Characters keep their places. O(n).
/// </remarks>
internal static class MixedScripts
{
    private const int Latin = 1 << (int)Script.Latin;
    private const int Phonetic = 1 << 8;
    private const int Alphabets = (1 << (int)Script.Cyrillic) | (1 << (int)Script.Greek) | (1 << (int)Script.OtherAlphabet) | (1 << (int)Script.Other) | Phonetic;

    /// <summary>Might a text with letters beyond ASCII of these scripts hold such a word at all?</summary>
    public static bool Concerns(int scripts) => (scripts & (Alphabets | Latin)) != 0;

    /// <summary>Folds such words in place.</summary>
    public static void Fold(Span<char> text, TransformCounts counts)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = start;
            var scripts = 0;
            while (end < text.Length && ScriptsOf(text, end, out var taken) is var found and >= 0)
            {
                scripts |= found;
                end += taken;
            }

            if (((scripts & Latin) != 0 && (scripts & Alphabets) != 0) || scripts == Phonetic) FoldWord(text[start..end], counts);
            start = end + 1;
        }
    }

    private static void FoldWord(Span<char> word, TransformCounts counts)
    {
        foreach (ref var unit in word)
        {
            if (unit < 128 || char.IsSurrogate(unit)) continue;
            var skeleton = CharacterTable.SkeletonOf(unit);
            if (skeleton == 0 || IsAccented(unit)) continue;
            unit = skeleton;
            counts.Add(Transform.Confusable);
        }
    }

    /// <summary>The scripts of the character, as bits; -1 where it ends a word.</summary>
    private static int ScriptsOf(ReadOnlySpan<char> text, int at, out int taken)
    {
        taken = 1;
        if (text[at] < 128) return char.IsAsciiLetter(text[at]) ? Latin : char.IsAsciiDigit(text[at]) ? 0 : -1;
        _ = Rune.DecodeFromUtf16(text[at..], out var rune, out taken);
        var entry = CharacterTable.EntryOf(rune.Value);
        if (!entry.IsWord) return -1;
        if (entry.Script is Script.None or Script.EastAsian) return 0;
        return entry.Script == Script.Latin && IsPhonetic(rune.Value) ? Phonetic : 1 << (int)entry.Script;
    }

    // IPA extensions, phonetic extensions and small capitals: letters that the orthography of no large language needs.
    private static bool IsPhonetic(int codePoint) => codePoint is (>= 0x250 and < 0x2B0) or (>= 0x1D00 and < 0x1DC0) or (>= 0xA720 and < 0xA800) or (>= 0xAB30 and < 0xAB70);

    // Latin letters with accents or strokes belong to their languages; matching without accents is the lexicon's choice.
    private static bool IsAccented(char unit) => unit is >= (char)0xC0 and < (char)0x250 or >= (char)0x1E00 and < (char)0x1F00;
}
