using System.Numerics;

namespace Custos.Text.Tokens;

/// <summary>Which token is this run of bytes, and which bytes are this token?</summary>
/// <remarks>Open addressing, at most half full, over one pool of bytes. O(length). Thread-safe once filled.</remarks>
internal sealed class ByteVocabulary
{
    private readonly List<(int Start, int Length)> _places = [];
    private int[] _slots = new int[1024];
    private byte[] _pool = new byte[4096];
    private int _pooled;
    private int _held;

    /// <summary>One more than the greatest id.</summary>
    public int Size => _places.Count;

    public int Longest { get; private set; }

    /// <summary>Gives an id its bytes; false where the id or the bytes are taken.</summary>
    public bool TryAdd(ReadOnlySpan<byte> bytes, int id)
    {
        if (bytes.IsEmpty || (id < _places.Count && _places[id].Length > 0)) return false;
        var slot = SlotOf(bytes);
        if (_slots[slot] != 0) return false;
        if (_pooled + bytes.Length > _pool.Length) Array.Resize(ref _pool, Math.Max(_pool.Length * 2, _pooled + bytes.Length));
        bytes.CopyTo(_pool.AsSpan(_pooled));
        while (_places.Count <= id) _places.Add(default);
        _places[id] = (_pooled, bytes.Length);
        _pooled += bytes.Length;
        _slots[slot] = id + 1;
        Longest = Math.Max(Longest, bytes.Length);
        if (++_held * 2 > _slots.Length) Grow();
        return true;
    }

    /// <summary>The bytes of a token; empty for an id that none has.</summary>
    public ReadOnlySpan<byte> BytesOf(int id) => (uint)id < (uint)_places.Count ? _pool.AsSpan(_places[id].Start, _places[id].Length) : default;

    /// <summary>The token of these bytes, -1 for none.</summary>
    public int IdOf(ReadOnlySpan<byte> bytes) => bytes.Length > Longest ? -1 : _slots[SlotOf(bytes)] - 1;

    private int SlotOf(ReadOnlySpan<byte> bytes)
    {
        var slot = (int)(Hash(bytes) >> (64 - BitOperations.Log2((uint)_slots.Length)));
        while (_slots[slot] != 0 && !BytesOf(_slots[slot] - 1).SequenceEqual(bytes)) slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var id = 0; id < _places.Count; id++)
        {
            if (_places[id].Length > 0) _slots[SlotOf(BytesOf(id))] = id + 1;
        }
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length;
        foreach (var value in bytes) hash = (hash ^ value) * 0x9E3779B97F4A7C15UL;
        return (hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9UL;
    }
}
