using System.Buffers.Binary;

namespace Custos.Learning.Vocabulary;

/// <summary>Which sequences become columns, and in which order?</summary>
/// <remarks>
/// Word sequences first, then character runs; within each those of most texts first, then shorter before longer, then by
/// their bytes, so that the order depends on what the texts are and not on how they are ordered. Common columns stand
/// together, which is what a solver's cache likes.
/// </remarks>
internal sealed class VocabularyChoice
{
    private readonly VocabularyCensus _census;
    private readonly TextFeatureOptions _options;
    private readonly double _mostDocuments;

    public VocabularyChoice(VocabularyCensus census, TextFeatureOptions options, int texts)
    {
        _census = census;
        _options = options;
        _mostDocuments = options.MaxShare * texts;
        Numbers = Array.ConvertAll(census.Levels, level => Unnumbered(level.Count));
        CharacterNumbers = Unnumbered(census.CharacterLevel?.Count ?? 0);
        Content = Choose();
    }

    /// <summary>Per level and sequence, the number of its node; -1 where it is neither a column nor on the way to one.</summary>
    public int[][] Numbers { get; }

    /// <summary>Per character run, the number of its column, or -1.</summary>
    public int[] CharacterNumbers { get; }

    public VocabularyContent Content { get; }

    /// <summary>In how many texts each column comes.</summary>
    public int[] Documents { get; private set; } = [];

    private VocabularyContent Choose()
    {
        var ranks = RankLevels();
        var columns = OrderColumns(ranks);
        var characterColumns = OrderCharacters();
        Documents = [.. columns.Select(c => _census.Levels[c.Level].Documents[c.Gram]), .. characterColumns.Select(c => _census.CharacterLevel!.Documents[c])];
        for (var column = 0; column < columns.Count; column++)
        {
            Numbers[columns[column].Level][columns[column].Gram] = column;
        }

        for (var column = 0; column < characterColumns.Count; column++)
        {
            CharacterNumbers[characterColumns[column]] = columns.Count + column;
        }

        var nodes = new List<(int Level, int Gram)>(columns);
        nodes.AddRange(NumberPassedThrough(columns, ranks, columns.Count + characterColumns.Count));
        var parent = nodes.ConvertAll(n => n.Level == 0 ? -1 : Numbers[n.Level - 1][_census.Levels[n.Level].First[n.Gram]]);
        var last = nodes.ConvertAll(n => n.Level == 0 ? -1 : Numbers[0][_census.Levels[n.Level].Last[n.Gram]]);
        return new VocabularyContent(
            _options.WordNgrams,
            _options.CharacterNgrams,
            columns.Count,
            [.. parent],
            [.. last],
            StringsOf(_census.Words, nodes.Where(n => n.Level == 0).Select(n => n.Gram)),
            StringsOf(_census.CharacterGrams, characterColumns));
    }

    private static int[] Unnumbered(int count)
    {
        var numbers = new int[count];
        Array.Fill(numbers, -1);
        return numbers;
    }

    /// <summary>Per level, the place of each frequent sequence among those of its level, by the bytes of its words.</summary>
    private int[][] RankLevels()
    {
        var ranks = new int[_census.Levels.Length][];
        ranks[0] = RanksOf(OrderByBytes(_census.Words, Frequent(_census.Levels[0])), _census.Levels[0].Count);
        for (var level = 1; level < ranks.Length; level++)
        {
            var grams = _census.Levels[level];
            int[] kept = [.. Frequent(grams)];
            var keys = Array.ConvertAll(kept, gram => ((ulong)(uint)ranks[level - 1][grams.First[gram]] << 32) | (uint)ranks[0][grams.Last[gram]]);
            Array.Sort(keys, kept);
            ranks[level] = RanksOf(kept, grams.Count);
        }

        return ranks;
    }

    private IEnumerable<int> Frequent(GramLevel level) =>
        Enumerable.Range(0, level.Count).Where(gram => level.Documents[gram] >= _options.MinDocuments);

    private static int[] RanksOf(int[] ordered, int count)
    {
        var ranks = Unnumbered(count);
        for (var rank = 0; rank < ordered.Length; rank++)
        {
            ranks[ordered[rank]] = rank;
        }

        return ranks;
    }

    private static int[] OrderByBytes(ByteStringTable strings, IEnumerable<int> entries)
    {
        int[] ordered = [.. entries];
        var prefixes = Array.ConvertAll(ordered, entry => PrefixOf(strings[entry]));
        Array.Sort(prefixes, ordered);
        for (int start = 0, end; start < ordered.Length; start = end)
        {
            for (end = start + 1; end < ordered.Length && prefixes[end] == prefixes[start]; end++)
            {
            }

            ordered.AsSpan(start, end - start).Sort((a, b) => strings[a].SequenceCompareTo(strings[b]));
        }

        return ordered;
    }

    private static ulong PrefixOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> first = stackalloc byte[sizeof(ulong)];
        first.Clear();
        bytes[..Math.Min(bytes.Length, first.Length)].CopyTo(first);
        return BinaryPrimitives.ReadUInt64BigEndian(first);
    }

    private List<(int Level, int Gram)> OrderColumns(int[][] ranks)
    {
        var found = new List<(int Level, int Gram)>();
        for (var level = _options.WordNgrams.Min - 1; level < ranks.Length; level++)
        {
            found.AddRange(InRankOrder(_census.Levels[level], ranks[level]).Select(gram => (level, gram)));
        }

        return ByDocuments(found, c => _census.Levels[c.Level].Documents[c.Gram]);
    }

    private List<int> OrderCharacters() => _census.CharacterLevel is not { } level ? [] : ByDocuments(
        InRankOrder(level, RanksOf(OrderByBytes(_census.CharacterGrams, Frequent(level)), level.Count)), gram => level.Documents[gram]);

    private List<int> InRankOrder(GramLevel level, int[] ranks)
    {
        var ordered = Unnumbered(ranks.Length);
        for (var gram = 0; gram < ranks.Length; gram++)
        {
            if (ranks[gram] >= 0 && level.Documents[gram] <= _mostDocuments)
            {
                ordered[ranks[gram]] = gram;
            }
        }

        return [.. ordered.Where(gram => gram >= 0)];
    }

    private static List<T> ByDocuments<T>(List<T> found, Func<T, int> documents)
    {
        // The place found breaks ties, so that the sort is stable.
        var keys = new ulong[found.Count];
        for (var at = 0; at < keys.Length; at++)
        {
            keys[at] = ((ulong)(uint)(int.MaxValue - documents(found[at])) << 32) | (uint)at;
        }

        Array.Sort(keys);
        return [.. keys.Select(key => found[(int)(uint)key])];
    }

    /// <summary>Numbers the sequences that are no columns but that columns are made of, from <paramref name="next"/> on.</summary>
    private List<(int Level, int Gram)> NumberPassedThrough(List<(int Level, int Gram)> columns, int[][] ranks, int next)
    {
        var passed = new HashSet<(int Level, int Gram)>();
        foreach (var column in columns)
        {
            for (var (level, gram) = column; level > 0; gram = _census.Levels[level].First[gram], level--)
            {
                Note(0, _census.Levels[level].Last[gram]);
                Note(level - 1, _census.Levels[level].First[gram]);
            }
        }

        List<(int Level, int Gram)> ordered = [.. passed.OrderBy(n => n.Level).ThenBy(n => ranks[n.Level][n.Gram])];
        foreach (var (level, gram) in ordered)
        {
            Numbers[level][gram] = next++;
        }

        return ordered;

        void Note(int level, int gram)
        {
            if (Numbers[level][gram] < 0)
            {
                passed.Add((level, gram));
            }
        }
    }

    private static ByteStrings StringsOf(ByteStringTable strings, IEnumerable<int> entries)
    {
        int[] chosen = [.. entries];
        var lengths = Array.ConvertAll(chosen, entry => strings[entry].Length);
        var bytes = new byte[lengths.Sum(length => (long)length) + ByteStringTable.ReadAhead];
        var at = 0;
        foreach (var entry in chosen)
        {
            strings[entry].CopyTo(bytes.AsSpan(at));
            at += strings[entry].Length;
        }

        return new ByteStrings(lengths, bytes);
    }
}
