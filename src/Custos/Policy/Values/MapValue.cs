using System.Diagnostics.CodeAnalysis;

namespace Custos.Policy.Values;

/// <summary>Which value has each key? Keys are truths, whole numbers and texts, in the order in which they came.</summary>
/// <remarks>Numbers that are equal are one key, whatever their kind. Immutable.</remarks>
public sealed class MapValue
{
    // Below this a scan is faster than a table.
    private const int ScannedLength = 8;

    private const double TwoTo63 = 9223372036854775808.0;

    private readonly KeyValuePair<Value, Value>[] _entries;
    private readonly Dictionary<Value, int>? _places;

    private MapValue(KeyValuePair<Value, Value>[] entries, Dictionary<Value, int>? places)
    {
        _entries = entries;
        _places = places;
    }

    public static MapValue Empty { get; } = new([], null);

    public int Count => _entries.Length;

    public ReadOnlySpan<KeyValuePair<Value, Value>> Entries => _entries;

    public static bool CanBeKey(ValueKind kind) => kind is ValueKind.Bool or ValueKind.Int or ValueKind.Uint or ValueKind.String;

    /// <summary>A map of entries whose keys can be keys; none where two keys are equal.</summary>
    /// <param name="entries">Taken over, not copied: it must not change afterwards.</param>
    /// <param name="map">The map.</param>
    /// <exception cref="ArgumentException">A key is of a kind that cannot be one.</exception>
    public static bool TryCreate(KeyValuePair<Value, Value>[] entries, [NotNullWhen(true)] out MapValue? map)
    {
        map = null;
        var places = entries.Length > ScannedLength ? new Dictionary<Value, int>(entries.Length) : null;
        for (var i = 0; i < entries.Length; i++)
        {
            var key = entries[i].Key;
            if (!CanBeKey(key.Kind)) throw new ArgumentException($"A {key.Kind} cannot be a key.", nameof(entries));
            if (places is not null ? !places.TryAdd(key, i) : Scan(entries.AsSpan(0, i), key) >= 0) return false;
        }

        map = new MapValue(entries, places);
        return true;
    }

    /// <exception cref="ArgumentException">Two names are equal.</exception>
    public static MapValue OfNames(params ReadOnlySpan<(string Name, Value Value)> entries)
    {
        var pairs = new KeyValuePair<Value, Value>[entries.Length];
        for (var i = 0; i < pairs.Length; i++) pairs[i] = new(Value.Of(entries[i].Name), entries[i].Value);
        return TryCreate(pairs, out var map) ? map : throw new ArgumentException("Two names are equal.", nameof(entries));
    }

    public bool TryGet(string name, out Value value) => TryGet(Value.Of(name), out value);

    /// <summary>The value of a key; a fraction, or a kind that cannot be a key, is never there.</summary>
    public bool TryGet(Value key, out Value value)
    {
        if (key.Kind == ValueKind.Double) key = Whole(key.AsDouble);
        var place = _places is null ? Scan(_entries, key) : _places.GetValueOrDefault(key, -1);
        value = place >= 0 ? _entries[place].Value : default;
        return place >= 0;
    }

    // Exactly, where equality rounds: one double may equal several keys. What is no whole number is left to be found nowhere.
    private static Value Whole(double key)
    {
        if (key != Math.Floor(key)) return default;
        if (key is >= long.MinValue and < TwoTo63) return Value.Of((long)key);
        return key is >= TwoTo63 and < TwoTo63 * 2 ? Value.Of((ulong)key) : default;
    }

    private static int Scan(ReadOnlySpan<KeyValuePair<Value, Value>> entries, in Value key)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (Comparison.AreEqual(entries[i].Key, key)) return i;
        }

        return -1;
    }
}
