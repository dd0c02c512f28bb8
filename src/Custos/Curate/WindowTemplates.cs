using Custos.Text.Repeats;

namespace Custos.Curate;

/// <summary>Which stretch do enough users of one window share?</summary>
/// <param name="Stretch">What they share, in the view that was compared.</param>
/// <param name="Places">For each text that has it, in the texts' order, how often, and where first in code points.</param>
/// <param name="Merged">How many shorter stretches were merged into it.</param>
internal sealed record WindowTemplate(string Stretch, IReadOnlyList<TextWithTemplate> Places, int Merged);

/// <param name="Text">The text's index.</param>
/// <param name="Occurrences">How often it has the stretch; occurrences may overlap.</param>
/// <param name="FirstStart">Where first, in code points.</param>
internal readonly record struct TextWithTemplate(int Text, int Occurrences, int FirstStart);

/// <summary>Which stretches do enough users of a window share, none of which could be longer or is but a part of another?</summary>
/// <remarks>
/// 1. A candidate has at least the length and the users, and no character more on either side leaves all its users.
/// 2. The longest first, of equally long ones the smallest: a candidate is merged into a kept one that contains it where fewer than the
/// least number of users have the candidate and not the kept one.
/// O(n log n) for n characters, and O(n) for each template that is kept.
/// </remarks>
internal static class WindowTemplates
{
    /// <summary>The templates of a window, the one with the most users first, then the longest; and how many there were beyond the most that are wanted.</summary>
    /// <param name="texts">The texts in the view that is compared.</param>
    /// <param name="users">The user of each, as a number from 0.</param>
    /// <param name="options">The least length and users, and the most templates.</param>
    public static (List<WindowTemplate> Templates, int LeftOut) Find(IReadOnlyList<string> texts, int[] users, TemplateOptions options)
    {
        var joined = new JoinedTexts(texts);
        var shared = new SharedSubstrings(joined, users, users.Length == 0 ? 0 : users.Max() + 1);
        var candidates = shared.Maximal(options.MinLength, options.MinUsers);
        var merged = new NestedSubstrings(shared, candidates).Merge(options.MinUsers);
        var kept = Enumerable.Range(0, candidates.Count).Where(i => merged[i] >= 0)
            .OrderByDescending(i => candidates[i].Owners).ThenByDescending(i => candidates[i].Length).ThenBy(i => candidates[i].First).ToList();
        if (kept.Count == 0) return ([], 0);
        var textOfPlaces = joined.TextOfPlaces();
        var templates = kept.Take(options.MaxTemplates).Select(i => Describe(texts, PlacesOf(candidates[i]), candidates[i].Length, merged[i])).ToList();
        return (templates, kept.Count - templates.Count);

        List<TextWithTemplate> PlacesOf(SharedSubstring found)
        {
            var occurrences = new int[texts.Count];
            var firsts = new int[texts.Count];
            foreach (var place in shared.PlacesOf(found))
            {
                var text = textOfPlaces[place];
                if (occurrences[text]++ == 0 || place < firsts[text]) firsts[text] = place;
            }

            return [.. Enumerable.Range(0, texts.Count).Where(text => occurrences[text] > 0).Select(text => new TextWithTemplate(text, occurrences[text], firsts[text] - joined.StartOf(text)))];
        }
    }

    private static WindowTemplate Describe(IReadOnlyList<string> texts, List<TextWithTemplate> places, int length, int merged)
    {
        var span = CodePoints.SpanOf(texts[places[0].Text], places[0].FirstStart, length);
        return new WindowTemplate(texts[places[0].Text].Substring(span.Start, span.Length), places, merged);
    }
}
