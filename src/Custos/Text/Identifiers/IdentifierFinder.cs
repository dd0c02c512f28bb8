namespace Custos.Text.Identifiers;

/// <summary>Which personal identifiers and secrets does a text hold, and where?</summary>
/// <remarks>
/// Checked by their own digits where they have any, so that a wrong digit is no match; kinds whose check a random number passes too often
/// (NHS, SIN, Aadhaar, a bare social security number) are found only beside their name. Read the normalised view to see through
/// zero-width characters and the digits of other scripts. O(n), no allocation but the matches; thread-safe.
/// </remarks>
public static class IdentifierFinder
{
    /// <summary>Adds what stands in any UTF-16 text to <paramref name="matches"/>, by place; where two overlap, the proved one stays, then the longer.</summary>
    public static void Find(ReadOnlySpan<char> text, List<IdentifierMatch> matches)
    {
        var first = matches.Count;
        Secrets.Find(text, matches);
        AccountWords.Find(text, matches);
        DigitGroups.Find(text, matches);
        Addresses.Find(text, matches);
        if (matches.Count - first > 1) Settle(matches, first);
    }

    private static void Settle(List<IdentifierMatch> matches, int first)
    {
        var found = matches[first..];
        matches.RemoveRange(first, found.Count);
        found.Sort((one, other) => one.Span.Start != other.Span.Start ? one.Span.Start.CompareTo(other.Span.Start) : one.Kind.CompareTo(other.Kind));
        foreach (var match in found)
        {
            if (matches.Count == first || matches[^1].Span.End <= match.Span.Start) matches.Add(match);
            else if (IsBetter(match, matches[^1])) matches[^1] = match;
        }
    }

    private static bool IsBetter(IdentifierMatch match, IdentifierMatch other) =>
        match.IsProved != other.IsProved ? match.IsProved : match.Span.Length > other.Span.Length;
}
