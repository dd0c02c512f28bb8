using System.Runtime.InteropServices;
using Custos.Text.Rewriting;

namespace Custos.Text.Decoding;

/// <summary>Which stretches are letters exchanged (rot13, atbash) or written backwards?</summary>
/// <remarks>
/// The stretches are those that make the whole text least surprising, where each change between plain and cipher costs
/// <see cref="SwitchBits"/> and each letter read as cipher <see cref="LetterBits"/> (Viterbi over words). O(n). Not thread-safe.
/// </remarks>
internal sealed class CipherDecoder : Decoder
{
    public const double SwitchBits = 6;
    public const double LetterBits = 0.5;

    private readonly Func<int, int>? _exchange;
    private readonly bool _byWord;
    private readonly CipherDecoder? _marked;
    private readonly List<Word> _words = [];

    private CipherDecoder(string name, Func<int, int>? exchange, bool byWord, CipherDecoder? marked = null) => (Name, _exchange, _byWord, _marked) = (name, exchange, byWord, marked);

    public override string Name { get; }

    public static CipherDecoder Rot13() => new("rot13", symbol => symbol == 0 ? 0 : ((symbol + 12) % 26) + 1, false);

    public static CipherDecoder Atbash() => new("atbash", symbol => symbol == 0 ? 0 : 27 - symbol, false);

    /// <summary>The whole stretch backwards: <c>suoiverp lla erongi</c>.</summary>
    public static CipherDecoder Reversed() => new("reversed", null, false);

    /// <summary>Each word backwards: <c>erongi lla suoiverp</c>.</summary>
    public static CipherDecoder ReversedWords() => new("reversed-words", null, true);

    /// <summary>The whole text, where <paramref name="marked"/>, which must have read it just before, found a third of its letters or more to be cipher.</summary>
    /// <remarks>Words that could be either, such as <c>ton ti did selur</c>, are no reason to leave the rest of a sentence out.</remarks>
    public static CipherDecoder Whole(CipherDecoder marked) => new(marked.Name, marked._exchange, marked._byWord, marked);

    protected override void Find(ReadOnlySpan<char> source, MappedText decoded)
    {
        if (_marked is not null)
        {
            WriteWhole(source, decoded, CollectionsMarshal.AsSpan(_marked._words));
            return;
        }

        ReadWords(source);
        MarkCipher();
        for (var i = 0; i < _words.Count; i++)
        {
            if (!_words[i].IsCipher) continue;
            var last = i;
            while (!_byWord && last + 1 < _words.Count && _words[last + 1].IsCipher) last++;
            Write(source, decoded, _words[i].Start, _words[last].End);
            i = last;
        }
    }

    private void WriteWhole(ReadOnlySpan<char> source, MappedText decoded, ReadOnlySpan<Word> words)
    {
        int cipher = 0, all = 0;
        foreach (var word in words)
        {
            all += word.End - word.Start;
            cipher += word.IsCipher ? word.End - word.Start : 0;
        }

        if (cipher == 0 || cipher * 3 < all) return;
        if (!_byWord)
        {
            Write(source, decoded, words[0].Start, words[^1].End);
            return;
        }

        foreach (var word in words) Write(source, decoded, word.Start, word.End);
    }

    private void ReadWords(ReadOnlySpan<char> source)
    {
        _words.Clear();
        for (var at = 0; at < source.Length;)
        {
            if (char.IsWhiteSpace(source[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < source.Length && !char.IsWhiteSpace(source[at])) at++;
            var word = source[start..at];
            _words.Add(new Word(start, at, PlainCost(word), _exchange is null ? ReversedCost(word) : ExchangedCost(word, _exchange)));
        }
    }

    private static int PlainCost(ReadOnlySpan<char> word)
    {
        int first = 0, second = 0, cost = 0;
        foreach (var unit in word) cost += Step(ref first, ref second, LetterModel.SymbolOf(unit));
        return cost + Step(ref first, ref second, 0);
    }

    private static int ExchangedCost(ReadOnlySpan<char> word, Func<int, int> exchange)
    {
        int first = 0, second = 0, cost = 0;
        foreach (var unit in word) cost += Step(ref first, ref second, exchange(LetterModel.SymbolOf(unit))) + PriceOf(unit);
        return cost + Step(ref first, ref second, 0);
    }

    private static int ReversedCost(ReadOnlySpan<char> word)
    {
        int first = 0, second = 0, cost = 0;
        for (var i = word.Length - 1; i >= 0; i--) cost += Step(ref first, ref second, LetterModel.SymbolOf(word[i])) + PriceOf(word[i]);
        return cost + Step(ref first, ref second, 0);
    }

    private static int PriceOf(char unit) => char.IsAsciiLetter(unit) ? (int)(LetterBits * LetterModel.UnitsPerBit) : 0;

    private static int Step(ref int first, ref int second, int third)
    {
        // What is no letter costs the same in every reading.
        var cost = third == 0 && second == 0 ? 0 : LetterModel.Cost(first, second, third);
        (first, second) = (second, third);
        return cost;
    }

    /// <summary>Marks the words of the cheapest reading that are cipher.</summary>
    private void MarkCipher()
    {
        const long Switch = (long)(SwitchBits * LetterModel.UnitsPerBit);
        long plain = 0, cipher = Switch;
        for (var i = 0; i < _words.Count; i++)
        {
            var word = _words[i];
            bool plainFromCipher = cipher + Switch < plain, cipherFromPlain = plain + Switch < cipher;
            var (nextPlain, nextCipher) = ((plainFromCipher ? cipher + Switch : plain) + word.PlainCost, (cipherFromPlain ? plain + Switch : cipher) + word.CipherCost);
            _words[i] = word with { PlainFromCipher = plainFromCipher, CipherFromPlain = cipherFromPlain };
            (plain, cipher) = (nextPlain, nextCipher);
        }

        var isCipher = cipher < plain;
        for (var i = _words.Count - 1; i >= 0; i--)
        {
            var word = _words[i];
            _words[i] = word with { IsCipher = isCipher };
            isCipher = isCipher ? !word.CipherFromPlain : word.PlainFromCipher;
        }
    }

    private void Write(ReadOnlySpan<char> source, MappedText decoded, int start, int end)
    {
        CopyUpTo(source, decoded, start);
        if (_exchange is null)
        {
            decoded.CopyReversed(source, start, end - start);
        }
        else
        {
            var room = decoded.Room(end - start);
            for (var i = start; i < end; i++)
            {
                var symbol = LetterModel.SymbolOf(source[i]);
                room[i - start] = symbol == 0 ? source[i] : (char)((source[i] & ~0x1F) | _exchange(symbol));
            }

            decoded.Advance(start, end - start);
        }

        Take(end);
    }

    private readonly record struct Word(int Start, int End, int PlainCost, int CipherCost, bool PlainFromCipher = false, bool CipherFromPlain = false, bool IsCipher = false);
}
