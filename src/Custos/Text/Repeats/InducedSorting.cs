namespace Custos.Text.Repeats;

/// <summary>In which order do the suffixes of a sequence stand?</summary>
/// <remarks>
/// Source: Nong, Zhang and Chan 2009, "Linear suffix array construction by almost pure induced-sorting" (SA-IS). A suffix is small
/// where it comes before the one that follows it in the text, large otherwise; the end of the text is smaller than any symbol. A small
/// suffix after a large one is leftmost. The sequence that is sorted recursively lies in the room of the answer, so that beyond text and
/// answer there are only the types (a bit a symbol) and two tables of the alphabet.
/// </remarks>
internal static class InducedSorting
{
    private const int Empty = -1;

    /// <summary>Sorts the suffixes; every symbol lies in [0, <paramref name="alphabet"/>).</summary>
    /// <param name="text">The symbols.</param>
    /// <param name="suffixes">As long as the text; it becomes the places where the suffixes start, the smallest first.</param>
    /// <param name="alphabet">One more than the largest symbol.</param>
    /// <remarks>
    /// 1. The leftmost suffixes, in any order, sort by their first symbol; two scans sort them as far as the next leftmost one.
    /// 2. Those stretches are named by their rank. 3. Where two bear one name, the sequence of names is sorted likewise.
    /// 4. The leftmost suffixes, now in order, induce the order of all. O(n).
    /// </remarks>
    public static void Sort(ReadOnlySpan<int> text, Span<int> suffixes, int alphabet)
    {
        if (text.Length < 2)
        {
            suffixes.Clear();
            return;
        }

        var types = new SuffixTypes(text);
        var counts = new int[alphabet];
        foreach (var symbol in text) counts[symbol]++;
        var ends = new int[alphabet];

        // 1.
        suffixes.Fill(Empty);
        SetEnds(counts, ends);
        for (var i = text.Length - 1; i > 0; i--)
        {
            if (types.IsLeftmost(i)) suffixes[--ends[text[i]]] = i;
        }

        Induce(text, suffixes, types, counts, ends);

        // 2.
        var leftmost = 0;
        foreach (var suffix in suffixes)
        {
            if (types.IsLeftmost(suffix)) suffixes[leftmost++] = suffix;
        }

        var sorted = suffixes[..leftmost];
        var names = suffixes[^leftmost..];
        var named = Name(text, suffixes, leftmost, types);

        // 3.
        if (named < leftmost)
        {
            Sort(names, sorted, named);
        }
        else
        {
            for (var i = 0; i < leftmost; i++) sorted[names[i]] = i;
        }

        // 4.
        var places = names;
        for (int i = 1, next = 0; i < text.Length; i++)
        {
            if (types.IsLeftmost(i)) places[next++] = i;
        }

        for (var i = 0; i < leftmost; i++) sorted[i] = places[sorted[i]];
        suffixes[leftmost..].Fill(Empty);
        SetEnds(counts, ends);
        for (var i = leftmost - 1; i >= 0; i--)
        {
            var suffix = suffixes[i];
            suffixes[i] = Empty;
            suffixes[--ends[text[suffix]]] = suffix;
        }

        Induce(text, suffixes, types, counts, ends);
    }

    /// <summary>From the leftmost suffixes at the ends of their symbols' stretches to all suffixes: the large from the left, then the small from the right.</summary>
    private static void Induce(ReadOnlySpan<int> text, Span<int> suffixes, SuffixTypes types, int[] counts, int[] ends)
    {
        SetStarts(counts, ends);
        var starts = ends;
        suffixes[starts[text[^1]]++] = text.Length - 1;
        for (var i = 0; i < suffixes.Length; i++)
        {
            var before = suffixes[i] - 1;
            if (before >= 0 && !types.IsSmall(before)) suffixes[starts[text[before]]++] = before;
        }

        SetEnds(counts, ends);
        for (var i = suffixes.Length - 1; i >= 0; i--)
        {
            var before = suffixes[i] - 1;
            if (before >= 0 && types.IsSmall(before)) suffixes[--ends[text[before]]] = before;
        }
    }

    /// <summary>Puts the ranks of the leftmost stretches, in the text's order, at the end of <paramref name="suffixes"/>; says how many ranks there are.</summary>
    private static int Name(ReadOnlySpan<int> text, Span<int> suffixes, int leftmost, SuffixTypes types)
    {
        // Two leftmost places are never neighbours, so that half of a place tells them apart.
        var byPlace = suffixes[leftmost..];
        byPlace.Fill(Empty);
        int named = 0, last = Empty;
        for (var i = 0; i < leftmost; i++)
        {
            var suffix = suffixes[i];
            if (last == Empty || !IsSameStretch(text, types, last, suffix)) named++;
            byPlace[suffix >> 1] = named - 1;
            last = suffix;
        }

        var at = suffixes.Length;
        for (var i = suffixes.Length - 1; i >= leftmost; i--)
        {
            if (suffixes[i] != Empty) suffixes[--at] = suffixes[i];
        }

        return named;
    }

    /// <summary>Are two stretches, each from a leftmost place to the next one, the same? The one that the text ends is like no other.</summary>
    private static bool IsSameStretch(ReadOnlySpan<int> text, SuffixTypes types, int first, int second)
    {
        for (var length = 0; ; length++)
        {
            if (first + length == text.Length || second + length == text.Length) return false;
            if (text[first + length] != text[second + length] || types.IsSmall(first + length) != types.IsSmall(second + length)) return false;
            if (length > 0 && types.IsLeftmost(first + length)) return types.IsLeftmost(second + length);
        }
    }

    private static void SetStarts(int[] counts, int[] starts)
    {
        var sum = 0;
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            starts[symbol] = sum;
            sum += counts[symbol];
        }
    }

    private static void SetEnds(int[] counts, int[] ends)
    {
        var sum = 0;
        for (var symbol = 0; symbol < counts.Length; symbol++) ends[symbol] = sum += counts[symbol];
    }

    /// <summary>Which suffixes are small, as bits.</summary>
    private readonly struct SuffixTypes
    {
        private readonly ulong[] _small;

        public SuffixTypes(ReadOnlySpan<int> text)
        {
            _small = new ulong[(text.Length + 63) / 64];
            var isSmall = false;
            for (var i = text.Length - 2; i >= 0; i--)
            {
                isSmall = text[i] < text[i + 1] || (text[i] == text[i + 1] && isSmall);
                if (isSmall) _small[i >> 6] |= 1UL << i;
            }
        }

        public bool IsSmall(int place) => (_small[place >> 6] >> place & 1) != 0;

        public bool IsLeftmost(int place) => place > 0 && IsSmall(place) && !IsSmall(place - 1);
    }
}
