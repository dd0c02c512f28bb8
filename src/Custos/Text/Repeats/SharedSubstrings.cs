namespace Custos.Text.Repeats;

/// <summary>Which substrings do several owners share?</summary>
/// <remarks>
/// An owner of a suffix is, for instance, the text that it starts in, or who wrote that. Owners are counted as Hui 1992 does: the places of a
/// stretch, less one for each next place of the same owner, at the smallest stretch that holds both. O(n log n) at most, O(n) where few
/// prefixes are that long. Memory: 20 bytes a symbol with the suffix array, besides what is found.
/// </remarks>
internal sealed class SharedSubstrings
{
    private readonly JoinedTexts _texts;
    private readonly int[] _ownerOfText;
    private readonly int _owners;
    private readonly SuffixArray _array;
    private readonly int[] _commonPrefixes;

    /// <param name="texts">The texts, of which the symbols are taken over.</param>
    /// <param name="ownerOfText">For each text a number from 0.</param>
    /// <param name="owners">One more than the largest of them.</param>
    public SharedSubstrings(JoinedTexts texts, int[] ownerOfText, int owners)
    {
        _array = SuffixArray.OfOwned(texts.Symbols);
        _commonPrefixes = _array.CommonPrefixes();
        (_texts, _ownerOfText, _owners) = (texts, ownerOfText, owners);
    }

    /// <summary>Where in the joined texts the substring stands, in the order of the suffix array.</summary>
    public ReadOnlySpan<int> PlacesOf(SharedSubstring shared) => _array.Suffixes.Slice(shared.First, shared.Occurrences);

    /// <summary>Which suffix of the order starts at each place?</summary>
    public int[] Ranks() => _array.Ranks();

    /// <summary>The longest substring that at least so many owners share; of equally long ones the smallest. Null where they share none.</summary>
    public SharedSubstring? Longest(int minOwners)
    {
        SharedSubstring? longest = null;
        Walk(1, (shared, _) =>
        {
            if (shared.Owners >= minOwners && shared.Length > (longest?.Length ?? 0)) longest = shared;
        });
        return longest;
    }

    /// <summary>The substrings of at least so many symbols and owners that cannot be made longer, to the left or to the right, and keep their owners.</summary>
    /// <returns>In the order in which their stretches end; each substring once.</returns>
    /// <remarks>
    /// What can be made longer to the right has the owners of one of its parts. What can be made longer to the left by x has, where x with it
    /// cannot be made longer to the right in turn, a stretch of its own whose suffixes follow each those of the other by one place.
    /// </remarks>
    public List<SharedSubstring> Maximal(int minLength, int minOwners)
    {
        var found = new List<SharedSubstring>();
        Walk(minLength, (shared, mostOfParts) =>
        {
            if (shared.Owners >= minOwners && mostOfParts < shared.Owners) found.Add(shared);
        });
        var isLonger = MarkLongerToTheLeft(found, minLength);
        return [.. found.Where((_, i) => !isLonger[i])];
    }

    private void Walk(int minLength, Action<SharedSubstring, int> close)
    {
        var intervals = new PrefixIntervals(_commonPrefixes, minLength);
        var textOfPlaces = _texts.TextOfPlaces();
        var lastOfOwner = new int[_owners];
        Array.Fill(lastOfOwner, -1);
        var suffixes = _array.Suffixes;
        for (var i = 0; i < suffixes.Length; i++)
        {
            if (i > 0) intervals.StepTo(i, close);
            var owner = _ownerOfText[textOfPlaces[suffixes[i]]];
            if (lastOfOwner[owner] >= 0) intervals.AddRepeat(lastOfOwner[owner]);
            lastOfOwner[owner] = i;
        }

        intervals.StepTo(suffixes.Length, close);
    }

    private bool[] MarkLongerToTheLeft(List<SharedSubstring> found, int minLength)
    {
        var isLonger = new bool[found.Count];
        if (found.Count == 0) return isLonger;
        var byStretch = new Dictionary<(int First, int Length), int>(found.Count);
        for (var i = 0; i < found.Count; i++) byStretch.Add((found[i].First, found[i].Length), i);
        var ranks = Ranks();
        // The stretch without the first symbol is the smallest that holds both the first and the last suffix: open at the step to the later.
        var asked = found.Where(shared => shared.Length > minLength)
            .Select(shared => (Rank: ranks[_array.Suffixes[shared.Last] + 1], Length: shared.Length - 1, shared.Owners))
            .OrderBy(question => question.Rank).ToArray();
        var intervals = new PrefixIntervals(_commonPrefixes, minLength);
        for (int step = 1, next = 0; next < asked.Length; step++)
        {
            intervals.StepTo(step, static (_, _) => { });
            for (; next < asked.Length && asked[next].Rank == step; next++)
            {
                var (_, length, owners) = asked[next];
                if (byStretch.TryGetValue((intervals.FirstOf(length), length), out var i) && found[i].Owners == owners) isLonger[i] = true;
            }
        }

        return isLonger;
    }
}
