using Custos.Text.Rewriting;

namespace Custos.Text.Views;

/// <summary>Which words were spelt with something between the letters, and what are they?</summary>
/// <remarks>
/// Four letters or more with the same blanks between them, or three with the same sign, are joined when what comes out is spelt like
/// a word (at most <see cref="MostBits"/> bits a letter): so are <c>i g n o r e</c> and <c>b.o.m.b</c>, but not <c>1.2.3.4</c>, nor the
/// columns of a table. Wider blanks inside the run part words. East Asian characters, which often stand apart, are left as they are. O(n).
/// </remarks>
internal static class JoinedLetters
{
    /// <summary>More surprise a letter than words have, in bits.</summary>
    public const double MostBits = 5.2;

    private const int FewestBetweenBlanks = 4;
    private const int FewestBetweenSigns = 3;
    private const int LongestSeparator = 3;

    /// <summary>Writes the text with such words joined.</summary>
    public static void Join(ReadOnlySpan<char> text, MappedText joined, TransformCounts counts)
    {
        joined.Clear();
        int copied = 0, at = 0;
        while (at < text.Length)
        {
            if (!IsLone(text, at))
            {
                at++;
                continue;
            }

            var run = RunFrom(text, at);
            if (run.Length == 1)
            {
                at++;
                continue;
            }

            if (!run.IsWord)
            {
                // Its last letter may begin a run with another separator.
                at += run.Length - 1;
                continue;
            }

            joined.Copy(text, copied, at - copied);
            WriteRun(text.Slice(at, run.Length), at, run.Separator, joined);
            counts.Add(Transform.Joined, run.Letters);
            at += run.Length;
            copied = at;
        }

        joined.Copy(text, copied, text.Length - copied);
    }

    /// <summary>Is it one letter, digit or sign for a letter, with nothing of a word beside it?</summary>
    private static bool IsLone(ReadOnlySpan<char> text, int at) =>
        IsPart(text[at]) && (at == 0 || !IsPart(text[at - 1])) && (at + 1 == text.Length || !IsPart(text[at + 1]));

    private static bool IsPart(char unit)
    {
        if (unit < 128) return char.IsAsciiLetterOrDigit(unit) || unit is '@' or '$';
        if (char.IsSurrogate(unit)) return false;
        var entry = CharacterTable.EntryOf(unit);
        return entry.IsWord && entry.Script != Script.EastAsian;
    }

    private static Run RunFrom(ReadOnlySpan<char> text, int start)
    {
        var separator = GapAfter(text, start);
        if (separator is 0 or > LongestSeparator || start + 1 + separator >= text.Length || !IsLone(text, start + 1 + separator)) return new Run(1, separator, 1, false);
        int at = start, parts = 1, letters = char.IsLetter(text[start]) ? 1 : 0;
        var isBlank = text[start + 1] == ' ';
        while (true)
        {
            var gap = GapAfter(text, at);
            var next = at + 1 + gap;
            if (next >= text.Length || !IsLone(text, next) || !Continues(text, start + 1, separator, at + 1, gap, isBlank)) break;
            at = next;
            parts++;
            letters += char.IsLetter(text[at]) ? 1 : 0;
        }

        var length = at + 1 - start;
        var isWord = letters >= 2 && parts >= (isBlank ? FewestBetweenBlanks : FewestBetweenSigns) && BitsOf(text.Slice(start, length), separator) <= MostBits * parts;
        return new Run(length, separator, parts, isWord);
    }

    private static bool Continues(ReadOnlySpan<char> text, int first, int length, int gapStart, int gap, bool isBlank)
    {
        if (gap == length) return text.Slice(first, length).SequenceEqual(text.Slice(gapStart, gap));
        return isBlank && gap > length && gap <= length + LongestSeparator && text.Slice(gapStart, gap).TrimEnd(' ').IsEmpty;
    }

    /// <summary>How many characters that are no part of a word follow?</summary>
    private static int GapAfter(ReadOnlySpan<char> text, int at)
    {
        var end = at + 1;
        while (end < text.Length && end - at - 1 <= LongestSeparator * 2 && !IsPart(text[end])) end++;
        return end - at - 1;
    }

    private static double BitsOf(ReadOnlySpan<char> run, int separator)
    {
        int first = 0, second = 0;
        long cost = 0;
        for (var at = 0; at < run.Length;)
        {
            if (run[at] >= 128) return 0;
            var symbol = LetterModel.SymbolOf(LeetAlphabet.MostLikely(run[at]));
            cost += LetterModel.Cost(first, second, symbol);
            (first, second) = (second, symbol);
            var gap = GapAfter(run, at);
            if (gap > separator) (first, second) = (0, 0);
            at += 1 + gap;
        }

        return cost / (double)LetterModel.UnitsPerBit;
    }

    private static void WriteRun(ReadOnlySpan<char> run, int start, int separator, MappedText joined)
    {
        for (var at = 0; at < run.Length;)
        {
            joined.Substitute(start + at, run.Slice(at, 1));
            var gap = GapAfter(run, at);
            if (gap > separator && at + 1 + gap <= run.Length) joined.Replace(start + at + 1, gap, ' ');
            at += 1 + gap;
        }
    }

    private readonly record struct Run(int Length, int Separator, int Letters, bool IsWord);
}
