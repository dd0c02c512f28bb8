using Custos.Text;

namespace Custos.Learning.Themes;

/// <summary>Which numbers say how much of each theme a text holds?</summary>
/// <remarks>
/// For each theme ln(1 + occurrences of its entries), ln(1 + entries that occur), occurrences / (words of the text + 5), and whether there are any;
/// for each pair of themes the product of their first numbers. Each is divided by its
/// standard deviation over the texts that were learned from, and by the root of the number of columns, and multiplied by the strength:
/// with strength 1 the part of the themes moves about as far as the words', which has length 1. Means are not taken off: the intercept has them. Immutable and thread-safe.
/// </remarks>
internal sealed class ThemeMeasures
{
    private const int PerTheme = 4;

    // Without them the one word of a theme in a short text would be a larger share than any long text reaches.
    private const int WordsBeyond = 5;

    private static readonly string[] Kinds = ["how often", "how many different entries", "share of the words", "at all"];

    private readonly ThemeEntries _entries;

    /// <param name="lexicon">The themes.</param>
    /// <param name="scale">What the numbers are multiplied by, as <see cref="Fit"/> finds it: one per column, finite and at least 0.</param>
    public ThemeMeasures(ThemeLexicon lexicon, double[] scale)
        : this(lexicon, new ThemeEntries(lexicon), scale)
    {
    }

    private ThemeMeasures(ThemeLexicon lexicon, ThemeEntries entries, double[] scale)
    {
        Lexicon = lexicon;
        _entries = entries;
        Scale = scale;
    }

    public ThemeLexicon Lexicon { get; }

    public double[] Scale { get; }

    public int Count => Scale.Length;

    public static int CountOf(ThemeLexicon lexicon) => (PerTheme * lexicon.Themes.Length) + lexicon.Together.Length;

    /// <summary>Learns the columns' scale from texts.</summary>
    public static ThemeMeasures Fit(IReadOnlyList<string> texts, ThemeLexicon lexicon, double strength, CancellationToken cancellationToken)
    {
        var raw = new ThemeMeasures(lexicon, [.. Enumerable.Repeat(1.0, CountOf(lexicon))]);
        var reading = new ThemeReading();
        var folded = new FoldedText();
        double[] mean = new double[raw.Count], squares = new double[raw.Count];
        for (var text = 0; text < texts.Count; text++)
        {
            if (text % 1024 == 0) cancellationToken.ThrowIfCancellationRequested();
            folded.Fold(texts[text]);
            var values = raw.Read(folded, reading);
            for (var column = 0; column < values.Length; column++)
            {
                // Welford's way, which loses no digits to a large mean.
                var away = values[column] - mean[column];
                mean[column] += away / (text + 1);
                squares[column] += away * (values[column] - mean[column]);
            }
        }

        var most = strength / Math.Sqrt(raw.Count);
        return new ThemeMeasures(lexicon, raw._entries, Array.ConvertAll(squares, sum => sum > 0 ? most / Math.Sqrt(sum / texts.Count) : 0));
    }

    /// <summary>What a column says, in words.</summary>
    public string NameOf(int column)
    {
        var themes = Lexicon.Themes;
        if (column < PerTheme * themes.Length) return $"theme {themes[column / PerTheme].Name}: {Kinds[column % PerTheme]}";
        var (first, second) = Lexicon.Together[column - (PerTheme * themes.Length)];
        return $"themes {themes[first].Name} and {themes[second].Name} together";
    }

    /// <summary>The columns of a text, in the reading's buffer.</summary>
    /// <remarks>Allocates nothing once the reading's buffers have grown.</remarks>
    public ReadOnlySpan<double> Read(FoldedText text, ThemeReading reading)
    {
        var themes = Lexicon.Themes.Length;
        reading.Begin(themes, Count);
        var words = _entries.Vocabulary.CountWords(text, reading.Counts);
        var columns = reading.Counts.Columns;
        var counts = reading.Counts.Counts;
        for (var at = 0; at < columns.Length; at++)
        {
            foreach (var theme in _entries.ThemesOf(columns[at]))
            {
                reading.Occurrences[theme] += counts[at];
                reading.Entries[theme]++;
            }
        }

        var values = reading.Values;
        for (var theme = 0; theme < themes; theme++)
        {
            if (reading.Occurrences[theme] is not (var occurrences and > 0)) continue;
            var own = values.Slice(theme * PerTheme, PerTheme);
            own[0] = LogOnePlus(occurrences);
            own[1] = LogOnePlus(reading.Entries[theme]);
            own[2] = (double)occurrences / (words + WordsBeyond);
            own[3] = 1;
        }

        for (var pair = 0; pair < Lexicon.Together.Length; pair++)
        {
            var (first, second) = Lexicon.Together[pair];
            values[(themes * PerTheme) + pair] = values[first * PerTheme] * values[second * PerTheme];
        }

        for (var column = 0; column < values.Length; column++) values[column] *= Scale[column];
        reading.Counts.Shrink();
        return values;
    }

    private static double LogOnePlus(int count) => TermWeight.Of(count + 1, isLogarithmic: true) - 1;
}
