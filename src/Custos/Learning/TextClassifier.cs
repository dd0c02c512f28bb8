using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json.Nodes;
using Custos.Learning.Themes;
using Custos.Learning.Vocabulary;
using Custos.Records;

namespace Custos.Learning;

/// <summary>How likely does a text bear each of a set of labels?</summary>
/// <remarks>
/// Loaded from a folder that <see cref="Write"/> made, and identified by what it holds. One pass over a text serves every
/// label. Scoring allocates nothing once a thread has scored its first texts (one of more than a million characters
/// apart, whose buffers are given back), takes any text, and is thread-safe.
/// </remarks>
public sealed class TextClassifier
{
    [ThreadStatic]
    private static ColumnCounts? _scratch;

    [ThreadStatic]
    private static ThemeReading? _reading;

    // Per column: its idf, then its weight for each label, so that a column costs one or two cache lines.
    private readonly double[] _table;

    // Per column of themes, its weight for each label.
    private readonly double[] _themeTable;
    private readonly TextClassifierLabel[] _labels;
    private readonly TextVocabulary _vocabulary;

    internal TextClassifier(string id, TextFeatures features, IReadOnlyList<TextClassifierLabel> labels, JsonObject training)
    {
        Id = id;
        Features = features;
        Training = training;
        _labels = [.. labels];
        _vocabulary = features.Vocabulary;
        _table = new double[features.IdfArray.Length * (labels.Count + 1)];
        for (var column = 0; column < features.IdfArray.Length; column++)
        {
            var at = column * (labels.Count + 1);
            _table[at] = features.IdfArray[column];
            for (var label = 0; label < labels.Count; label++)
            {
                _table[at + 1 + label] = labels[label].Weights.Span[column];
            }
        }

        _themeTable = new double[features.ThemeColumns * labels.Count];
        for (var at = 0; at < _themeTable.Length; at++)
        {
            _themeTable[at] = labels[at % labels.Count].Weights.Span[features.IdfArray.Length + (at / labels.Count)];
        }
    }

    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits: two classifiers with the same id decide the same.</summary>
    public string Id { get; }

    public IReadOnlyList<TextClassifierLabel> Labels => _labels;

    public TextFeatures Features { get; }

    /// <summary>What its maker wrote beside it: the training data's summary and the like. A fresh copy each time.</summary>
    public JsonObject Metadata => Training.DeepClone().AsObject();

    private JsonObject Training { get; }

    /// <summary>Which classifier stands in a folder?</summary>
    /// <exception cref="BadInputException">The folder holds none, or one that is damaged, truncated or of a newer format.</exception>
    /// <remarks>Every byte is checked against the id. The files are not read again: later changes to them change no decision.</remarks>
    public static TextClassifier Load(string folder) => TextClassifierFolder.Read(folder);

    /// <summary>Puts a classifier into a folder, as <c>manifest.json</c> and <c>model.bin</c>.</summary>
    /// <param name="folder">Made where it is not there; other files in it are left alone and are no part of the id.</param>
    /// <param name="features">What the weights stand for.</param>
    /// <param name="labels">At least one, names distinct.</param>
    /// <param name="metadata">Anything its reader should know of the training; part of the id, so no time stamp belongs in it.</param>
    /// <returns>The id, which depends on the arguments and on the program's version alone.</returns>
    /// <exception cref="ArgumentException">The labels do not fit the features or each other.</exception>
    /// <exception cref="BadInputException">The files cannot be written.</exception>
    /// <remarks>The manifest comes last: a crash leaves a folder without a valid one, never a classifier that is half another.</remarks>
    public static string Write(string folder, TextFeatures features, IReadOnlyList<TextClassifierLabel> labels, JsonObject metadata) =>
        TextClassifierFolder.Write(folder, features, labels, metadata);

    /// <summary>How likely does the text bear each label?</summary>
    /// <param name="text">Any text: empty, huge, with lone surrogates or NUL.</param>
    /// <param name="probabilities">One place per label, in their order; each will be strictly between 0 and 1.</param>
    /// <exception cref="ArgumentException">There is not one place per label.</exception>
    /// <remarks>Cost O(n log n) in the length of the text.</remarks>
    public void Score(ReadOnlySpan<char> text, Span<double> probabilities)
    {
        Decide(text, probabilities);
        for (var label = 0; label < _labels.Length; label++)
        {
            probabilities[label] = _labels[label].Calibration.Apply(probabilities[label]);
        }
    }

    /// <summary>What are the raw decision values of the text, before calibration?</summary>
    /// <param name="text">Any text.</param>
    /// <param name="decisions">One place per label, in their order.</param>
    /// <exception cref="ArgumentException">There is not one place per label.</exception>
    /// <remarks>Equal, bit for bit, to <see cref="TextFeatures.Transform"/> and <see cref="SparseRows.Times"/>.</remarks>
    public void Decide(ReadOnlySpan<char> text, Span<double> decisions)
    {
        if (decisions.Length != _labels.Length)
        {
            throw new ArgumentException($"There are {decisions.Length} places for {_labels.Length} labels.", nameof(decisions));
        }

        var counts = _scratch ??= new ColumnCounts();
        _vocabulary.Count(text, counts);
        decisions.Clear();
        var words = counts.WordColumns;
        AddPart(counts.Columns[..words], counts.Counts[..words], decisions);
        AddPart(counts.Columns[words..], counts.Counts[words..], decisions);
        if (Features.Themes is { } themes)
        {
            AddThemes(themes.Read(counts.Text, _reading ??= new ThemeReading()), decisions);
        }

        for (var label = 0; label < _labels.Length; label++)
        {
            decisions[label] += _labels[label].Intercept;
        }

        counts.Shrink();
    }

    /// <summary>How likely does each of many texts bear each label?</summary>
    /// <returns>Texts × labels, text after text.</returns>
    /// <param name="texts">Any texts.</param>
    /// <param name="threads">How many work at once, at least 1; the result does not depend on it.</param>
    /// <param name="cancellationToken">Stops the work between runs of texts.</param>
    public double[] ScoreAll(IReadOnlyList<string> texts, int threads, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        const int run = 256;
        var probabilities = new double[checked(texts.Count * _labels.Length)];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, (texts.Count + run - 1) / run, parallel, first =>
        {
            for (var text = first * run; text < Math.Min(texts.Count, (first + 1) * run); text++)
            {
                Score(texts[text], probabilities.AsSpan(text * _labels.Length, _labels.Length));
            }
        });
        return probabilities;
    }

    /// <summary>Why does the text get its score for a label?</summary>
    /// <param name="text">Any text.</param>
    /// <param name="label">The name of one of <see cref="Labels"/>.</param>
    /// <exception cref="BadInputException">There is no such label.</exception>
    public TextExplanation Explain(string text, string label)
    {
        var place = Array.FindIndex(_labels, l => l.Name == label);
        if (place < 0)
        {
            throw new BadInputException(
                $"The model has no label \"{label}\".", $"Name one of: {string.Join(", ", _labels.Select(l => l.Name))}.", isUsage: true);
        }

        var row = Features.Transform([text]);
        var weights = _labels[place].Weights.Span;
        var contributions = new FeatureContribution[row.Column.Length];
        for (var at = 0; at < contributions.Length; at++)
        {
            var column = row.Column[at];
            contributions[at] = new FeatureContribution(Features.NameOf(column), row.Value[at], weights[column]);
        }

        Array.Sort(contributions, static (a, b) => Math.Abs(b.Contribution).CompareTo(Math.Abs(a.Contribution)) is var order and not 0
            ? order
            : string.CompareOrdinal(a.Feature, b.Feature));
        var decision = row.Times(weights, _labels[place].Intercept)[0];
        return new TextExplanation(
            label, contributions, _labels[place].Intercept, decision, _labels[place].Calibration.Apply(decision));
    }

    /// <summary>Adds what the themes weigh for each label.</summary>
    private void AddThemes(ReadOnlySpan<double> values, Span<double> decisions)
    {
        for (var column = 0; column < values.Length; column++)
        {
            if (values[column] == 0)
            {
                continue;
            }

            var weights = _themeTable.AsSpan(column * decisions.Length, decisions.Length);
            for (var label = 0; label < decisions.Length; label++)
            {
                decisions[label] += values[column] * weights[label];
            }
        }
    }

    /// <summary>Adds what a part of the columns, scaled to length 1, weighs for each label.</summary>
    private void AddPart(ReadOnlySpan<int> columns, ReadOnlySpan<int> counts, Span<double> decisions)
    {
        if (columns.IsEmpty)
        {
            return;
        }

        // The vocabulary has no column beyond the table: its bounds need no second check.
        ref var first = ref MemoryMarshal.GetArrayDataReference(_table);
        var stride = _labels.Length + 1;
        var isLogarithmic = Features.TermFrequency == TermFrequency.Logarithmic;
        double squares = 0;
        for (var at = 0; at < columns.Length; at++)
        {
            var value = TermWeight.Of(counts[at], isLogarithmic) * Unsafe.Add(ref first, (nint)columns[at] * stride);
            squares += value * value;
        }

        var scale = 1 / Math.Sqrt(squares);
        ref var sums = ref MemoryMarshal.GetReference(decisions);
        for (var at = 0; at < columns.Length; at++)
        {
            ref var column = ref Unsafe.Add(ref first, (nint)columns[at] * stride);
            var value = TermWeight.Of(counts[at], isLogarithmic) * column * scale;
            ref var weights = ref Unsafe.Add(ref column, 1);
            nuint label = 0;
            for (; label + 2 <= (nuint)decisions.Length; label += 2)
            {
                var sum = Vector128.LoadUnsafe(ref sums, label) + (Vector128.LoadUnsafe(ref weights, label) * Vector128.Create(value));
                sum.StoreUnsafe(ref sums, label);
            }

            if (label < (nuint)decisions.Length)
            {
                Unsafe.Add(ref sums, label) += Unsafe.Add(ref weights, label) * value;
            }
        }
    }
}
