using System.Globalization;
using System.Text;
using Custos.Text.Tokens;

namespace Custos.Text.TokenSteps;

/// <summary>What does a step make of a text, before it is cut?</summary>
internal delegate AlignedText NormalisingStep(AlignedText text);

/// <summary>The steps that tokenizer.json names as normalizers, with every character's place kept.</summary>
/// <remarks>
/// What several characters become together stands where they all stood: of <c>e</c> and a combining accent, both. O(n) each. Thread-safe.
/// </remarks>
internal static class NormalisingSteps
{
    /// <summary>Unicode's normalisation, from one character that stands by itself to the next.</summary>
    public static NormalisingStep Unicode(NormalizationForm form) => text =>
    {
        var result = new AlignedText(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = at + Units(text.Chars, at);
            while (end < text.Length && !StandsAlone(text.Chars, end)) end += Units(text.Chars, end);
            AddNormalised(text, at, end, form, result);
            at = end;
        }

        return result;
    };

    public static AlignedText Lowercase(AlignedText text) => Map(text, (rune, into) =>
        rune.Value == 0x130 ? Append(into, "i\u0307") : Append(into, Rune.ToLowerInvariant(rune)));

    public static AlignedText StripAccents(AlignedText text) => Map(text, (rune, into) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark ? 0 : Append(into, rune));

    /// <summary>What BERT cleans away: NUL, U+FFFD, controls; every blank becomes a space.</summary>
    public static AlignedText Clean(AlignedText text) => Map(text, (rune, into) =>
    {
        if (rune.Value is '\t' or '\n' or '\r') return Append(into, new Rune(' '));
        var isGone = rune.Value is 0 or 0xFFFD || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
        return isGone ? 0 : Append(into, IsSpace(rune) ? new Rune(' ') : rune);
    });

    /// <summary>Puts blanks around Chinese characters.</summary>
    public static AlignedText PartChinese(AlignedText text) => Map(text, (rune, into) =>
        IsChinese(rune.Value) ? Append(into, $" {rune} ") : Append(into, rune));

    public static NormalisingStep Strip(bool left, bool right) => text =>
    {
        var (start, end) = (0, text.Length);
        while (left && start < end && char.IsWhiteSpace(text.Chars[start])) start++;
        while (right && end > start && char.IsWhiteSpace(text.Chars[end - 1])) end--;
        var result = new AlignedText(end - start);
        result.Add(text, start, end);
        return result;
    };

    /// <summary>Puts something before a text that is not empty.</summary>
    public static NormalisingStep Prepend(string what) => text =>
    {
        var result = new AlignedText(text.Length + what.Length);
        if (text.Length > 0) result.Add(what, text.PlaceOf(0));
        result.Add(text, 0, text.Length);
        return result;
    };

    public static NormalisingStep Replace(TextPattern pattern, string with) => text =>
    {
        var result = new AlignedText(text.Length);
        var at = 0;
        foreach (var (start, end) in pattern.MatchesIn(text.Chars))
        {
            result.Add(text, at, start);
            if (start < end) result.Add(with, text.PlaceOf(start, end));
            at = end;
        }

        result.Add(text, at, text.Length);
        return result;
    };

    private delegate int RuneStep(Rune rune, Span<char> into);

    private static AlignedText Map(AlignedText text, RuneStep step)
    {
        var result = new AlignedText(text.Length);
        Span<char> into = stackalloc char[8];
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.Chars[at..], out var rune, out var units);
            result.Add(into[..step(rune, into)], text.PlaceOf(at, at + units));
            at += units;
        }

        return result;
    }

    private static int Append(Span<char> into, Rune rune) => rune.EncodeToUtf16(into);

    private static int Append(Span<char> into, string text)
    {
        text.CopyTo(into);
        return text.Length;
    }

    private static void AddNormalised(AlignedText text, int start, int end, NormalizationForm form, AlignedText result)
    {
        var chars = text.Chars[start..end];
        if (chars.Length == 1 && chars[0] < 0x80)
        {
            result.Add(chars[0], text.PlaceOf(start));
            return;
        }

        var normal = Normal(chars, form);
        var from = result.Length;
        for (var at = start; at < end; at += Units(text.Chars, at))
        {
            var stop = at + Units(text.Chars, at);
            result.Add(Normal(text.Chars[at..stop], form), text.PlaceOf(at, stop));
        }

        // Where characters were joined or changed places, they stand where all of them stood.
        if (result.Chars[from..].SequenceEqual(normal)) return;
        result.CutTo(from);
        result.Add(normal, text.PlaceOf(start, end));
    }

    // Lone surrogates are refused by the platform.
    private static string Normal(ReadOnlySpan<char> chars, NormalizationForm form) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(chars.ToString())).Normalize(form);

    private static bool StandsAlone(ReadOnlySpan<char> text, int at)
    {
        Rune.DecodeFromUtf16(text[at..], out var rune, out _);
        // Jamo of all kinds make syllables together; halfwidth voice marks go with the kana before them.
        return rune.Value is < 0x300 || (rune.Value is not ((>= 0x1100 and <= 0x11FF) or (>= 0x3131 and <= 0x318E) or (>= 0xA960 and <= 0xA97C) or (>= 0xD7B0 and <= 0xD7FB) or (>= 0xFF9E and <= 0xFFDC))
            && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark));
    }

    private static int Units(ReadOnlySpan<char> text, int at)
    {
        Rune.DecodeFromUtf16(text[at..], out _, out var units);
        return units;
    }

    private static bool IsSpace(Rune rune) => (CharacterKinds.Of(rune.Value) & CharacterKinds.Space) != 0;

    private static bool IsChinese(int code) => code is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF)
        or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
