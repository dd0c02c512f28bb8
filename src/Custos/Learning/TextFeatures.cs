using System.Globalization;
using Custos.Learning.Themes;
using Custos.Learning.Vocabulary;
using Custos.Records;
using Custos.Text;

namespace Custos.Learning;

/// <summary>Which numbers stand for a text? TF-IDF of its word sequences and, where asked for, of the character runs within its words.</summary>
/// <remarks>
/// Defined as scikit-learn's <c>TfidfVectorizer(lowercase=True, strip_accents="unicode")</c> with its default token
/// pattern: counts, raw or by their logarithm (<c>sublinear_tf=True</c>), times <c>ln((1 + n) / (1 + documents)) + 1</c>,
/// scaled to length 1. Character runs are those of <c>analyzer="char_wb"</c> and are scaled to length 1 by themselves, as
/// in a <c>FeatureUnion</c> of two vectorizers. Columns stand in another order than scikit-learn's: word sequences first, and what comes in most texts first. The
/// fitted features do not depend on the order of the texts. Behind them stand, where a lexicon was given, the columns of its themes, whose scale depends on that order by rounding. Immutable and thread-safe.
/// </remarks>
public sealed class TextFeatures
{
    private readonly Lazy<string[]> _names;

    internal TextFeatures(TextVocabulary vocabulary, TermFrequency termFrequency, double[] idf, ThemeMeasures? themes = null)
    {
        Vocabulary = vocabulary;
        TermFrequency = termFrequency;
        IdfArray = idf;
        Themes = themes;
        _names = new Lazy<string[]>(() => [.. Enumerable.Range(0, Count).Select(NameOf)]);
    }

    /// <summary>How many columns there are, at least 1.</summary>
    public int Count => IdfArray.Length + ThemeColumns;

    /// <summary>Per column, its words with a space between them, its characters in square brackets, or what it says of a theme.</summary>
    public IReadOnlyList<string> Names => _names.Value;

    /// <summary>Per column of words or characters, its inverse document frequency, at least 1.</summary>
    public ReadOnlySpan<double> Idf => IdfArray;

    /// <summary>How many of the columns, the first, are sequences of words; those behind them are runs of characters, and behind these are themes.</summary>
    public int WordColumns => Vocabulary.Content.WordColumns;

    /// <summary>What a column counts that comes more than once in a text.</summary>
    public TermFrequency TermFrequency { get; }

    /// <summary>How many of the columns, the last, say what of a lexicon's themes a text holds.</summary>
    public int ThemeColumns => Themes?.Count ?? 0;

    /// <summary>The themes that it looks for; null for none.</summary>
    public ThemeLexicon? Lexicon => Themes?.Lexicon;

    internal TextVocabulary Vocabulary { get; }

    internal ThemeMeasures? Themes { get; }

    internal double[] IdfArray { get; }

    /// <summary>Which columns do these texts give rise to, and what do the texts hold of them?</summary>
    /// <param name="texts">One per row; an empty text is a row of zeros.</param>
    /// <param name="options">What becomes a column.</param>
    /// <param name="rows">The texts' rows, equal to <see cref="Transform"/> of the same texts.</param>
    /// <param name="cancellationToken">Stops the work between texts.</param>
    /// <exception cref="BadInputException">No sequence comes in enough of the texts and not in too many.</exception>
    /// <remarks>One pass over the texts. Cost O(characters), memory O(words).</remarks>
    public static TextFeatures Fit(
        IReadOnlyList<string> texts, TextFeatureOptions options, out SparseRows rows, CancellationToken cancellationToken = default)
    {
        TextFeatureOptions.Check(options);
        var census = new VocabularyCensus(texts, options, cancellationToken);
        var choice = new VocabularyChoice(census, options, texts.Count);
        if (choice.Documents.Length == 0)
        {
            throw NothingLeft(texts.Count, options);
        }

        var idf = Array.ConvertAll(choice.Documents, documents => Math.Log((1.0 + texts.Count) / (1.0 + documents)) + 1);
        var themes = options.Lexicon is { } lexicon ? ThemeMeasures.Fit(texts, lexicon, options.LexiconStrength, cancellationToken) : null;
        var features = new TextFeatures(new TextVocabulary(choice.Content), options.TermFrequency, idf, themes);
        rows = features.RowsOf(texts, (text, counts) => FillFromCensus(census, choice, text, counts), cancellationToken);
        return features;
    }

    /// <summary>What do these texts hold of the columns?</summary>
    /// <remarks>What was not seen in fitting is left out. Cost O(characters).</remarks>
    public SparseRows Transform(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) =>
        RowsOf(texts, (text, counts) => Vocabulary.Count(texts[text], counts), cancellationToken);

    /// <summary>Which columns has a text, and how often each? Before any weighing, in no set order.</summary>
    public (int[] Columns, int[] Counts) CountColumns(ReadOnlySpan<char> text)
    {
        var counts = new ColumnCounts();
        Vocabulary.Count(text, counts);
        return (counts.Columns.ToArray(), counts.Counts.ToArray());
    }

    /// <summary>One of <see cref="Names"/>, without making the others.</summary>
    internal string NameOf(int column) => column < IdfArray.Length ? Vocabulary.NameOf(column) : Themes!.NameOf(column - IdfArray.Length);

    private static BadInputException NothingLeft(int texts, TextFeatureOptions options) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"No word is left to learn from: none comes in at least {options.MinDocuments} and at most {options.MaxShare:P0} of the {texts} texts."),
        string.Create(
            CultureInfo.InvariantCulture,
            $"Give more texts, or lower --min-df (it is {options.MinDocuments}) or raise --max-df (it is {options.MaxShare})."));

    private static void FillFromCensus(VocabularyCensus census, VocabularyChoice choice, int text, ColumnCounts counts)
    {
        counts.Restart();
        for (var level = 0; level < census.Levels.Length; level++)
        {
            var at = census.Levels[level].At[census.Starts[text]..census.Starts[text + 1]];
            AddColumns(at, choice.Numbers[level], choice.Content.WordColumns, counts);
        }

        counts.CloseWords();
        if (census.CharacterLevel is { } characters)
        {
            var at = characters.At[census.CharacterStarts[text]..census.CharacterStarts[text + 1]];
            AddColumns(at, choice.CharacterNumbers, int.MaxValue, counts);
        }

        counts.CloseCharacters();
    }

    private static void AddColumns(ReadOnlySpan<int> at, int[] numbers, int below, ColumnCounts counts)
    {
        foreach (var gram in at)
        {
            if (gram >= 0 && (uint)numbers[gram] < (uint)below)
            {
                counts.Add(numbers[gram]);
            }
        }
    }

    private SparseRows RowsOf(IReadOnlyList<string> texts, Action<int, ColumnCounts> count, CancellationToken cancellationToken)
    {
        var counts = new ColumnCounts();
        var (folded, reading) = (new FoldedText(), new ThemeReading());
        var starts = new int[texts.Count + 1];
        var columns = new int[Math.Max(16, texts.Count * 8)];
        var values = new double[columns.Length];
        for (var text = 0; text < texts.Count; text++)
        {
            if (text % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            count(text, counts);
            var (start, length) = (starts[text], counts.Columns.Length);
            if (start + length + ThemeColumns > columns.Length)
            {
                var size = (int)Math.Min(Math.Max(start + length + ThemeColumns, columns.Length * 2L), Array.MaxLength);
                Array.Resize(ref columns, size);
                Array.Resize(ref values, size);
            }

            counts.Columns.CopyTo(columns.AsSpan(start));
            Weigh(counts, values.AsSpan(start, length));
            starts[text + 1] = start + length;
            if (Themes is not null)
            {
                folded.Fold(texts[text]);
                starts[text + 1] += AddThemes(Themes.Read(folded, reading), columns.AsSpan(start + length), values.AsSpan(start + length));
            }
        }

        return new SparseRows(Count, starts, columns.AsSpan(0, starts[^1]).ToArray(), values.AsSpan(0, starts[^1]).ToArray());
    }

    private int AddThemes(ReadOnlySpan<double> read, Span<int> columns, Span<double> values)
    {
        var added = 0;
        for (var theme = 0; theme < read.Length; theme++)
        {
            if (read[theme] == 0) continue;
            columns[added] = IdfArray.Length + theme;
            values[added++] = read[theme];
        }

        return added;
    }

    /// <summary>The TF-IDF of a text's columns: length 1 over the word sequences, and over the character runs.</summary>
    private void Weigh(ColumnCounts counts, Span<double> values)
    {
        WeighPart(counts, 0, counts.WordColumns, values);
        WeighPart(counts, counts.WordColumns, values.Length, values);
    }

    private void WeighPart(ColumnCounts counts, int start, int end, Span<double> values)
    {
        double squares = 0;
        var isLogarithmic = TermFrequency == TermFrequency.Logarithmic;
        for (var at = start; at < end; at++)
        {
            values[at] = TermWeight.Of(counts.Counts[at], isLogarithmic) * IdfArray[counts.Columns[at]];
            squares += values[at] * values[at];
        }

        var scale = 1 / Math.Sqrt(squares);
        for (var at = start; at < end; at++)
        {
            values[at] *= scale;
        }
    }
}
