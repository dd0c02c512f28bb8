using Custos.Store.Record;
using Custos.Text.Languages;

namespace Custos.App.Annotating;

/// <summary>Which language is each question written in?</summary>
internal static class LanguageAnnotator
{
    /// <summary>Goes up whenever the same text may get another answer.</summary>
    public const string Version = "1";

    /// <summary>The ISO 639-1 code with its margin in bits over the next language; no value where nobody can tell.</summary>
    public static IReadOnlyList<Annotation> Annotate(IReadOnlyList<string> questions) => [.. questions.Select(question =>
    {
        var guess = LanguageIdentification.Of(question);
        return new Annotation(guess.Code, guess.Code is null ? null : guess.MarginBits);
    })];
}
