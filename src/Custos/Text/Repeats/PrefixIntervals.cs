using System.Runtime.InteropServices;

namespace Custos.Text.Repeats;

/// <summary>Which stretches of a suffix array share a prefix of at least so many symbols? Met from left to right, the inner before the outer.</summary>
/// <remarks>
/// Source: Kasai et al. 2001; Abouelhoda, Kurtz and Ohlebusch 2004: the inner nodes of the suffix tree, without the tree. A stretch is open
/// while the walk is inside it; the open ones lie in one another, so their prefixes grow strictly. O(n) for the whole walk.
/// </remarks>
internal sealed class PrefixIntervals(int[] commonPrefixes, int minLength)
{
    private readonly List<Open> _open = [];

    /// <summary>Steps on to suffix <paramref name="index"/>, from 1 to n: closes what ends before it and opens what it shares with the one before.</summary>
    /// <param name="index">The suffix; n closes all.</param>
    /// <param name="close">Told each stretch that ends, with what its parts counted.</param>
    public void StepTo(int index, Action<SharedSubstring, int> close)
    {
        var shared = index < commonPrefixes.Length && commonPrefixes[index] >= minLength ? commonPrefixes[index] : 0;
        var start = index - 1;
        int repeats = 0, mostOfParts = 0;
        while (_open.Count > 0 && _open[^1].Length > shared)
        {
            var closed = _open[^1];
            _open.RemoveAt(_open.Count - 1);
            var owners = index - closed.First - closed.Repeats;
            close(new SharedSubstring(closed.First, index - 1, closed.Length, owners), closed.MostOfParts);
            (start, repeats, mostOfParts) = (closed.First, closed.Repeats, owners);
            if (_open.Count > 0 && _open[^1].Length >= shared)
            {
                ref var outer = ref CollectionsMarshal.AsSpan(_open)[^1];
                outer.Repeats += repeats;
                outer.MostOfParts = Math.Max(outer.MostOfParts, mostOfParts);
            }
        }

        if (shared > 0 && (_open.Count == 0 || _open[^1].Length < shared)) _open.Add(new Open(start, shared, repeats, mostOfParts));
    }

    /// <summary>Suffix <paramref name="earlier"/> and the one stepped to have the same owner, and none between them has: he must count once.</summary>
    public void AddRepeat(int earlier)
    {
        var open = CollectionsMarshal.AsSpan(_open);
        int low = 0, high = open.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (open[middle].First <= earlier) low = middle + 1;
            else high = middle;
        }

        if (low > 0) open[low - 1].Repeats++;
    }

    /// <summary>Where does the open stretch with a prefix of just that length begin? −1 where there is none.</summary>
    public int FirstOf(int length)
    {
        var open = CollectionsMarshal.AsSpan(_open);
        int low = 0, high = open.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (open[middle].Length < length) low = middle + 1;
            else high = middle;
        }

        return low < open.Length && open[low].Length == length ? open[low].First : -1;
    }

    /// <param name="First">Its first suffix.</param>
    /// <param name="Length">Of the prefix.</param>
    /// <param name="Repeats">Suffixes inside that do not add an owner.</param>
    /// <param name="MostOfParts">The most owners that any longer prefix inside has.</param>
    private record struct Open(int First, int Length, int Repeats, int MostOfParts);
}
