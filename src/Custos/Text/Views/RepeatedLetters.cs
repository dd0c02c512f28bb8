using Custos.Text.Rewriting;

namespace Custos.Text.Views;

/// <summary>What is a word whose letters were drawn out, as in <c>ignooooore</c>?</summary>
/// <remarks>
/// Three times the same letter or more becomes one or two, whichever is spelt more like a word; letters beyond ASCII become one.
/// A word of one letter only is left as it is, and so are
/// East Asian characters, Roman numerals and <c>www</c>. O(n).
/// </remarks>
internal static class RepeatedLetters
{
    private const int Fewest = 3;

    // mmmdccclxxxviii; a longer run of such letters is none, and is not walked along for each letter of it.
    private const int LongestRoman = 15;

    /// <summary>Writes the text with such letters folded.</summary>
    public static void Fold(ReadOnlySpan<char> text, MappedText folded, TransformCounts counts)
    {
        folded.Clear();
        int copied = 0, at = 0;
        while (at < text.Length)
        {
            var end = at + 1;
            while (end < text.Length && text[end] == text[at]) end++;
            if (end - at >= Fewest && !IsWhole(text, at, end) && IsDrawnOut(text, at, end))
            {
                var keep = KeepTwo(text, at, end) ? 2 : 1;
                folded.Copy(text, copied, at + keep - 1 - copied);
                folded.Replace(at + keep - 1, end - at - keep + 1, text[at]);
                counts.Add(Transform.Repeated);
                copied = end;
            }

            at = end;
        }

        folded.Copy(text, copied, text.Length - copied);
    }

    /// <summary>Is the word nothing but this letter?</summary>
    private static bool IsWhole(ReadOnlySpan<char> text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));

    private static bool IsDrawnOut(ReadOnlySpan<char> text, int start, int end)
    {
        var unit = text[start];
        if (unit >= 128)
        {
            return !char.IsSurrogate(unit) && char.IsLetter(unit) && CharacterTable.EntryOf(unit).Script is Script.Latin or Script.Cyrillic or Script.Greek or Script.OtherAlphabet;
        }

        if (!char.IsAsciiLetter(unit)) return false;
        if (unit == 'w') return end - start != 3 || end == text.Length || text[end] != '.';
        return !IsNumeral(unit) || !IsRoman(text, start, end);
    }

    private static bool IsNumeral(char unit) => unit is 'i' or 'x' or 'c' or 'm';

    private static bool IsRoman(ReadOnlySpan<char> text, int start, int end)
    {
        if (end - start > Fewest) return false;
        while (start > 0 && end - start <= LongestRoman && text[start - 1] is 'i' or 'v' or 'x' or 'l' or 'c' or 'd' or 'm') start--;
        while (end < text.Length && end - start <= LongestRoman && text[end] is 'i' or 'v' or 'x' or 'l' or 'c' or 'd' or 'm') end++;
        return end - start <= LongestRoman && (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));
    }

    private static bool KeepTwo(ReadOnlySpan<char> text, int start, int end)
    {
        if (text[start] >= 128) return false;
        int first = SymbolAt(text, start - 2), second = SymbolAt(text, start - 1), letter = SymbolAt(text, start), next = SymbolAt(text, end);
        var entry = LetterModel.Cost(first, second, letter);
        var one = entry + LetterModel.Cost(second, letter, next);
        var two = entry + LetterModel.Cost(second, letter, letter) + LetterModel.Cost(letter, letter, next);
        return two * 2 < one * 3;
    }

    private static int SymbolAt(ReadOnlySpan<char> text, int at) => at < 0 || at >= text.Length ? 0 : LetterModel.SymbolOf(LeetAlphabet.MostLikely(text[at]));
}
