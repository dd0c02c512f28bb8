using Custos.Policy.Expressions;

namespace Custos.Policy.Syntax;

/// <summary>Where does each character of an expression stand, for whoever wrote it?</summary>
internal sealed class SourceText(string text, SourceOrigin origin)
{
    // A line that is longer is shown around the place.
    private const int ShownLength = 100;
    private const int ShownBefore = 60;

    public string Text => text;

    /// <summary>An error at a UTF-16 offset.</summary>
    public SourceError ErrorAt(int offset, string problem, string remedy)
    {
        offset = Math.Min(offset, text.Length);
        var (line, column) = PlaceOf(offset);
        var start = StartOfLine(offset);
        var excerpt = LineOfDocument(line) is { } shown ? Mark(shown, OffsetOf(shown, column)) : Mark(LineFrom(text, start), offset - start);
        return new SourceError(line, column, problem, remedy, excerpt);
    }

    /// <summary>The line and column of a UTF-16 offset.</summary>
    public (int Line, int Column) PlaceOf(int offset)
    {
        var start = StartOfLine(offset);
        return (origin.Line + text.AsSpan(0, start).Count('\n'), origin.Column + CountOf(text.AsSpan(start, offset - start)));
    }

    /// <summary>The UTF-16 offset of a place of this text, which must stand on its own.</summary>
    public int OffsetAt(int line, int column)
    {
        var start = 0;
        for (; line > 1; line--) start = text.IndexOf('\n', start) + 1;
        return start + OffsetOf(LineFrom(text, start), column);
    }

    private int StartOfLine(int offset) => offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;

    private string? LineOfDocument(int line)
    {
        if (origin.Document is not { } document) return null;
        var start = 0;
        for (; line > 1; line--)
        {
            var end = document.IndexOf('\n', start);
            if (end < 0) return null;
            start = end + 1;
        }

        return LineFrom(document, start);
    }

    private static string LineFrom(string text, int start)
    {
        var end = text.IndexOf('\n', start);
        return text[start..(end < 0 ? text.Length : end)];
    }

    private static int OffsetOf(string line, int column)
    {
        var offset = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (--column < 1) break;
            offset += rune.Utf16SequenceLength;
        }

        return offset;
    }

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
        var indent = before.Length + CountOf(line.AsSpan(from, Math.Max(0, Math.Min(offset, until) - from)));
        return $"  {before}{shown}{after}\n  {new string(' ', indent)}^";
    }

    private static int CountOf(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\ud800', '\udfff') < 0) return text.Length;
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }
}
