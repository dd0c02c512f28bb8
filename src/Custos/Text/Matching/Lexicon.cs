using Custos.Text.Rewriting;
using Custos.Text.Views;

namespace Custos.Text.Matching;

/// <summary>Which entries of a lexicon does a text say, in any of its views?</summary>
/// <remarks>
/// <para>Normalised views are searched for whole words, whatever their case and accents. Skeletons are searched anywhere, and a match
/// counts only where its place in the source bears it out, for taking blanks away invents words: a long entry of several words
/// (<see cref="LongSkeleton"/> letters) counts anywhere; a shorter one, of <see cref="ShortSkeleton"/> letters or more, must begin and end
/// with a word of the source, and be in one piece for each of its words or in pieces of at most <see cref="LettersPerPiece"/> letters;
/// or it takes <see cref="FewestInLongWord"/> letters of the source and stands in a word of <see cref="LongWord"/> or more, as text that was run together does.</para>
/// <para>O(total length of the views). Not thread-safe.</para>
/// </remarks>
public sealed class Lexicon
{
    public const int ShortSkeleton = 4;
    public const int LongSkeleton = 14;
    public const double LettersPerPiece = 2.5;
    public const int LongWord = 20;
    public const int FewestInLongWord = 6;

    private readonly PhraseSet _phrases;
    private readonly SubstringSet _skeletons;
    private readonly int[] _skeletonPhrases;
    private readonly int[] _words;
    private readonly List<PhraseMatch> _found = [];
    private readonly HashSet<(int Phrase, int Place, bool IsStart)> _told = [];

    /// <exception cref="ArgumentException">An entry has no word, or too many.</exception>
    public Lexicon(IReadOnlyList<string> phrases)
    {
        _phrases = new PhraseSet(phrases);
        _words = [.. phrases.Select(phrase => Pieces(phrase))];
        var skeletons = phrases.Select(SkeletonOf).ToList();
        _skeletonPhrases = [.. Enumerable.Range(0, phrases.Count).Where(number => skeletons[number].Length >= ShortSkeleton)];
        _skeletons = new SubstringSet([.. _skeletonPhrases.Select(number => skeletons[number])]);
    }

    private Lexicon(Lexicon other)
    {
        _phrases = other._phrases;
        _words = other._words;
        _skeletonPhrases = other._skeletonPhrases;
        _skeletons = other._skeletons;
    }

    /// <summary>The same entries for another thread, at the price of two empty buffers.</summary>
    public Lexicon ForAnotherThread() => new(this);

    /// <summary>Adds what the views of a text say to <paramref name="matches"/>, each entry once for each place in the raw text.</summary>
    public void Find(TextViews views, List<LexiconMatch> matches)
    {
        _told.Clear();
        foreach (var view in views.All)
        {
            _found.Clear();
            if (view.Kind == ViewKind.Normalised)
            {
                _phrases.Find(view.Text, _found);
                foreach (var found in _found) Tell(found.Phrase, view, found.Span, matches);
            }
            else if (view.Kind == ViewKind.Skeleton)
            {
                _skeletons.Find(view.Text, _found);
                foreach (var found in _found)
                {
                    var phrase = _skeletonPhrases[found.Phrase];
                    if (IsBorneOut(view, found.Span, _words[phrase])) Tell(phrase, view, found.Span, matches);
                }
            }
        }
    }

    private void Tell(int phrase, View view, TextSpan span, List<LexiconMatch> matches)
    {
        var raw = view.ToRaw(span);
        // A skeleton may take in a letter more at one end than the normalised view does.
        var (isNewStart, isNewEnd) = (_told.Add((phrase, raw.Start, true)), _told.Add((phrase, raw.End, false)));
        if (isNewStart && isNewEnd) matches.Add(new LexiconMatch(phrase, view, span, raw));
    }

    private static bool IsBorneOut(View view, TextSpan span, int words)
    {
        if (words >= 2 && span.Length >= LongSkeleton) return true;
        var place = view.ToSource(span);
        var source = view.Source!.Text;
        if (!BeginsWord(source, place, view.ToSource(span with { Length = 1 })) || !EndsWord(source, place, view.ToSource(new TextSpan(span.End - 1, 1))))
        {
            return place.Length >= FewestInLongWord && IsInLongWord(source, place);
        }

        var pieces = Pieces(source.Slice(place.Start, place.Length));
        return pieces <= words || span.Length <= LettersPerPiece * pieces;
    }

    // A letter of a skeleton may stand for the end of one word and the beginning of the next.
    private static bool BeginsWord(ReadOnlySpan<char> source, TextSpan place, TextSpan letter) =>
        place.Start == 0 || !IsPart(source[place.Start - 1]) || Pieces(source.Slice(letter.Start, letter.Length)) > 1;

    private static bool EndsWord(ReadOnlySpan<char> source, TextSpan place, TextSpan letter) =>
        place.End == source.Length || !IsPart(source[place.End]) || Pieces(source.Slice(letter.Start, letter.Length)) > 1;

    private static bool IsInLongWord(ReadOnlySpan<char> source, TextSpan place)
    {
        int start = place.Start, end = place.End;
        if (Pieces(source[start..end]) != 1) return false;
        while (start > 0 && end - start < LongWord && IsPart(source[start - 1])) start--;
        while (end < source.Length && end - start < LongWord && IsPart(source[end])) end++;
        return end - start >= LongWord;
    }

    private static int Pieces(ReadOnlySpan<char> text)
    {
        var pieces = 0;
        for (var i = 0; i < text.Length; i++) pieces += IsPart(text[i]) && (i == 0 || !IsPart(text[i - 1])) ? 1 : 0;
        return pieces;
    }

    // What shows nothing parts no word.
    private static bool IsPart(char unit) => char.IsLetterOrDigit(unit) || unit is '@' or '$' || char.IsSurrogate(unit)
        || char.GetUnicodeCategory(unit) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.Format;

    private static string SkeletonOf(string phrase)
    {
        var normalised = new NormalisedText();
        normalised.Normalise(phrase);
        var skeleton = new SkeletonText();
        skeleton.Strip(normalised);
        return skeleton.Text.ToString();
    }
}
