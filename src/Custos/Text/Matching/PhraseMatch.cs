using Custos.Text.Rewriting;

namespace Custos.Text.Matching;

/// <summary>Which phrase stands where?</summary>
/// <param name="Phrase">The number of the phrase, from 0, in the order in which they were given.</param>
/// <param name="Span">Where it stands in the text that was searched.</param>
public readonly record struct PhraseMatch(int Phrase, TextSpan Span);
