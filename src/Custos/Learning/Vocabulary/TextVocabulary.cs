using System.Runtime.CompilerServices;
using System.Text;
using Custos.Text;

namespace Custos.Learning.Vocabulary;

/// <summary>Which column does each word sequence and each run of characters belong to?</summary>
/// <remarks>
/// Word sequences are the nodes of a trie: a node is the node of all words but the last, and that last word, so that every
/// look-up is exact. A node that is a column has the column's number; one that is only passed through on the way to a
/// longer sequence (too common, or too short to be a column itself) has a number from <see cref="Columns"/> upwards.
/// Thread-safe.
/// </remarks>
internal sealed class TextVocabulary
{
    private readonly ByteStringTable _words = new();
    private readonly PairTable _longer;
    private readonly ByteStringTable _characters = new();
    private readonly int[] _wordEntry;

    /// <exception cref="InvalidDataException">The content contradicts itself; a damaged file can bring that about.</exception>
    public TextVocabulary(VocabularyContent content)
    {
        Content = content;
        _longer = new PairTable(content.Parent.Length);
        _wordEntry = new int[content.Parent.Length];
        FillWords();
        FillLonger();
        foreach (var (start, length) in content.CharacterGrams.Pieces())
        {
            AddOnce(_characters, content.CharacterGrams.Bytes.AsSpan(start), length, content.WordColumns + _characters.Count);
        }
    }

    public VocabularyContent Content { get; }

    /// <summary>How many columns there are: first those of word sequences, then those of character runs.</summary>
    public int Columns => Content.WordColumns + Content.CharacterGrams.Count;

    /// <summary>Counts the columns of a text into a buffer.</summary>
    /// <remarks>Cost O(n log n) in the length of the text, no allocation once the buffer has grown.</remarks>
    public void Count(ReadOnlySpan<char> text, ColumnCounts counts)
    {
        counts.Text.Fold(text);
        CountWords(counts.Text, counts);
        if (Content.CharacterNgrams is not null)
        {
            CountCharacters(counts);
        }

        counts.CloseCharacters();
    }

    /// <summary>Counts the columns of word sequences alone; how many words the text has.</summary>
    /// <remarks>Cost O(n log n) in the length of the text, no allocation once the buffer has grown.</remarks>
    public int CountWords(FoldedText text, ColumnCounts counts)
    {
        counts.Restart();
        var words = AddWords(text, counts);
        counts.CloseWords();
        return words;
    }

    /// <summary>The words of a column with a space between them, or its characters in square brackets.</summary>
    public string NameOf(int column)
    {
        if (column >= Content.WordColumns)
        {
            return $"[{Encoding.UTF8.GetString(_characters[column - Content.WordColumns])}]";
        }

        var parts = new List<string>();
        for (var node = column; node >= 0; node = Content.Parent[DenseOf(node)])
        {
            var dense = DenseOf(node);
            var word = Content.Parent[dense] < 0 ? dense : DenseOf(Content.Last[dense]);
            parts.Add(Encoding.UTF8.GetString(_words[_wordEntry[word]]));
        }

        parts.Reverse();
        return string.Join(' ', parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int AddWords(FoldedText text, ColumnCounts counts)
    {
        var tokens = new WordTokens(text, Content.WithSingleLetters);
        var padded = text.Padded;
        var columns = Content.WordColumns;
        var longest = Content.WordNgrams.Max;
        var ending = counts.EndingHere(longest);
        ending.Fill(-1);
        var words = 0;
        while (tokens.MoveNext())
        {
            words++;
            var word = _words.Find(padded[tokens.Start..], tokens.Length);
            for (var order = longest - 1; order > 0; order--)
            {
                var before = ending[order - 1];
                ending[order] = before < 0 || word < 0 ? -1 : _longer.Find(before, word);
                if ((uint)ending[order] < (uint)columns)
                {
                    counts.Add(ending[order]);
                }
            }

            ending[0] = word;
            if ((uint)word < (uint)columns)
            {
                counts.Add(word);
            }
        }

        return words;
    }

    private void CountCharacters(ColumnCounts counts)
    {
        var grams = counts.Characters(Content.CharacterNgrams!.Value);
        while (grams.MoveNext(counts.Text))
        {
            if (_characters.Find(grams.Word[grams.Start..], grams.Length) is var column and >= 0)
            {
                counts.Add(column);
            }
        }
    }

    private void FillWords()
    {
        var pieces = Content.Words.Pieces().GetEnumerator();
        for (var dense = 0; dense < Content.Parent.Length; dense++)
        {
            if (Content.Parent[dense] >= 0)
            {
                continue;
            }

            if (!pieces.MoveNext())
            {
                throw new InvalidDataException("There are fewer words than nodes that need one.");
            }

            _wordEntry[dense] = _words.Count;
            AddOnce(_words, Content.Words.Bytes.AsSpan(pieces.Current.Start), pieces.Current.Length, NodeOf(dense));
        }

        if (pieces.MoveNext())
        {
            throw new InvalidDataException("There are more words than nodes that need one.");
        }
    }

    private void FillLonger()
    {
        for (var dense = 0; dense < Content.Parent.Length; dense++)
        {
            var (parent, last) = (Content.Parent[dense], Content.Last[dense]);
            if (parent < 0)
            {
                continue;
            }

            _ = DenseOf(parent);
            if (Content.Parent[DenseOf(last)] >= 0 || OrderOf(dense) > Content.WordNgrams.Max)
            {
                throw new InvalidDataException("A word sequence ends in what is not a word, or has no first word.");
            }

            if (_longer.FindOrAdd(parent, last, NodeOf(dense)) != NodeOf(dense))
            {
                throw new InvalidDataException("A word sequence stands twice.");
            }
        }
    }

    private int OrderOf(int dense)
    {
        var order = 1;
        for (; Content.Parent[dense] >= 0 && order <= Content.WordNgrams.Max; order++)
        {
            dense = DenseOf(Content.Parent[dense]);
        }

        return order;
    }

    private static void AddOnce(ByteStringTable table, ReadOnlySpan<byte> bytes, int length, int value)
    {
        if (length < 1 || table.Find(bytes, length) >= 0)
        {
            throw new InvalidDataException("A word or a run of characters is empty or stands twice.");
        }

        table.Add(bytes, length, value);
    }

    private int NodeOf(int dense) => dense < Content.WordColumns ? dense : dense + Content.CharacterGrams.Count;

    private int DenseOf(int node)
    {
        var dense = node < Content.WordColumns ? node : node - Content.CharacterGrams.Count;
        if ((uint)dense >= (uint)Content.Parent.Length || (node >= Content.WordColumns && node < Columns))
        {
            throw new InvalidDataException("A word sequence refers to one that does not exist.");
        }

        return dense;
    }
}
