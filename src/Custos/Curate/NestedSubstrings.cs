using Custos.Text.Repeats;

namespace Custos.Curate;

/// <summary>Which shared substrings are but parts of longer ones that about the same users have?</summary>
/// <remarks>
/// The candidates form a forest: the stretch of a substring in the suffix array lies inside the stretch of each of its prefixes. A kept
/// substring contains a candidate where one of its own suffixes lies in the candidate's stretch; from the innermost stretch that holds the
/// suffix all others are above it. Ways up are shortened by jumps (Myers 1983), so that a kept substring costs O(length × log n).
/// </remarks>
internal sealed class NestedSubstrings
{
    private const int None = -1;

    private readonly SharedSubstrings _shared;
    private readonly int[] _order;
    private readonly SharedSubstring[] _found;
    private readonly int[] _parents;
    private readonly int[] _jumps;

    /// <param name="shared">Where the candidates come from.</param>
    /// <param name="candidates">Their stretches are the same, inside one another or apart.</param>
    public NestedSubstrings(SharedSubstrings shared, List<SharedSubstring> candidates)
    {
        _shared = shared;
        _order = [.. Enumerable.Range(0, candidates.Count).OrderBy(i => candidates[i].First).ThenBy(i => candidates[i].Length)];
        _found = [.. _order.Select(i => candidates[i])];
        _parents = new int[_found.Length];
        _jumps = new int[_found.Length];
        var depths = new int[_found.Length];
        for (var i = 0; i < _found.Length; i++)
        {
            var parent = i - 1;
            while (parent >= 0 && _found[parent].Last < _found[i].Last) parent = _parents[parent];
            _parents[i] = parent;
            if (parent == None)
            {
                _jumps[i] = None;
                continue;
            }

            depths[i] = depths[parent] + 1;
            var jump = _jumps[parent];
            var isEven = jump != None && _jumps[jump] != None && depths[parent] - depths[jump] == depths[jump] - depths[_jumps[jump]];
            _jumps[i] = isEven ? _jumps[jump] : parent;
        }
    }

    /// <summary>For each candidate, in their order: −1 if it is merged into a longer one, else how many are merged into it.</summary>
    public int[] Merge(int minUsers)
    {
        var ranks = _found.Length == 0 ? [] : _shared.Ranks();
        var mostOfLonger = new int[_found.Length];
        var longer = new int[_found.Length];
        Array.Fill(longer, None);
        var merged = new int[_found.Length];
        var marked = new int[_found.Length];
        Array.Fill(marked, None);
        foreach (var i in Enumerable.Range(0, _found.Length).OrderByDescending(i => _found[i].Length).ThenBy(i => _found[i].First))
        {
            if (longer[i] != None && _found[i].Owners - mostOfLonger[i] < minUsers)
            {
                merged[longer[i]]++;
                merged[i] = None;
                continue;
            }

            var place = _shared.PlacesOf(_found[i])[0];
            for (var at = 0; at < _found[i].Length; at++)
            {
                for (var inside = Innermost(ranks[place + at], _found[i].Length - at); inside != None && marked[inside] != i; inside = _parents[inside])
                {
                    marked[inside] = i;
                    if (_found[i].Owners > mostOfLonger[inside]) (mostOfLonger[inside], longer[inside]) = (_found[i].Owners, i);
                }
            }
        }

        var byCandidate = new int[_found.Length];
        for (var i = 0; i < _found.Length; i++) byCandidate[_order[i]] = merged[i];
        return byCandidate;
    }

    /// <summary>The longest candidate of at most that length whose stretch holds the suffix.</summary>
    private int Innermost(int rank, int mostLength)
    {
        int low = 0, high = _found.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_found[middle].First <= rank) low = middle + 1;
            else high = middle;
        }

        var at = low - 1;
        while (at != None && !Fits(at)) at = _jumps[at] is var jump && jump != None && !Fits(jump) ? jump : _parents[at];
        return at;

        bool Fits(int i) => _found[i].Last >= rank && _found[i].Length <= mostLength;
    }
}
