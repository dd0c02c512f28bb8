using System.Globalization;
using System.Text;

namespace Custos.Policy.Syntax;

/// <summary>What is wrong with an expression, where, and what to do about it?</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in code points.</param>
/// <param name="Problem">A sentence.</param>
/// <param name="Remedy">A sentence.</param>
/// <param name="Excerpt">The line with a mark under the place; two lines of text.</param>
public sealed record SourceError(int Line, int Column, string Problem, string Remedy, string Excerpt)
{
    // A line that is longer is shown around the place.
    private const int ShownLength = 100;
    private const int ShownBefore = 60;

    /// <summary>An error at a UTF-16 offset of a source.</summary>
    internal static SourceError At(string source, int offset, string problem, string remedy)
    {
        offset = Math.Min(offset, source.Length);
        var start = StartOfLine(source, offset);
        var end = source.IndexOf('\n', offset);
        var (line, column) = PlaceOf(source, offset);
        return new SourceError(line, column, problem, remedy, Mark(source[start..(end < 0 ? source.Length : end)], offset - start));
    }

    /// <summary>The line and column of a UTF-16 offset.</summary>
    internal static (int Line, int Column) PlaceOf(string source, int offset)
    {
        var start = StartOfLine(source, offset);
        return (1 + source.AsSpan(0, start).Count('\n'), 1 + source.AsSpan(start, offset - start).EnumerateRunes().Count());
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}: {Problem} {Remedy}\n{Excerpt}");

    private static int StartOfLine(string source, int offset) => offset == 0 ? 0 : source.LastIndexOf('\n', offset - 1) + 1;

    private static string Mark(string line, int offset)
    {
        var from = line.Length <= ShownLength ? 0 : Math.Clamp(offset - ShownBefore, 0, line.Length - ShownLength);
        var until = Math.Min(line.Length, from + ShownLength);
        // Half of a pair of surrogates is no text.
        if (from > 0 && char.IsLowSurrogate(line[from])) from++;
        if (until < line.Length && char.IsLowSurrogate(line[until])) until--;
        var shown = string.Concat(line[from..until].Select(unit => char.IsControl(unit) ? ' ' : unit));
        var before = from > 0 ? "…" : "";
        var after = until < line.Length ? "…" : "";
        var indent = before.Length + line.AsSpan(from, Math.Max(0, Math.Min(offset, until) - from)).EnumerateRunes().Count();
        return $"  {before}{shown}{after}\n  {new string(' ', indent)}^";
    }
}

file static class Runes
{
    public static int Count(this SpanRuneEnumerator runes)
    {
        var count = 0;
        foreach (var _ in runes) count++;
        return count;
    }
}
