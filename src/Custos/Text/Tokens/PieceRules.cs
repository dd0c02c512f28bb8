using static Custos.Text.Tokens.CharacterKinds;

namespace Custos.Text.Tokens;

/// <summary>Where does the piece that begins at a place of a text end, by a published rule?</summary>
/// <remarks>
/// Each rule is the regular expression that the tokenizer's publishers give (tiktoken's <c>pat_str</c>), written out by hand: what a
/// backtracking engine would match, found in one pass. O(n) for a whole text of any content.
/// </remarks>
internal static class PieceRules
{
    private const byte NotOther = Letter | Number | Space;

    // U+017F, the long s, is an s where case does not count.
    private const char LongS = '\u017F';

    /// <param name="text">The text.</param>
    /// <param name="start">Where the piece begins, before the end of the text.</param>
    /// <param name="rule">The rule.</param>
    public static int EndOf(ReadOnlySpan<char> text, int start, SplitRule rule) => rule switch
    {
        SplitRule.Gpt2 => Gpt2(text, start),
        SplitRule.Cl100K => Cl100K(text, start, 3),
        SplitRule.Qwen2 => Cl100K(text, start, 1),
        SplitRule.O200K => O200K(text, start),
        _ => text.Length,
    };

    // 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
    private static int Gpt2(ReadOnlySpan<char> text, int start)
    {
        var contraction = Contraction(text, start, anyCase: false);
        if (contraction > 0) return start + contraction;
        var at = text[start] == ' ' && start + 1 < text.Length ? start + 1 : start;
        var kinds = At(text, at, out var length);
        if ((kinds & Letter) != 0) return RunOf(text, at + length, Letter);
        if ((kinds & Number) != 0) return RunOf(text, at + length, Number);
        return (kinds & NotOther) == 0 ? RunOfOthers(text, at + length) : Blanks(text, start);
    }

    // (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
    private static int Cl100K(ReadOnlySpan<char> text, int start, int digits)
    {
        var contraction = Contraction(text, start, anyCase: true);
        if (contraction > 0) return start + contraction;
        var kinds = At(text, start, out var length);
        var next = start + length;
        if ((kinds & Letter) != 0) return RunOf(text, next, Letter);
        if ((kinds & Number) != 0) return Digits(text, start, digits);
        if ((kinds & NewLine) == 0 && next < text.Length && (At(text, next, out var second) & Letter) != 0) return RunOf(text, next + second, Letter);
        return Signs(text, start, kinds, next, withSlash: false) ?? LinesOrBlanks(text, start);
    }

    // [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|…)?
    // |[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|…)?
    // |\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+
    private static int O200K(ReadOnlySpan<char> text, int start)
    {
        var kinds = At(text, start, out var length);
        var next = start + length;
        if ((kinds & Number) != 0) return Digits(text, start, 3);
        var end = -1;
        var mayLead = (kinds & (Letter | NewLine)) == 0 && next < text.Length;
        if (mayLead) end = WordWithSmall(text, next);
        if (end < 0) end = WordWithSmall(text, start);
        if (end < 0 && mayLead) end = WordOfCapitals(text, next);
        if (end < 0) end = WordOfCapitals(text, start);
        return end >= 0 ? end + Contraction(text, end, anyCase: true) : Signs(text, start, kinds, next, withSlash: true) ?? LinesOrBlanks(text, start);
    }

    private static int WordWithSmall(ReadOnlySpan<char> text, int start)
    {
        var at = start;
        var lastOfBoth = -1;
        while (at < text.Length)
        {
            var kinds = At(text, at, out var length);
            if ((kinds & Upper) == 0) break;
            at += length;
            if ((kinds & Lower) != 0) lastOfBoth = at;
        }

        if (at < text.Length && (At(text, at, out var small) & Lower) != 0) return RunOf(text, at + small, Lower);
        return lastOfBoth;
    }

    private static int WordOfCapitals(ReadOnlySpan<char> text, int start)
    {
        var at = RunOf(text, start, Upper);
        return at > start ? RunOf(text, at, Lower) : -1;
    }

    private static int Digits(ReadOnlySpan<char> text, int start, int most)
    {
        var at = start;
        for (var i = 0; i < most && at < text.Length && (At(text, at, out var length) & Number) != 0; i++) at += length;
        return at;
    }

    private static int? Signs(ReadOnlySpan<char> text, int start, byte kinds, int next, bool withSlash)
    {
        var at = next;
        if (text[start] == ' ')
        {
            if (next == text.Length || (At(text, next, out var length) & NotOther) != 0) return null;
            at = next + length;
        }
        else if ((kinds & NotOther) != 0)
        {
            return null;
        }

        at = RunOfOthers(text, at);
        while (at < text.Length && (text[at] is '\r' or '\n' || (withSlash && text[at] == '/'))) at++;
        return at;
    }

    // \s*[\r\n]+|\s+(?!\S)|\s+
    private static int LinesOrBlanks(ReadOnlySpan<char> text, int start)
    {
        var afterLine = -1;
        var at = start;
        while (at < text.Length && (At(text, at, out _) & Space) != 0)
        {
            if (text[at++] is '\r' or '\n') afterLine = at;
        }

        return afterLine > 0 ? afterLine : Blanks(text, start);
    }

    // \s+(?!\S)|\s+: the last blank before a word is left to the word.
    private static int Blanks(ReadOnlySpan<char> text, int start)
    {
        var end = RunOf(text, start, Space);
        return end < text.Length && end - start > 1 ? end - 1 : end;
    }

    private static int RunOf(ReadOnlySpan<char> text, int at, byte kind)
    {
        while (at < text.Length && (At(text, at, out var length) & kind) != 0) at += length;
        return at;
    }

    private static int RunOfOthers(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (At(text, at, out var length) & NotOther) == 0) at += length;
        return at;
    }

    /// <summary>Units of 's 't 're 've 'm 'll 'd at a place, 0 for none.</summary>
    private static int Contraction(ReadOnlySpan<char> text, int at, bool anyCase)
    {
        if (at + 1 >= text.Length || text[at] != '\'') return 0;
        var first = Small(text[at + 1], anyCase);
        if (first is 's' or 't' or 'm' or 'd') return 2;
        if (at + 2 >= text.Length) return 0;
        var second = Small(text[at + 2], anyCase);
        return (first, second) is ('r', 'e') or ('v', 'e') or ('l', 'l') ? 3 : 0;
    }

    private static char Small(char letter, bool anyCase)
    {
        if (!anyCase) return letter;
        return letter == LongS ? 's' : (char)(letter | (char.IsAsciiLetterUpper(letter) ? 0x20 : 0));
    }
}
