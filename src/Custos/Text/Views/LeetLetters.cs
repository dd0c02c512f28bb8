using Custos.Text.Rewriting;

namespace Custos.Text.Views;

/// <summary>Which digits and signs stand for letters, and for which?</summary>
/// <remarks>
/// A word that mixes letters with such signs inside (<c>pr3v10us</c>) is read as letters when that is spelt like a word: at most
/// <see cref="MostBits"/> bits a letter and the end, with <see cref="RarePenalty"/> for each of 2, 6, 8 and 9. Numbers and words with signs only at
/// one end (<c>411</c>, <c>4nd</c>, <c>mp3</c>) are read so only within <see cref="Reach"/> characters of such a word. Where a sign may be
/// either of two letters, the spelling with the least surprise is taken. O(n), no allocation once the buffers have grown. Not thread-safe.
/// </remarks>
internal sealed class LeetLetters
{
    public const double MostBits = 4.5;
    public const double RarePenalty = 3;
    public const int Reach = 32;

    private const int LongestWord = 64;

    private readonly List<Word> _words = [];

    /// <summary>Writes the text with such words in letters.</summary>
    public void Fold(ReadOnlySpan<char> text, MappedText folded, TransformCounts counts)
    {
        folded.Clear();
        FindWords(text);
        Span<char> spelling = stackalloc char[LongestWord];
        int copied = 0, lastStrong = -Reach - 1, nextStrong = 0;
        for (var i = 0; i < _words.Count; i++)
        {
            var word = _words[i];
            if (nextStrong <= i)
            {
                nextStrong = i;
                while (nextStrong < _words.Count && !_words[nextStrong].IsStrong) nextStrong++;
            }

            var isNear = word.Start - lastStrong <= Reach || (nextStrong < _words.Count && _words[nextStrong].Start - word.End <= Reach);
            if (word.IsStrong) lastStrong = word.End;
            if (!word.IsStrong && !isNear) continue;
            var source = text[word.Start..word.End];
            if (Spell(source, spelling) > MostBits * (source.Length + 1) && !word.IsStrong) continue;
            folded.Copy(text, copied, word.Start - copied);
            folded.Substitute(word.Start, spelling[..source.Length]);
            counts.Add(Transform.Leet);
            copied = word.End;
            if (nextStrong == i) nextStrong = i + 1;
        }

        folded.Copy(text, copied, text.Length - copied);
    }

    private void FindWords(ReadOnlySpan<char> text)
    {
        _words.Clear();
        Span<char> spelling = stackalloc char[LongestWord];
        var at = 0;
        while (at < text.Length)
        {
            if (!IsPart(text[at]))
            {
                at++;
                continue;
            }

            int start = at, leet = 0;
            for (; at < text.Length && IsPart(text[at]); at++) leet += LeetAlphabet.IsLeet(text[at]) ? 1 : 0;
            var word = Trim(text, start, at);
            if (leet == 0 || word.Length is < 2 or > LongestWord || (at < text.Length && text[at] >= 128) || (start > 0 && text[start - 1] >= 128)) continue;
            var source = text.Slice(word.Start, word.Length);
            if (source[0] == '@' || (at < text.Length && text[at] == '.' && source.Contains('@'))) continue;
            var isStrong = IsMixed(source) && Spell(source, spelling) <= MostBits * (source.Length + 1);
            _words.Add(new Word(word.Start, word.End, isStrong));
        }
    }

    private static bool IsPart(char unit) => char.IsAsciiLetterLower(unit) || LeetAlphabet.IsLeet(unit);

    /// <summary>Without the signs at its end, which are punctuation there.</summary>
    private static TextSpan Trim(ReadOnlySpan<char> text, int start, int end)
    {
        while (end > start && text[end - 1] is '!' or '|' or '@') end--;
        while (start < end && text[start] is '!' or '|') start++;
        return new TextSpan(start, end - start);
    }

    /// <summary>Does it change between letters and signs more than once, with as many letters as digits like a word has?</summary>
    private static bool IsMixed(ReadOnlySpan<char> word)
    {
        int changes = 0, letters = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var isLetter = char.IsAsciiLetterLower(word[i]);
            letters += isLetter ? 1 : 0;
            if (i > 0 && isLetter != char.IsAsciiLetterLower(word[i - 1])) changes++;
        }

        return word.Length >= 3 && letters > 0 && (changes >= 2 || (changes == 1 && word[0] == '$' && letters > 2));
    }

    /// <summary>The spelling in letters with the least surprise, and its bits.</summary>
    /// <remarks>Two readings of a sign are at most two states of a character, so each step weighs four pairs (Viterbi).</remarks>
    private static double Spell(ReadOnlySpan<char> word, Span<char> spelling)
    {
        // A state is the reading of a character and of the one before it: index 2 * this + before.
        Span<int> costs = [0, int.MaxValue / 2, int.MaxValue / 2, int.MaxValue / 2];
        Span<byte> from = stackalloc byte[4 * LongestWord];
        for (var i = 0; i < word.Length; i++)
        {
            Span<int> next = [int.MaxValue / 2, int.MaxValue / 2, int.MaxValue / 2, int.MaxValue / 2];
            for (var state = 0; state < 4; state++)
            {
                if (costs[state] >= int.MaxValue / 2) continue;
                int second = Symbol(word, i - 1, state >> 1), first = Symbol(word, i - 2, state & 1);
                for (var reading = 0; reading < 2; reading++)
                {
                    var third = Symbol(word, i, reading);
                    if (reading == 1 && third == 0) continue;
                    var cost = costs[state] + LetterModel.Cost(first, second, third) + (LeetAlphabet.IsRare(word[i]) ? (int)(RarePenalty * LetterModel.UnitsPerBit) : 0);
                    var to = (reading << 1) | (state >> 1);
                    if (cost >= next[to]) continue;
                    next[to] = cost;
                    from[(4 * i) + to] = (byte)state;
                }
            }

            next.CopyTo(costs);
        }

        int best = 0, least = int.MaxValue;
        for (var state = 0; state < 4; state++)
        {
            if (costs[state] >= int.MaxValue / 2) continue;
            var total = costs[state] + LetterModel.Cost(Symbol(word, word.Length - 2, state & 1), Symbol(word, word.Length - 1, state >> 1), 0);
            if (total < least) (best, least) = (state, total);
        }

        for (var i = word.Length - 1; i >= 0; i--)
        {
            spelling[i] = Reading(word[i], best >> 1);
            best = from[(4 * i) + best];
        }

        return least / (double)LetterModel.UnitsPerBit;
    }

    private static int Symbol(ReadOnlySpan<char> word, int at, int reading) => at < 0 ? 0 : LetterModel.SymbolOf(Reading(word[at], reading));

    private static char Reading(char unit, int reading) => reading == 0 ? LeetAlphabet.MostLikely(unit) : LeetAlphabet.Alternative(unit);

    private readonly record struct Word(int Start, int End, bool IsStrong);
}
