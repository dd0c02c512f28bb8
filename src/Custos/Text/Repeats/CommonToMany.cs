using Custos.Text.Rewriting;

namespace Custos.Text.Repeats;

/// <summary>Which is the longest stretch that at least so many of many texts share?</summary>
/// <param name="Stretch">The stretch itself.</param>
/// <param name="CodePoints">How many code points it has.</param>
/// <param name="Places">Where it stands first in each text that has it, in the texts' order.</param>
public sealed record CommonToMany(string Stretch, int CodePoints, IReadOnlyList<(int Text, TextSpan Span)> Places)
{
    /// <summary>The longest substring common to at least <paramref name="atLeast"/> texts; of equally long ones the smallest by code points. Null where they share none.</summary>
    /// <remarks>O(n log n) at most; 20 bytes a code point. Surrogate pairs are never split. The same answer for the same texts.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 2.</exception>
    /// <exception cref="ArgumentException">The texts have more than 2,000,000,000 characters together.</exception>
    public static CommonToMany? Of(IReadOnlyList<string> texts, int atLeast)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atLeast, 2);
        if (atLeast > texts.Count) return null;
        var joined = new JoinedTexts(texts);
        var shared = new SharedSubstrings(joined, [.. Enumerable.Range(0, texts.Count)], texts.Count);
        if (shared.Longest(atLeast) is not { } longest) return null;
        var firsts = new SortedDictionary<int, int>();
        foreach (var place in shared.PlacesOf(longest))
        {
            var text = joined.TextAt(place);
            firsts[text] = Math.Min(place - joined.StartOf(text), firsts.GetValueOrDefault(text, int.MaxValue));
        }

        var places = firsts.Select(first => (first.Key, Repeats.CodePoints.SpanOf(texts[first.Key], first.Value, longest.Length))).ToList();
        var (at, span) = places[0];
        return new CommonToMany(texts[at].Substring(span.Start, span.Length), longest.Length, places);
    }
}
