using Custos.Learning.Themes;

namespace Custos.Learning;

/// <summary>What does a sequence count that comes n times in a text?</summary>
public enum TermFrequency
{
    /// <summary>n.</summary>
    Raw,

    /// <summary>1 + ln n: words that a long text repeats do not drown those that it says once.</summary>
    Logarithmic,
}

/// <summary>Which words and word sequences become columns?</summary>
public sealed record TextFeatureOptions
{
    /// <summary>The shortest and the longest sequence of words, at least 1.</summary>
    public (int Min, int Max) WordNgrams { get; init; } = (1, 2);

    /// <summary>The shortest and the longest run of characters within words, at least 1; null for none.</summary>
    public (int Min, int Max)? CharacterNgrams { get; init; }

    /// <summary>What a sequence counts that comes more than once in a text.</summary>
    public TermFrequency TermFrequency { get; init; } = TermFrequency.Raw;

    /// <summary>In how many texts a sequence must come to become a column, at least 1.</summary>
    public int MinDocuments { get; init; } = 2;

    /// <summary>In what share of the texts it may come at most, in (0, 1].</summary>
    public double MaxShare { get; init; } = 0.95;

    /// <summary>Themes whose share in a text becomes columns too; null for none.</summary>
    public ThemeLexicon? Lexicon { get; init; }

    /// <summary>How much the columns of <see cref="Lexicon"/> may say: how far their part of a text moves, where that of the words has length 1; above 0.</summary>
    public double LexiconStrength { get; init; } = 0.5;

    /// <exception cref="ArgumentException">A range is empty, or a limit leaves its own.</exception>
    internal static void Check(TextFeatureOptions options)
    {
        if (!IsRange(options.WordNgrams) || !IsRange(options.CharacterNgrams ?? (1, 1)))
        {
            throw new ArgumentException($"A range of n-grams needs 1 <= min <= max <= {LongestNgram}.", nameof(options));
        }

        if (!Enum.IsDefined(options.TermFrequency))
        {
            throw new ArgumentException("TermFrequency is Raw or Logarithmic.", nameof(options));
        }

        if (options.LexiconStrength is not (> 0 and <= MostStrength))
        {
            throw new ArgumentException($"LexiconStrength is above 0 and at most {MostStrength}.", nameof(options));
        }

        if (options.MinDocuments < 1 || options.MaxShare is not (> 0 and <= 1))
        {
            throw new ArgumentException("MinDocuments is at least 1, and MaxShare lies in (0, 1].", nameof(options));
        }
    }

    internal static bool IsRange((int Min, int Max) range) => range.Min >= 1 && range.Max >= range.Min && range.Max <= LongestNgram;

    private const int LongestNgram = 16;

    internal const double MostStrength = 100;
}
