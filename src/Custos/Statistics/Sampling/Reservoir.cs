namespace Custos.Statistics.Sampling;

/// <summary>Which rows of one stratum come first: by priority, and among equals by chance? At most as many as there are places.</summary>
/// <remarks>Each row's chance is a number of its own, so the order in which rows come does not matter. O(log places) a row. Not thread-safe.</remarks>
internal sealed class Reservoir<T>(int places)
{
    // The last comes out first.
    private readonly PriorityQueue<T, RowRank> _kept = new(Comparer<RowRank>.Create((left, right) => right.CompareTo(left)));
    private double _lostPriority = double.NegativeInfinity;
    private long _lostThere;

    /// <summary>The rows that were offered.</summary>
    public long Population { get; private set; }

    /// <summary>Would this row be kept?</summary>
    public bool Wants(RowRank rank) => _kept.Count < places || places > 0 && Last().CompareTo(rank) > 0;

    /// <summary>Offers a row; it is made only if it is kept.</summary>
    public void Offer(RowRank rank, Func<T> make)
    {
        Population++;
        if (!Wants(rank))
        {
            Lose(rank.Priority);
            return;
        }

        if (_kept.Count < places)
        {
            _kept.Enqueue(make(), rank);
            return;
        }

        _ = _kept.TryPeek(out _, out var last);
        _kept.EnqueueDequeue(make(), rank);
        Lose(last.Priority);
    }

    /// <summary>The first so many, with what each of them stands for: one over the chance that it was drawn.</summary>
    /// <remarks>
    /// Rows above the last priority that is taken are certain and stand for themselves; those of that priority stand for all of it. Rows of a lower
    /// priority had no chance, and nothing stands for them. Without priorities all have the same, and a row stands for population/count.
    /// </remarks>
    public IEnumerable<(T Row, RowRank Rank, double Weight)> First(int count)
    {
        var ordered = _kept.UnorderedItems.Select(kept => (Row: kept.Element, Rank: kept.Priority)).OrderBy(kept => kept.Rank).ToList();
        if (count == 0) return [];
        var border = ordered[count - 1].Rank.Priority;
        var there = ordered.Count(kept => kept.Rank.Priority == border) + (_lostPriority == border ? _lostThere : 0);
        var taken = ordered.Take(count).Count(kept => kept.Rank.Priority == border);
        return ordered.Take(count).Select(kept => (kept.Row, kept.Rank, kept.Rank.Priority == border ? there / (double)taken : 1));
    }

    private RowRank Last() => _kept.TryPeek(out _, out var last) ? last : throw new InvalidOperationException("Nothing is kept.");

    // No row that is lost has a higher priority than one that is kept: only the highest of the lost can be at the border.
    private void Lose(double priority)
    {
        if (priority > _lostPriority) (_lostPriority, _lostThere) = (priority, 0);
        if (priority == _lostPriority) _lostThere++;
    }
}

/// <summary>Where does a row stand among those of its stratum? Higher priority first, then the lower key, then the earlier row.</summary>
internal readonly record struct RowRank(double Priority, ulong Key, long Row) : IComparable<RowRank>
{
    public int CompareTo(RowRank other) => (-Priority, Key, Row).CompareTo((-other.Priority, other.Key, other.Row));
}
