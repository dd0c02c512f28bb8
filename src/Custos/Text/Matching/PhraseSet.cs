using System.Collections.Frozen;
using Custos.Text.Rewriting;

namespace Custos.Text.Matching;

/// <summary>Which of many phrases stand in a text, as whole words?</summary>
/// <remarks>
/// <para>The words of a phrase must follow one another, whatever stands between them: <c>kill-switch</c> matches <c>kill switch</c>. Every
/// match is told, also those that overlap.</para>
/// <para>A word costs one hash and two probes of a filter; what passes is looked up by the hash of its words, and what is found there is
/// compared word by word. O(n · longest phrase) at worst, O(n) in practice, no allocation besides the matches. Thread-safe.</para>
/// </remarks>
public sealed class PhraseSet
{
    /// <summary>The most words that a phrase may have.</summary>
    public const int MostWords = 32;

    private readonly PhraseOptions _options;
    private readonly FrozenDictionary<ulong, int[]> _phrasesByHash;
    private readonly string[][] _words;
    private readonly HashFilter _ends;
    private readonly HashFilter _continues;

    /// <exception cref="ArgumentException">A phrase has no word, or more than <see cref="MostWords"/>; its number is told.</exception>
    public PhraseSet(IReadOnlyList<string> phrases, PhraseOptions? options = null)
    {
        _options = options ?? new PhraseOptions();
        var known = new Dictionary<string, string>();
        _words = new string[phrases.Count][];
        HashSet<ulong> ends = [], continues = [];
        var phrasesByHash = new Dictionary<ulong, List<int>>();
        for (var number = 0; number < _words.Length; number++)
        {
            _words[number] = WordsOf(phrases[number], number, known, continues, out var chain);
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
                if (_ends.MayHold(chain.Hash)) Report(text, chain, words.Span.End, matches);
                if (chain.Words < MostWords && _continues.MayHold(chain.Hash)) open[kept++] = chain;
            }

            openCount = kept;
            var first = new Chain(words.Span.Start, words.Hash, 1);
            if (_ends.MayHold(first.Hash)) Report(text, first, words.Span.End, matches);
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

    private void Report(ReadOnlySpan<char> text, Chain chain, int end, List<PhraseMatch> matches)
    {
        if (!_phrasesByHash.TryGetValue(chain.Hash, out var phrases)) return;
        var span = new TextSpan(chain.Start, end - chain.Start);
        foreach (var phrase in phrases)
        {
            if (Stands(_words[phrase], text.Slice(span.Start, span.Length))) matches.Add(new PhraseMatch(phrase, span));
        }
    }

    // Hashes may agree by chance or by malice; words do not.
    private bool Stands(string[] phrase, ReadOnlySpan<char> text)
    {
        var words = new TextWords(text, _options);
        foreach (var word in phrase)
        {
            if (!words.MoveNext() || !words.Is(word)) return false;
        }

        return !words.MoveNext();
    }

    /// <summary>The words of a phrase, each kept once for all phrases; the hashes of its beginnings are added to <paramref name="continues"/>.</summary>
    private string[] WordsOf(string phrase, int number, Dictionary<string, string> known, HashSet<ulong> continues, out ulong chain)
    {
        var folded = new List<string>();
        var words = new TextWords(phrase, _options);
        for (chain = 0; words.MoveNext(); folded.Add(Known(words.Folded())))
        {
            if (folded.Count > 0) continues.Add(chain);
            chain = folded.Count == 0 ? words.Hash : WordHash.Append(chain, words.Hash);
        }

        return folded.Count is > 0 and <= MostWords
            ? [.. folded]
            : throw new ArgumentException($"Phrase {number} (counted from 0) has {folded.Count} words; a phrase has 1 to {MostWords}.", nameof(phrase));

        string Known(string word) => known.TryAdd(word, word) ? word : known[word];
    }

    private readonly record struct Chain(int Start, ulong Hash, int Words);
}
