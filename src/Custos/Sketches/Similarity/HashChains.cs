namespace Custos.Sketches.Similarity;

/// <summary>Which items share a key? Items are numbered in the order of their addition, one key each.</summary>
/// <remarks>12 bytes an item and one entry a key, however many items share it. Reading is thread-safe, adding is not.</remarks>
internal sealed class HashChains
{
    private readonly Dictionary<ulong, int> _lastByKey = [];
    private readonly List<int> _before = [];

    /// <summary>Gives the next item its key.</summary>
    public void Add(ulong key)
    {
        _before.Add(_lastByKey.TryGetValue(key, out var last) ? last : -1);
        _lastByKey[key] = _before.Count - 1;
    }

    /// <summary>The item last added with that key, or -1.</summary>
    public int Last(ulong key) => _lastByKey.TryGetValue(key, out var last) ? last : -1;

    /// <summary>The item added before it with the same key, or -1.</summary>
    public int Before(int item) => _before[item];
}
