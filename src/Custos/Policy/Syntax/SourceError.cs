using System.Globalization;

namespace Custos.Policy.Syntax;

/// <summary>What is wrong with an expression, where, and what to do about it?</summary>
/// <param name="Line">From 1, in the file that the expression stands in.</param>
/// <param name="Column">From 1, in code points.</param>
/// <param name="Problem">A sentence.</param>
/// <param name="Remedy">A sentence.</param>
/// <param name="Excerpt">The line with a mark under the place; two lines of text.</param>
public sealed record SourceError(int Line, int Column, string Problem, string Remedy, string Excerpt)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}: {Problem} {Remedy}\n{Excerpt}");
}
