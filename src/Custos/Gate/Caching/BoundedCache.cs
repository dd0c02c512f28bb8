namespace Custos.Gate.Caching;

/// <summary>What was found out before under this key? Bounded in bytes; what was asked for longest ago goes first.</summary>
/// <remarks>Thread-safe. Keys are keyed hashes (<see cref="CacheKey"/>), so nobody outside can choose two that are the same.</remarks>
internal sealed class BoundedCache<T>
    where T : class
{
    // Locks are spread over this many parts, a power of two.
    private const int Shards = 16;

    // An entry's places in the dictionary and in the order, and their objects.
    private const int EntryBytes = 120;

    private readonly Shard[] _shards;
    private readonly long _maxBytes;
    private long _hits;
    private long _misses;

    /// <param name="maxBytes">About how much it may take; below 1 it remembers nothing.</param>
    public BoundedCache(long maxBytes)
    {
        _maxBytes = Math.Max(0, maxBytes);
        _shards = [.. Enumerable.Range(0, Shards).Select(_ => new Shard(_maxBytes / Shards))];
    }

    public bool IsOn => _maxBytes > 0;

    public CacheState State
    {
        get
        {
            long entries = 0, bytes = 0;
            foreach (var shard in _shards)
            {
                lock (shard) (entries, bytes) = (entries + shard.Count, bytes + shard.Bytes);
            }

            return new CacheState(Interlocked.Read(ref _hits), Interlocked.Read(ref _misses), entries, bytes, _maxBytes);
        }
    }

    public T? Find(UInt128 key)
    {
        var shard = ShardOf(key);
        T? value;
        lock (shard) value = shard.Find(key);
        if (value is null) Interlocked.Increment(ref _misses);
        else Interlocked.Increment(ref _hits);
        return value;
    }

    /// <param name="key">Under which it is found.</param>
    /// <param name="value">What was found out.</param>
    /// <param name="bytes">About what the value takes.</param>
    public void Add(UInt128 key, T value, int bytes)
    {
        var shard = ShardOf(key);
        lock (shard) shard.Add(key, value, bytes + EntryBytes);
    }

    private Shard ShardOf(UInt128 key) => _shards[(int)(uint)(key >> 96) & (Shards - 1)];

    private sealed class Shard(long maxBytes)
    {
        private readonly Dictionary<UInt128, LinkedListNode<Entry>> _entries = [];
        private readonly LinkedList<Entry> _order = new();

        public int Count => _entries.Count;

        public long Bytes { get; private set; }

        public T? Find(UInt128 key)
        {
            if (!_entries.TryGetValue(key, out var node)) return null;
            _order.Remove(node);
            _order.AddLast(node);
            return node.Value.Value;
        }

        public void Add(UInt128 key, T value, int bytes)
        {
            if (bytes > maxBytes || _entries.ContainsKey(key)) return;
            _entries.Add(key, _order.AddLast(new Entry(key, value, bytes)));
            Bytes += bytes;
            while (Bytes > maxBytes && _order.First is { } oldest)
            {
                _order.Remove(oldest);
                _entries.Remove(oldest.Value.Key);
                Bytes -= oldest.Value.Bytes;
            }
        }
    }

    private sealed record Entry(UInt128 Key, T Value, int Bytes);
}
