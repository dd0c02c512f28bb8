using System.Diagnostics.CodeAnalysis;

namespace Custos.Text.Logs;

/// <summary>Which number has a group? In the order in which they were first seen, from 0.</summary>
internal sealed class GroupTable
{
    private readonly Dictionary<byte[], int> _numbers = new(new ByBytes());
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly List<byte[]> _keys = [];

    public GroupTable() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The groups' keys, by their number.</summary>
    public IReadOnlyList<byte[]> Keys => _keys;

    /// <summary>The group's number; a group not seen before gets the next one, or −1 where there are already as many as <paramref name="limit"/>.</summary>
    public int Number(ReadOnlySpan<byte> key, int limit = int.MaxValue)
    {
        if (_lookup.TryGetValue(key, out var number)) return number;
        return _keys.Count < limit ? Add(key.ToArray()) : -1;
    }

    /// <summary>As the other, for a key that may be kept as it is.</summary>
    public int Number(byte[] key, int limit)
    {
        if (_numbers.TryGetValue(key, out var number)) return number;
        return _keys.Count < limit ? Add(key) : -1;
    }

    public void Clear()
    {
        _numbers.Clear();
        _keys.Clear();
    }

    private int Add(byte[] key)
    {
        _numbers.Add(key, _keys.Count);
        _keys.Add(key);
        return _keys.Count - 1;
    }

    private sealed class ByBytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
