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
    private const int NotSpelt = -1;
    private const int Never = int.MaxValue / 2;

    private static readonly byte[] FirstSymbols = ReadSymbols(0);
    private static readonly byte[] SecondSymbols = ReadSymbols(1);

    private readonly List<Word> _words = [];
    private char[] _spellings = new char[LongestWord];
    private int _spelt;

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
            ReadOnlySpan<char> letters = spelling[..(word.End - word.Start)];
            if (word.IsStrong) letters = _spellings.AsSpan(word.SpellingAt, letters.Length);
            else if (!IsSpeltLikeAWord(text[word.Start..word.End], spelling)) continue;
            folded.Copy(text, copied, word.Start - copied);
            folded.Substitute(word.Start, letters);
            counts.Add(Transform.Leet);
            copied = word.End;
            if (nextStrong == i) nextStrong = i + 1;
        }

        folded.Copy(text, copied, text.Length - copied);
    }

    private void FindWords(ReadOnlySpan<char> text)
    {
        _words.Clear();
        _spelt = 0;
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
            if (!IsMixed(source))
            {
                _words.Add(new Word(word.Start, word.End, NotSpelt));
                continue;
            }

            if (_spelt + LongestWord > _spellings.Length) Array.Resize(ref _spellings, _spellings.Length * 2);
            // What is no word by itself is none beside others either.
            if (!IsSpeltLikeAWord(source, _spellings.AsSpan(_spelt))) continue;
            _words.Add(new Word(word.Start, word.End, _spelt));
            _spelt += source.Length;
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

    private static bool IsSpeltLikeAWord(ReadOnlySpan<char> word, Span<char> spelling) => Spell(word, spelling) <= MostBits * (word.Length + 1);

    /// <summary>The spelling in letters with the least surprise, and its bits.</summary>
    /// <remarks>Two readings of a sign are at most two states of a character, so each step weighs four pairs (Viterbi).</remarks>
    private static double Spell(ReadOnlySpan<char> word, Span<char> spelling)
    {
        // Two blanks before the word, then both readings of each character; the second is 0 where there is but one.
        Span<byte> symbols = stackalloc byte[2 * (LongestWord + 2)];
        symbols[..4].Clear();
        var hasChoice = false;
        for (var i = 0; i < word.Length; i++)
        {
            symbols[(2 * i) + 4] = FirstSymbols[word[i] & 127];
            hasChoice |= (symbols[(2 * i) + 5] = SecondSymbols[word[i] & 127]) != 0;
        }

        if (!hasChoice) return SpellPlainly(word, symbols, spelling);

        // A state is the reading of a character and of the one before it: index 2 * this + before.
        Span<int> costs = [0, Never, Never, Never];
        Span<byte> from = stackalloc byte[4 * LongestWord];
        for (var i = 0; i < word.Length; i++)
        {
            Span<int> next = [Never, Never, Never, Never];
            var rare = RareCost(word[i]);
            var readings = symbols[(2 * i) + 5] == 0 ? 1 : 2;
            for (var state = 0; state < 4; state++)
            {
                if (costs[state] >= Never) continue;
                int second = symbols[(2 * i) + 2 + (state >> 1)], first = symbols[(2 * i) + (state & 1)];
                for (var reading = 0; reading < readings; reading++)
                {
                    var cost = costs[state] + LetterModel.Cost(first, second, symbols[(2 * i) + 4 + reading]) + rare;
                    var to = (reading << 1) | (state >> 1);
                    if (cost >= next[to]) continue;
                    next[to] = cost;
                    from[(4 * i) + to] = (byte)state;
                }
            }

            next.CopyTo(costs);
        }

        int best = 0, least = int.MaxValue, end = 2 * word.Length;
        for (var state = 0; state < 4; state++)
        {
            if (costs[state] >= Never) continue;
            var total = costs[state] + LetterModel.Cost(symbols[end + (state & 1)], symbols[end + 2 + (state >> 1)], 0);
            if (total < least) (best, least) = (state, total);
        }

        for (var i = word.Length - 1; i >= 0; i--)
        {
            spelling[i] = Reading(word[i], best >> 1);
            best = from[(4 * i) + best];
        }

        return least / (double)LetterModel.UnitsPerBit;
    }

    /// <summary>The same where every character has one reading.</summary>
    private static double SpellPlainly(ReadOnlySpan<char> word, ReadOnlySpan<byte> symbols, Span<char> spelling)
    {
        int first = 0, second = 0, cost = 0;
        for (var i = 0; i < word.Length; i++)
        {
            int third = symbols[(2 * i) + 4];
            cost += LetterModel.Cost(first, second, third) + RareCost(word[i]);
            (first, second) = (second, third);
            spelling[i] = LeetAlphabet.MostLikely(word[i]);
        }

        return (cost + LetterModel.Cost(first, second, 0)) / (double)LetterModel.UnitsPerBit;
    }

    private static int RareCost(char unit) => LeetAlphabet.IsRare(unit) ? (int)(RarePenalty * LetterModel.UnitsPerBit) : 0;

    private static byte[] ReadSymbols(int reading) => [.. Enumerable.Range(0, 128).Select(unit => (byte)LetterModel.SymbolOf(Reading((char)unit, reading)))];

    private static char Reading(char unit, int reading) => reading == 0 ? LeetAlphabet.MostLikely(unit) : LeetAlphabet.Alternative(unit);

    private readonly record struct Word(int Start, int End, int SpellingAt)
    {
        public bool IsStrong => SpellingAt != NotSpelt;
    }
}
