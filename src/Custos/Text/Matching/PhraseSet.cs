using System.Collections.Frozen;
using Custos.Text.Rewriting;

namespace Custos.Text.Matching;

/// <summary>Which of many phrases stand in a text, as whole words?</summary>
/// <remarks>
/// <para>The words of a phrase must follow one another, whatever stands between them: <c>kill-switch</c> matches <c>kill switch</c>. Every
/// match is told, also those that overlap.</para>
/// <para>A word costs one hash and two probes of a filter; only what passes is looked up, by 64-bit hashes of its words: two different words count as one with a chance of about 10⁻¹⁹. O(n ·
/// longest phrase) at worst, O(n) in practice, no allocation besides the matches. Thread-safe.</para>
/// </remarks>
public sealed class PhraseSet
{
    /// <summary>The most words that a phrase may have.</summary>
    public const int MostWords = 32;

    private readonly PhraseOptions _options;
    private readonly FrozenDictionary<ulong, int[]> _phrasesByHash;
    private readonly ulong[][] _wordHashes;
    private readonly HashFilter _ends;
    private readonly HashFilter _continues;

    /// <exception cref="ArgumentException">A phrase has no word, or more than <see cref="MostWords"/>; its number is told.</exception>
    public PhraseSet(IReadOnlyList<string> phrases, PhraseOptions? options = null)
    {
        _options = options ?? new PhraseOptions();
        _wordHashes = [.. phrases.Select((phrase, number) => WordsOf(phrase, number, _options))];
        HashSet<ulong> ends = [], continues = [];
        var phrasesByHash = new Dictionary<ulong, List<int>>();
        for (var number = 0; number < _wordHashes.Length; number++)
        {
            var words = _wordHashes[number];
            var chain = words[0];
            for (var i = 1; i < words.Length; i++)
            {
                continues.Add(chain);
                chain = WordHash.Append(chain, words[i]);
            }

            ends.Add(chain);
            if (!phrasesByHash.TryGetValue(chain, out var same)) phrasesByHash.Add(chain, same = []);
            same.Add(number);
        }

        _ends = new HashFilter(ends);
        _continues = new HashFilter(continues);
        _phrasesByHash = phrasesByHash.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray());
        Count = phrases.Count;
    }

    /// <summary>How many phrases there are.</summary>
    public int Count { get; }

    /// <summary>Adds every match to <paramref name="matches"/>, in the order of their ends.</summary>
    public void Find(ReadOnlySpan<char> text, List<PhraseMatch> matches)
    {
        Span<Chain> open = stackalloc Chain[MostWords];
        var openCount = 0;
        var words = new TextWords(text, _options);
        while (words.MoveNext())
        {
            var kept = 0;
            for (var i = 0; i < openCount; i++)
            {
                var chain = new Chain(open[i].Start, WordHash.Append(open[i].Hash, words.Hash), open[i].Words + 1);
                if (_ends.MayHold(chain.Hash)) Report(chain, words.Span.End, matches);
                if (chain.Words < MostWords && _continues.MayHold(chain.Hash)) open[kept++] = chain;
            }

            openCount = kept;
            var first = new Chain(words.Span.Start, words.Hash, 1);
            if (_ends.MayHold(first.Hash)) Report(first, words.Span.End, matches);
            if (_continues.MayHold(first.Hash)) open[openCount++] = first;
        }
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{char}, List{PhraseMatch})"/>
    public IReadOnlyList<PhraseMatch> Find(ReadOnlySpan<char> text)
    {
        var matches = new List<PhraseMatch>();
        Find(text, matches);
        return matches;
    }

    private void Report(Chain chain, int end, List<PhraseMatch> matches)
    {
        if (!_phrasesByHash.TryGetValue(chain.Hash, out var phrases)) return;
        foreach (var phrase in phrases)
        {
            if (_wordHashes[phrase].Length == chain.Words) matches.Add(new PhraseMatch(phrase, new TextSpan(chain.Start, end - chain.Start)));
        }
    }

    private static ulong[] WordsOf(string phrase, int number, PhraseOptions options)
    {
        var hashes = new List<ulong>();
        var words = new TextWords(phrase, options);
        while (words.MoveNext()) hashes.Add(words.Hash);
        return hashes.Count is > 0 and <= MostWords
            ? [.. hashes]
            : throw new ArgumentException($"Phrase {number} (counted from 0) has {hashes.Count} words; a phrase has 1 to {MostWords}.", nameof(phrase));
    }

    private readonly record struct Chain(int Start, ulong Hash, int Words);
}
