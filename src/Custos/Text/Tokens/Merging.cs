namespace Custos.Text.Tokens;

/// <summary>Which tokens are left of a row of them when the pair of lowest rank is merged, again and again, the leftmost first?</summary>
/// <remarks>
/// Short rows by scanning, O(n²) for at most 32; longer ones with links and a heap of pairs, O(n log n) whatever they hold. One instance
/// per thread; nothing is allocated once it has grown to the longest row.
/// </remarks>
internal sealed class Merging(PairTable pairs)
{
    private const int ShortRow = 32;

    private readonly PriorityQueue<int, ulong> _heap = new();
    private int[] _ids = new int[ShortRow];
    private int[] _ends = new int[ShortRow];
    private int[] _ranks = new int[ShortRow];
    private int[] _next = [];
    private int[] _before = [];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    /// <summary>Where each token ends in what was added.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Adds a token to the end of the row.</summary>
    /// <param name="id">Its id; one that merges with nothing, such as the unknown, is an id like any other.</param>
    /// <param name="end">Where it ends.</param>
    public void Add(int id, int end)
    {
        if (Count == _ids.Length)
        {
            Array.Resize(ref _ids, Count * 2);
            Array.Resize(ref _ends, Count * 2);
        }

        _ids[Count] = id;
        _ends[Count++] = end;
    }

    /// <summary>Moves the end of the last token further on.</summary>
    public void StretchLast(int end) => _ends[Count - 1] = end;

    public void Run()
    {
        if (Count < 2) return;
        if (Count <= ShortRow) RunShort();
        else RunLong();
    }

    private void RunShort()
    {
        for (var i = 0; i + 1 < Count; i++) _ranks[i] = pairs.RankOf(_ids[i], _ids[i + 1], out _);
        while (Count > 1)
        {
            var best = _ranks.AsSpan(0, Count - 1);
            var (rank, at) = (PairTable.Never, -1);
            for (var i = 0; i < best.Length; i++)
            {
                if (best[i] < rank) (rank, at) = (best[i], i);
            }

            if (at < 0) return;
            pairs.RankOf(_ids[at], _ids[at + 1], out _ids[at]);
            var rest = Count - at - 2;
            _ids.AsSpan(at + 2, rest).CopyTo(_ids.AsSpan(at + 1));
            _ends.AsSpan(at + 1, rest + 1).CopyTo(_ends.AsSpan(at));
            if (rest > 0) _ranks.AsSpan(at + 2, rest - 1).CopyTo(_ranks.AsSpan(at + 1));
            Count--;
            if (at > 0) _ranks[at - 1] = pairs.RankOf(_ids[at - 1], _ids[at], out _);
            if (at + 1 < Count) _ranks[at] = pairs.RankOf(_ids[at], _ids[at + 1], out _);
        }
    }

    private void RunLong()
    {
        Link();
        while (_heap.TryDequeue(out var at, out var key))
        {
            // What stood there may have merged since.
            var next = _next[at];
            if (_ids[at] < 0 || next >= Count || pairs.RankOf(_ids[at], _ids[next], out var merged) != (int)(key >> 32)) continue;
            _ids[at] = merged;
            _ends[at] = _ends[next];
            _ids[next] = -1;
            _next[at] = _next[next];
            if (_next[at] < Count) _before[_next[at]] = at;
            if (_before[at] >= 0) Offer(_before[at], at);
            if (_next[at] < Count) Offer(at, _next[at]);
        }

        var kept = 0;
        for (var at = 0; at < Count; at = _next[at]) (_ids[kept], _ends[kept++]) = (_ids[at], _ends[at]);
        Count = kept;
    }

    private void Link()
    {
        if (_next.Length < Count) (_next, _before) = (new int[_ids.Length], new int[_ids.Length]);
        _heap.Clear();
        for (var i = 0; i < Count; i++)
        {
            (_next[i], _before[i]) = (i + 1, i - 1);
            if (i + 1 < Count) Offer(i, i + 1);
        }
    }

    private void Offer(int left, int right)
    {
        var rank = pairs.RankOf(_ids[left], _ids[right], out _);
        if (rank != PairTable.Never) _heap.Enqueue(left, ((ulong)(uint)rank << 32) | (uint)left);
    }
}
