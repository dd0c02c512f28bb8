using System.Text;
using Custos.Text.Rewriting;

namespace Custos.Text.Views;

/// <summary>What is left of a text when all that an evader may change is taken away: only the letters, each by what it looks like?</summary>
/// <remarks>
/// Accents, blanks and punctuation are left out; letters of any alphabet become the ASCII letter that they look like (UTS 39), digits
/// and signs the letter that they stand for, i and l are one, and repeated letters are written once, also over the end of a word. Much is lost, so a skeleton is
/// compared with skeletons only, and a match in it is weaker evidence than one in the normalised text. O(n), no allocation once the
/// buffer has grown. Not thread-safe.
/// </remarks>
public sealed class SkeletonText
{
    private readonly MappedText _letters = new();

    /// <summary>The skeleton; it is overwritten by the next.</summary>
    public ReadOnlySpan<char> Text => _letters.Text;

    /// <summary>Makes the skeleton of what a normalised text was folded to.</summary>
    public void Strip(NormalisedText text) => Strip(text.Folded.Text);

    /// <inheritdoc cref="SourceMap.SourceOf"/>
    public TextSpan SourceOf(TextSpan span, NormalisedText text) => text.Folded.Map.SourceOf(_letters.Map.SourceOf(span));

    /// <summary>Where in the folded text these letters come from.</summary>
    internal TextSpan FoldedSourceOf(TextSpan span) => _letters.Map.SourceOf(span);

    /// <summary>Makes the skeleton of a text whose case is folded.</summary>
    internal void Strip(ReadOnlySpan<char> folded)
    {
        _letters.Clear();
        var last = '\0';
        for (var at = 0; at < folded.Length;)
        {
            if (folded[at] < 128)
            {
                last = Append(OfAscii(folded, at), at, last);
                at++;
                continue;
            }

            _ = Rune.DecodeFromUtf16(folded[at..], out var rune, out var taken);
            last = AppendLetter(rune.Value, at, taken, last);
            at += taken;
        }
    }

    private char AppendLetter(int codePoint, int at, int taken, char last)
    {
        if (!CharacterTable.EntryOf(codePoint).IsWord && CharacterTable.SkeletonOf(codePoint) == 0) return last;
        while (CharacterTable.TryDecompose(codePoint, out var first, out _)) codePoint = first;
        if (CharacterTable.ClassOf(codePoint) != 0) return last;
        var skeleton = CharacterTable.SkeletonOf(codePoint);
        if (skeleton == 0 && codePoint < 128) skeleton = (char)codePoint;
        if (skeleton != 0) return Append(Merge(skeleton), at, last, taken);
        Span<char> utf16 = stackalloc char[2];
        _letters.Replace(at, taken, utf16[..new Rune(codePoint).EncodeToUtf16(utf16)]);
        return '\0';
    }

    private char Append(char letter, int at, char last, int taken = 1)
    {
        if (letter == '\0') return last;
        if (letter == last)
        {
            _letters.Map.ExtendLast(at + taken);
            return last;
        }

        _letters.Replace(at, taken, letter);
        return letter;
    }

    private static char OfAscii(ReadOnlySpan<char> text, int at)
    {
        var unit = text[at];
        if (char.IsAsciiLetterLower(unit)) return Merge(unit);
        if (!LeetAlphabet.IsLeet(unit)) return '\0';
        // A sign is punctuation unless letters or digits stand on both sides of it.
        if (unit is '!' or '|' && !(at > 0 && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(text[at + 1]))) return '\0';
        return Merge(LeetAlphabet.MostLikely(unit));
    }

    private static char Merge(char letter) => letter == 'i' ? 'l' : letter;
}
