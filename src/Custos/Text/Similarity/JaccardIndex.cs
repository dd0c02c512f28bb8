namespace Custos.Text.Similarity;

/// <summary>Does a set resemble one of the indexed sets, by Jaccard's measure?</summary>
/// <remarks>
/// Prefix filtering (Chaudhuri, Ganti, Kaushik 2006; Xiao et al. 2008, section 3): if the elements of all sets are put into one order,
/// two sets of similarity t share an element among the first |x| − ⌈t·|x|⌉ + 1 of each, so that only those are indexed and looked up.
/// The order puts rare elements first, which keeps the lists short; it counts them in a table of fixed size, since the order may be any
/// for the answer to be exact. Sets whose sizes alone rule the similarity out are passed over. Immutable and thread-safe; probes are not.
/// </remarks>
internal sealed class JaccardIndex
{
    private const int CounterBits = 20;

    // Keeps ⌈t·n⌉ from counting one too many where t·n is a whole number but for rounding.
    private const double Slack = 1e-9;

    private readonly double _similarity;
    private readonly int[] _counters = new int[1 << CounterBits];
    private readonly List<ulong[]> _sets = [];
    private readonly Dictionary<ulong, List<int>> _setsByElement = [];

    /// <param name="similarity">The least similarity that counts as resemblance, in (0, 1].</param>
    /// <param name="sets">Each distinct and ascending; empty ones resemble nothing.</param>
    public JaccardIndex(double similarity, IEnumerable<ulong[]> sets)
    {
        _similarity = similarity;
        foreach (var set in sets)
        {
            _sets.Add(set);
            foreach (var element in set)
            {
                _counters[Counter(element)]++;
            }
        }

        for (var number = 0; number < _sets.Count; number++)
        {
            Index(number);
        }
    }

    public Probe NewProbe() => new(this);

    private void Index(int number)
    {
        foreach (var key in Prefix(_sets[number]))
        {
            var element = (ulong)key;
            if (!_setsByElement.TryGetValue(element, out var sets))
            {
                _setsByElement.Add(element, sets = []);
            }

            sets.Add(number);
        }
    }

    // The rarest elements; each key is the element under its count, so that no two are equal.
    private ReadOnlySpan<UInt128> Prefix(ReadOnlySpan<ulong> set)
    {
        var keys = new UInt128[set.Length];
        for (var i = 0; i < set.Length; i++)
        {
            keys[i] = new UInt128((ulong)_counters[Counter(set[i])], set[i]);
        }

        Array.Sort(keys);
        var needed = (int)Math.Ceiling(_similarity * set.Length - Slack);
        return keys.AsSpan(0, Math.Min(set.Length, set.Length - needed + 1));
    }

    private bool Resembles(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        var shared = 0;
        for (int i = 0, j = 0; i < left.Length && j < right.Length;)
        {
            shared += left[i] == right[j] ? 1 : 0;
            var step = left[i].CompareTo(right[j]);
            i += step <= 0 ? 1 : 0;
            j += step >= 0 ? 1 : 0;
        }

        return (double)shared / (left.Length + right.Length - shared) >= _similarity;
    }

    private static int Counter(ulong element) => (int)(element >> (64 - CounterBits));

    /// <summary>One caller's look-ups: remembers which sets it has compared already.</summary>
    public sealed class Probe(JaccardIndex index)
    {
        private readonly int[] _comparedBy = new int[index._sets.Count];
        private int _lookUp;

        /// <param name="set">Distinct and ascending.</param>
        public bool Matches(ReadOnlySpan<ulong> set)
        {
            _lookUp++;
            foreach (var key in index.Prefix(set))
            {
                if (index._setsByElement.TryGetValue((ulong)key, out var candidates) && AnyResembles(set, candidates))
                {
                    return true;
                }
            }

            return false;
        }

        private bool AnyResembles(ReadOnlySpan<ulong> set, List<int> candidates)
        {
            foreach (var number in candidates)
            {
                var other = index._sets[number];
                var (smaller, larger) = set.Length < other.Length ? (set.Length, other.Length) : (other.Length, set.Length);
                if (_comparedBy[number] != _lookUp && smaller >= index._similarity * larger - Slack)
                {
                    _comparedBy[number] = _lookUp;
                    if (index.Resembles(set, other))
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }
}
