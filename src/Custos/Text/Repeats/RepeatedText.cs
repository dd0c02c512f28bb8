using Custos.Text.Rewriting;

namespace Custos.Text.Repeats;

/// <summary>How much of a text does it say more than once?</summary>
/// <param name="Longest">The first place of the longest stretch that stands in two places, which may overlap; empty where no character comes twice.</param>
/// <param name="LongestAgain">Its next place.</param>
/// <param name="Score">The share of the code points inside stretches, of the least length or longer, that the text has said before: 0 for a text that never repeats itself, (n − period) / n for a loop.</param>
/// <param name="CodePoints">How many code points the text has, at least 1.</param>
/// <remarks>
/// The score stands on the longest previous factor of each place (Crochemore and Ilie 2008). It describes this text; it is not an estimate
/// of anything beyond it, so it has no interval. Surrogate pairs are never split.
/// </remarks>
public sealed record RepeatedText(TextSpan Longest, TextSpan LongestAgain, double Score, int CodePoints)
{
    /// <summary>Unless said, what is shorter counts as coincidence: a few words.</summary>
    public const int DefaultMinLength = 20;

    /// <summary>Finds what a text repeats; null for the empty text, of which nothing can be said.</summary>
    /// <param name="text">Any UTF-16.</param>
    /// <param name="minLength">How many code points a stretch has at least to count in the score.</param>
    /// <remarks>O(n), 24 bytes a code point. Of equally long stretches the one counts whose second place comes first.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The least length is below 1.</exception>
    public static RepeatedText? Of(string text, int minLength = DefaultMinLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minLength, 1);
        if (text.Length == 0) return null;
        var points = Repeats.CodePoints.Of(text);
        var count = points.Length;
        var (lengths, earlier) = PreviousFactors(SuffixArray.OfOwned(points));
        int longest = 0, covered = 0, coveredTo = 0;
        for (var place = 0; place < count; place++)
        {
            if (lengths[place] > lengths[longest]) longest = place;
            if (lengths[place] < minLength) continue;
            var end = place + lengths[place];
            covered += Math.Max(0, end - Math.Max(place, coveredTo));
            coveredTo = Math.Max(coveredTo, end);
        }

        return new RepeatedText(Repeats.CodePoints.SpanOf(text, earlier[longest], lengths[longest]), Repeats.CodePoints.SpanOf(text, longest, lengths[longest]), covered / (double)count, count);
    }

    /// <summary>For each place, how long is the longest stretch from there on that also starts at an earlier place, and at which?</summary>
    /// <remarks>Places are taken out of the suffix array from the last to the first: what is left beside a place starts earlier.</remarks>
    private static (int[] Lengths, int[] Earlier) PreviousFactors(SuffixArray array)
    {
        var suffixes = array.Suffixes;
        var shared = array.CommonPrefixes();
        var ranks = array.Ranks();
        var next = new int[ranks.Length];
        var before = new int[ranks.Length];
        for (var rank = 0; rank < ranks.Length; rank++) (before[rank], next[rank]) = (rank - 1, rank + 1);
        for (var place = ranks.Length - 1; place >= 0; place--)
        {
            var rank = ranks[place];
            var (left, right) = (before[rank], next[rank]);
            var (withLeft, withRight) = (shared[rank], right < ranks.Length ? shared[right] : 0);
            if (right < ranks.Length)
            {
                before[right] = left;
                shared[right] = Math.Min(withLeft, withRight);
            }

            if (left >= 0) next[left] = right;
            // What is taken out needs its links no more: they make room for the answer.
            before[rank] = withLeft >= withRight ? left : right;
            shared[rank] = Math.Max(withLeft, withRight);
        }

        var (lengths, earlier) = (ranks, next);
        for (var rank = 0; rank < suffixes.Length; rank++) earlier[suffixes[rank]] = shared[rank] == 0 ? 0 : suffixes[before[rank]];
        for (var rank = 0; rank < suffixes.Length; rank++) lengths[suffixes[rank]] = shared[rank];
        return (lengths, earlier);
    }
}
