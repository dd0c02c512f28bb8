using Custos.Text.Tokens;

namespace Custos.Text.TokenSteps;

/// <summary>The pieces of a text: runs of characters that no token crosses.</summary>
/// <param name="Text">The text.</param>
/// <param name="Ranges">Where the pieces are in it, in order; what is between them is no part of any.</param>
internal sealed record Pieces(AlignedText Text, List<(int Start, int End)> Ranges);

/// <summary>Into which smaller pieces does a step cut pieces?</summary>
internal delegate Pieces CuttingStep(Pieces pieces);

/// <summary>What becomes of what a pattern matches, when a text is cut by it?</summary>
internal enum CutBehaviour
{
    Removed,
    Isolated,
    MergedWithPrevious,
    MergedWithNext,
    Contiguous,
}

/// <summary>The steps that tokenizer.json names as pre-tokenizers.</summary>
/// <remarks>O(n) each. Thread-safe.</remarks>
internal static class CuttingSteps
{
    /// <summary>Cuts by a pattern.</summary>
    /// <param name="pattern">What matches.</param>
    /// <param name="behaviour">What becomes of it.</param>
    /// <param name="inverted">Is what does not match the match?</param>
    public static CuttingStep Split(TextPattern pattern, CutBehaviour behaviour, bool inverted = false) =>
        pieces => CutEach(pieces, chars => pattern.MatchesIn(chars), behaviour, inverted);

    /// <summary>Cuts by kinds of character.</summary>
    /// <param name="kind">Those that match.</param>
    /// <param name="behaviour">What becomes of them.</param>
    /// <param name="singly">Is every such character a match of its own, or every run?</param>
    public static CuttingStep Kind(byte kind, CutBehaviour behaviour, bool singly = true) =>
        pieces => CutEach(pieces, chars => RunsOf(chars, kind, singly), behaviour, inverted: false);

    /// <summary>Runs of word characters and runs of others; blanks are gone.</summary>
    public static Pieces Words(Pieces pieces) =>
        CutEach(CutEach(pieces, chars => RunsOf(chars, CharacterKinds.Space, singly: false), CutBehaviour.Removed, inverted: false),
            chars => RunsOf(chars, CharacterKinds.Word, singly: false), CutBehaviour.Isolated, inverted: false);

    /// <summary>Puts a blank before every piece that begins with none; it stands where the first character does.</summary>
    public static Pieces PrefixBlank(Pieces pieces) => Rewrite(pieces, (text, start, end, result) =>
    {
        if (text.Chars[start] != ' ') result.Add(' ', text.PlaceOf(start));
        result.Add(text, start, end);
    });

    /// <summary>Writes blanks as another character, and one before a piece, as SentencePiece does.</summary>
    /// <param name="blank">What a blank is written as.</param>
    /// <param name="always">Does every piece begin with one?</param>
    /// <param name="first">Does the piece that begins the raw text?</param>
    public static CuttingStep Metaspace(char blank, bool always, bool first) => pieces => Rewrite(pieces, (text, start, end, result) =>
    {
        var begins = text.Chars[start] is var unit && (unit == ' ' || unit == blank);
        if (!begins && (always || (first && text.PlaceOf(start).Start == 0))) result.Add(blank, text.PlaceOf(start));
        for (var i = start; i < end; i++) result.Add(text.Chars[i] == ' ' ? blank : text.Chars[i], text.PlaceOf(i));
    });

    private static Pieces Rewrite(Pieces pieces, Action<AlignedText, int, int, AlignedText> write)
    {
        var result = new AlignedText(pieces.Text.Length + pieces.Ranges.Count);
        var ranges = new List<(int, int)>(pieces.Ranges.Count);
        foreach (var (start, end) in pieces.Ranges)
        {
            var from = result.Length;
            write(pieces.Text, start, end, result);
            ranges.Add((from, result.Length));
        }

        return new Pieces(result, ranges);
    }

    private delegate List<(int Start, int End)> Matches(ReadOnlySpan<char> chars);

    private static Pieces CutEach(Pieces pieces, Matches matches, CutBehaviour behaviour, bool inverted)
    {
        var result = new List<(int, int)>();
        foreach (var (start, end) in pieces.Ranges) Cut(start, end, matches(pieces.Text.Chars[start..end]), behaviour, inverted, result);
        return pieces with { Ranges = result };
    }

    private static void Cut(int start, int end, List<(int Start, int End)> matches, CutBehaviour behaviour, bool inverted, List<(int Start, int End)> result)
    {
        var parts = new List<(int Start, int End, bool IsMatch)>();
        var at = start;
        foreach (var match in matches)
        {
            if (start + match.Start > at) parts.Add((at, start + match.Start, inverted));
            if (match.End > match.Start) parts.Add((start + match.Start, start + match.End, !inverted));
            at = start + match.End;
        }

        if (at < end) parts.Add((at, end, inverted));
        var first = result.Count;
        for (var i = 0; i < parts.Count; i++)
        {
            var (partStart, partEnd, isMatch) = parts[i];
            var joins = i > 0 && behaviour switch
            {
                CutBehaviour.MergedWithPrevious => isMatch && !parts[i - 1].IsMatch,
                CutBehaviour.MergedWithNext => !isMatch && parts[i - 1].IsMatch,
                CutBehaviour.Contiguous => isMatch == parts[i - 1].IsMatch,
                _ => false,
            };
            if (joins && result.Count > first) result[^1] = (result[^1].Start, partEnd);
            else if (!(isMatch && behaviour == CutBehaviour.Removed)) result.Add((partStart, partEnd));
        }
    }

    private static List<(int Start, int End)> RunsOf(ReadOnlySpan<char> chars, byte kind, bool singly)
    {
        var runs = new List<(int Start, int End)>();
        for (var at = 0; at < chars.Length;)
        {
            var isOfKind = (CharacterKinds.At(chars, at, out var length) & kind) != 0;
            if (isOfKind && !singly && runs.Count > 0 && runs[^1].End == at) runs[^1] = (runs[^1].Start, at + length);
            else if (isOfKind) runs.Add((at, at + length));
            at += length;
        }

        return runs;
    }
}
