using System.Globalization;
using System.Text;
using Custos.Records;
using Custos.Sketches;

namespace Custos.Text.Keywords;

/// <summary>Which words do the documents of one group say more than those of the others? Fed row by row.</summary>
/// <remarks>
/// Words are those of the features: at least two letters or digits, case and accents folded. With users, a word counts once for each user
/// of a group, however often he says it, so that nobody makes a keyword alone; a user of two groups counts in both. Memory is bounded: of
/// more words than the limit the rarest are let go (lossy counting: Manku and Motwani 2002), and users' mentions are remembered in a
/// <see cref="BloomFilter"/>. The answer depends on the rows and their order, nothing else. Words are told apart by 64-bit hashes.
/// Not thread-safe.
/// </remarks>
public sealed class KeywordCounts
{
    private const double MistakeRate = 0.001;

    private readonly KeywordOptions _options;
    private readonly BloomFilter? _seen;
    private readonly Dictionary<ulong, WordTally> _tallies = [];
    private readonly Dictionary<string, int> _groupByName = [];
    private readonly List<(string Name, long Documents, long Units, long Words)> _groups = [];
    private readonly FoldedText _folded = new();
    private long _documents;
    private long _firstMentions;
    private long _letGo;

    /// <param name="options">What counts and what is kept.</param>
    /// <param name="byUser">Whether rows bear users.</param>
    public KeywordCounts(KeywordOptions options, bool byUser)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LeastUnits, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.WordLimit, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.GroupLimit, 2, nameof(options));
        if (!(options.FalseDiscoveryRate is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(options), "The rate of false discoveries lies strictly between 0 and 1.");
        if (!(options.PriorUnits > 0 && double.IsFinite(options.PriorUnits))) throw new ArgumentOutOfRangeException(nameof(options), "The prior weighs more than 0.");
        (_options, _seen) = (options, byUser ? BloomFilter.ForItems(options.MentionLimit, MistakeRate) : null);
    }

    /// <summary>Reads one document.</summary>
    /// <param name="text">Its text; one without a word counts as a document all the same.</param>
    /// <param name="group">Its group.</param>
    /// <param name="user">Who wrote it; null for somebody unlike all others. Not looked at where rows bear no users.</param>
    /// <exception cref="BadInputException">There are more groups than the limit.</exception>
    public void Add(ReadOnlySpan<char> text, string group, string? user = null)
    {
        var number = GroupNumber(group);
        // Documents without a user are numbered, under another seed than the names of users.
        var unit = user is null ? SeededHash.Of((ulong)_documents, 2) : SeededHash.Of(user, 1);
        var isNewUnit = _seen is null || _seen.Add(Mixed(unit, number, 0));
        var words = 0L;
        _folded.Fold(text);
        var before = default(Range);
        var tokens = new WordTokens(_folded);
        while (tokens.MoveNext())
        {
            var word = tokens.Start..(tokens.Start + tokens.Length);
            Count(word, word, number, unit);
            if (_options.WithPairs && words > 0) Count(before, word, number, unit);
            before = word;
            words++;
        }

        var (name, documents, units, all) = _groups[number];
        _groups[number] = (name, documents + 1, units + (isNewUnit ? 1 : 0), all + words);
        _documents++;
        if (_tallies.Count > _options.WordLimit) LetGo();
    }

    /// <summary>The keywords of all groups.</summary>
    /// <exception cref="BadInputException">There are not two groups.</exception>
    public KeywordAnswer Conclude()
    {
        if (_groups.Count < 2) throw new BadInputException("The rows are not of two groups.", "Name a column whose values part them.");
        var groups = _groups.Select(group => new KeywordGroup(group.Name, group.Documents, group.Units, group.Words)).ToList();
        var (keywords, tests) = KeywordTests.Run(_tallies.Values.OrderBy(tally => tally.Word, StringComparer.Ordinal), groups, _options);
        return new KeywordAnswer([.. groups.OrderBy(group => group.Name, StringComparer.Ordinal)], keywords, tests, _letGo, _seen?.FalsePositiveRate(_firstMentions));
    }

    private int GroupNumber(string name)
    {
        if (_groupByName.TryGetValue(name, out var number)) return number;
        if (_groups.Count == _options.GroupLimit)
        {
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"There are more than {_options.GroupLimit} groups."), "Name a column of fewer values, or raise the limit.");
        }

        _groupByName.Add(name, _groups.Count);
        _groups.Add((name, 0, 0, 0));
        return _groups.Count - 1;
    }

    /// <summary>Counts a word, or a pair where the two differ in place.</summary>
    private void Count(Range first, Range last, int group, ulong unit)
    {
        var key = SeededHash.Of(_folded.Utf8[first]);
        var isPair = !first.Equals(last);
        if (isPair) key = SeededHash.Of(_folded.Utf8[last], key);
        if (!_tallies.TryGetValue(key, out var tally))
        {
            var word = Encoding.UTF8.GetString(_folded.Utf8[first]);
            _tallies.Add(key, tally = new WordTally(isPair ? $"{word} {Encoding.UTF8.GetString(_folded.Utf8[last])}" : word, _letGo));
        }

        tally.AddMention(group);
        if (tally.LastDocument == _documents) return;
        tally.LastDocument = _documents;
        if (_seen is not null && !_seen.Add(Mixed(unit, group, key))) return;
        _firstMentions++;
        tally.AddUnit(group);
    }

    /// <summary>Lets the rarest words go until a tenth of the places is free.</summary>
    private void LetGo()
    {
        while (_tallies.Count > 0.9 * _options.WordLimit)
        {
            _letGo++;
            foreach (var (key, tally) in _tallies)
            {
                if (tally.AtMost <= _letGo) _tallies.Remove(key);
            }
        }
    }

    private static ulong Mixed(ulong unit, int group, ulong word) => SeededHash.Of(unit + SeededHash.Of(word + (ulong)group, 3));
}
