using Custos.Text.Rewriting;

namespace Custos.Text.Identifiers;

/// <summary>Which personal identifier or secret stands where, and does a checksum prove it?</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where, in UTF-16 units.</param>
/// <param name="IsProved">Do its own check digits or its format bear it out? What has no checksum is found by its shape only.</param>
public readonly record struct IdentifierMatch(IdentifierKind Kind, TextSpan Span, bool IsProved);
