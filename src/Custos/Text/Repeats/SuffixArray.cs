namespace Custos.Text.Repeats;

/// <summary>In which order do the suffixes of a text stand, and how much do neighbours in that order have in common?</summary>
/// <remarks>
/// Built by induced sorting (<see cref="InducedSorting"/>) over whole numbers, so that the same serves UTF-16 units, code points, tokens and
/// many texts one after another. The symbols are first numbered by rank: the alphabet is as small as the text allows. O(n) but for that
/// numbering, which is O(n log n) only where numbers lie far apart. Memory while it is built: 4 bytes a symbol for each of symbols and
/// suffixes, an eighth for types, and 8 for each different symbol, of the recursion too: 9 to 16 bytes a symbol. Immutable.
/// </remarks>
public sealed class SuffixArray
{
    private readonly int[] _symbols;
    private readonly int[] _suffixes;

    private SuffixArray(int[] ranks, int alphabet)
    {
        _symbols = ranks;
        _suffixes = new int[ranks.Length];
        InducedSorting.Sort(ranks, _suffixes, alphabet);
    }

    /// <summary>Where each suffix starts, the smallest first; a suffix that another continues comes before it.</summary>
    public ReadOnlySpan<int> Suffixes => _suffixes;

    /// <summary>The suffixes of a text by its UTF-16 units, as ordinal comparison orders them.</summary>
    public static SuffixArray Of(ReadOnlySpan<char> text)
    {
        var symbols = new int[text.Length];
        for (var i = 0; i < symbols.Length; i++) symbols[i] = text[i];
        return OfOwned(symbols);
    }

    /// <summary>The suffixes of any sequence of numbers.</summary>
    public static SuffixArray Of(ReadOnlySpan<int> symbols) => OfOwned(symbols.ToArray());

    /// <summary>Which suffix of <see cref="Suffixes"/> starts at each place?</summary>
    public int[] Ranks()
    {
        var ranks = new int[_suffixes.Length];
        for (var i = 0; i < _suffixes.Length; i++) ranks[_suffixes[i]] = i;
        return ranks;
    }

    /// <summary>How many symbols does each suffix share with the one before it? 0 for the first.</summary>
    /// <remarks>Source: Kärkkäinen, Manzini and Puglisi 2009 (the permuted array, by way of each suffix's predecessor). O(n); 8 bytes a symbol, half of which is the answer.</remarks>
    public int[] CommonPrefixes()
    {
        var shared = new int[_symbols.Length];
        if (shared.Length == 0) return shared;
        var predecessors = new int[_symbols.Length];
        predecessors[_suffixes[0]] = -1;
        for (var i = 1; i < _suffixes.Length; i++) predecessors[_suffixes[i]] = _suffixes[i - 1];
        var length = 0;
        var byPlace = predecessors;
        for (var place = 0; place < byPlace.Length; place++)
        {
            var other = predecessors[place];
            if (other < 0)
            {
                length = 0;
            }
            else
            {
                var most = _symbols.Length - Math.Max(place, other);
                while (length < most && _symbols[place + length] == _symbols[other + length]) length++;
            }

            byPlace[place] = length;
            if (length > 0) length--;
        }

        for (var i = 0; i < shared.Length; i++) shared[i] = byPlace[_suffixes[i]];
        return shared;
    }

    /// <summary>Takes the array over and overwrites it.</summary>
    internal static SuffixArray OfOwned(int[] symbols)
    {
        var alphabet = SymbolRanks.Replace(symbols);
        return new SuffixArray(symbols, alphabet);
    }
}
