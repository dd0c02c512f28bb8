namespace Custos.Text.Languages;

/// <summary>Which language is a text written in, or why can nobody tell?</summary>
/// <param name="Code">The ISO 639-1 code, such as <c>en</c>; null when it cannot be told.</param>
/// <param name="Why">Why not; <see cref="CannotTell.Told"/> when it can.</param>
/// <param name="Letters">How many letters it stands on, of every script.</param>
/// <param name="MarginBits">By how many bits the language fits better than the next one of its script; null where the script alone tells.</param>
public readonly record struct LanguageGuess(string? Code, CannotTell Why, int Letters, double? MarginBits);

/// <summary>Why can a text's language not be told?</summary>
public enum CannotTell
{
    /// <summary>It can.</summary>
    Told,

    /// <summary>No letters of a script that is known.</summary>
    NoLetters,

    /// <summary>Too few letters to part the languages that are nearest.</summary>
    TooShort,

    /// <summary>Long enough, but two languages fit as well.</summary>
    Undecided,

    /// <summary>More than one language or script, each of a good part of the text.</summary>
    Mixed,

    /// <summary>Spelt like none of the languages that are known: code, an encoding, names, or another language.</summary>
    NoKnownLanguage,
}
