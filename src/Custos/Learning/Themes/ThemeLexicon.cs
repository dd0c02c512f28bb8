using System.Collections.Immutable;
using Custos.Text;

namespace Custos.Learning.Themes;

/// <summary>Which words and phrases speak of which theme?</summary>
/// <remarks>
/// What people know of a subject before any text was labelled. A classifier that learns with it sees, beside the words of
/// its texts, how much of each theme they hold, so that a word which no labelled text has still counts. Immutable and thread-safe.
/// </remarks>
public sealed class ThemeLexicon
{
    /// <summary>Words in the longest entry.</summary>
    public const int LongestEntry = 8;

    public const int MostThemes = 64;

    public const int MostPairs = 256;

    public const int MostEntries = 20_000;

    /// <param name="name">What it is called.</param>
    /// <param name="themes">At least one, of distinct names, each with at least one entry. Entries are folded, and none stands twice in a theme.</param>
    /// <param name="together">Pairs of numbers of <paramref name="themes"/> that mean more together than apart; each pair once.</param>
    /// <param name="sha256">The digest of what it was read from, in 64 lower-case hexadecimal digits.</param>
    /// <exception cref="ArgumentException">Any of that does not hold, or there are more of them than is allowed.</exception>
    public ThemeLexicon(string name, ImmutableArray<Theme> themes, ImmutableArray<(int First, int Second)> together, string sha256)
    {
        if (FaultIn(name, themes, together, sha256) is { } fault)
        {
            throw new ArgumentException(fault, nameof(themes));
        }

        (Name, Themes, Together, Sha256) = (name, themes, together, sha256);
    }

    public string Name { get; }

    public ImmutableArray<Theme> Themes { get; }

    /// <summary>Numbers of <see cref="Themes"/>.</summary>
    public ImmutableArray<(int First, int Second)> Together { get; }

    /// <summary>The digest of the file that it was read from.</summary>
    public string Sha256 { get; }

    /// <summary>An entry as texts are compared with it: its words without case and accents, a space between them; empty where it has no word.</summary>
    /// <remarks>Words as <see cref="TextFeatures"/> sees them, but that a single letter or digit is one too: "I'm" is "i m".</remarks>
    public static string Folded(string entry)
    {
        var once = string.Join(' ', WordTokens.Of(entry, withSingleLetters: true));

        // What is left of a mathematical capital is a capital: folded again it is what its writer means.
        return string.Join(' ', WordTokens.Of(once, withSingleLetters: true));
    }

    private static string? FaultIn(string name, ImmutableArray<Theme> themes, ImmutableArray<(int First, int Second)> together, string sha256)
    {
        if (string.IsNullOrWhiteSpace(name) || sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
        {
            return "A lexicon has a name, and a digest of 64 lower-case hexadecimal digits.";
        }

        if (themes.Length is 0 or > MostThemes || themes.Any(theme => string.IsNullOrWhiteSpace(theme.Name)) || themes.DistinctBy(theme => theme.Name).Count() != themes.Length)
        {
            return $"A lexicon has from 1 to {MostThemes} themes, each of another name.";
        }

        if (themes.Any(theme => theme.Entries.IsEmpty || theme.Entries.Distinct().Count() != theme.Entries.Length || theme.Entries.Any(IsNoEntry)) || themes.Sum(theme => theme.Entries.Length) > MostEntries)
        {
            return $"A theme has entries of 1 to {LongestEntry} folded words, each once, and a lexicon at most {MostEntries} of them.";
        }

        return together.Length > MostPairs || together.Any(pair => pair.First < 0 || pair.First >= pair.Second || pair.Second >= themes.Length) || together.Distinct().Count() != together.Length
            ? $"At most {MostPairs} pairs, each of two themes in their order, and none twice."
            : null;
    }

    private static bool IsNoEntry(string entry) => entry.Length == 0 || entry.AsSpan().Count(' ') >= LongestEntry || Folded(entry) != entry;
}

/// <summary>Which words and phrases speak of a theme?</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Entries">Words, or words with a space between them, as <see cref="ThemeLexicon.Folded"/> gives them.</param>
public sealed record Theme(string Name, ImmutableArray<string> Entries);
