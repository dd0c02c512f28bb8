using Custos.Text.Rewriting;
using Custos.Text.Views;

namespace Custos.Text.Matching;

/// <summary>Which entry of a lexicon was found, in which view, and where in the raw text?</summary>
/// <param name="Phrase">The number of the entry, from 0.</param>
/// <param name="View">The view that it was found in; it says what had to be undone.</param>
/// <param name="Span">Where in the view.</param>
/// <param name="Raw">Where in the raw text: what to show or to redact.</param>
public readonly record struct LexiconMatch(int Phrase, View View, TextSpan Span, TextSpan Raw);
