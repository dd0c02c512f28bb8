using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Custos.Text.Tokens;

/// <summary>What kinds of character is a code point, as the rules that cut texts for tokenizers tell them apart?</summary>
/// <remarks>Categories are those the runtime carries; they do not depend on the machine. O(1). Thread-safe.</remarks>
internal static class CharacterKinds
{
    public const byte Letter = 1;
    public const byte Number = 2;
    public const byte Space = 4;
    public const byte NewLine = 8;

    /// <summary>Letters that are not small, and marks.</summary>
    public const byte Upper = 16;

    /// <summary>Letters that are not capital, and marks.</summary>
    public const byte Lower = 32;

    /// <summary>What <c>\w</c> is to regular expressions.</summary>
    public const byte Word = 64;

    /// <summary>Unicode's punctuation, and ASCII's signs besides.</summary>
    public const byte Punctuation = 128;

    private static readonly byte[] Plane = MakePlane();

    /// <summary>The kinds of the code point at a place, and how many UTF-16 units it has. A lone surrogate is as U+FFFD.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte At(ReadOnlySpan<char> text, int at, out int length)
    {
        var first = text[at];
        length = 1;
        return char.IsSurrogate(first) ? OfSurrogate(text[at..], out length) : Plane[first];
    }

    public static byte Of(int codePoint) => codePoint < Plane.Length ? Plane[codePoint] : KindsOf(codePoint);

    private static byte OfSurrogate(ReadOnlySpan<char> text, out int length)
    {
        Rune.DecodeFromUtf16(text, out var rune, out length);
        return Of(rune.Value);
    }

    private static byte[] MakePlane()
    {
        var plane = new byte[0x10000];
        for (var i = 0; i < plane.Length; i++) plane[i] = KindsOf(i);
        return plane;
    }

    private static byte KindsOf(int codePoint)
    {
        var category = CharUnicodeInfo.GetUnicodeCategory(codePoint);
        var kinds = category switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => Letter | Upper | Word,
            UnicodeCategory.LowercaseLetter => Letter | Lower | Word,
            UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Letter | Upper | Lower | Word,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => Upper | Lower | Word,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber => Number | Word,
            UnicodeCategory.OtherNumber => Number,
            UnicodeCategory.ConnectorPunctuation => Punctuation | Word,
            >= UnicodeCategory.DashPunctuation and <= UnicodeCategory.OtherPunctuation => Punctuation,
            _ => 0,
        };
        if (codePoint < 0x10000 && char.IsWhiteSpace((char)codePoint)) kinds |= Space;
        if (codePoint is '\r' or '\n') kinds |= NewLine;
        if (codePoint < 0x80 && (char.IsAsciiLetterOrDigit((char)codePoint) || codePoint <= ' ' || codePoint == 0x7F) is false) kinds |= Punctuation;
        return (byte)kinds;
    }
}
