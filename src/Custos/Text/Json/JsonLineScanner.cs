using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using Custos.Text.Tables;

namespace Custos.Text.Json;

/// <summary>Is a line one whole JSON object, and where in it do the wanted fields stand?</summary>
/// <remarks>
/// Each token of the line is checked against RFC 8259; values that are not wanted are never copied. Of a key that comes twice the last counts.
/// O(bytes); memory is bounded whatever the line. Not thread-safe.
/// </remarks>
internal sealed class JsonLineScanner(JsonFieldTree tree)
{
    /// <summary>How deep objects and arrays may stand inside one another.</summary>
    public const int MaxDepth = 512;

    // Tokens are found for this many bytes at once, then walked; a line may be longer.
    private const int StretchBytes = 2048;
    private const int Nowhere = -1;

    private readonly JsonValue[] _values = new JsonValue[tree.Paths.Count];
    private readonly JsonFieldTree.Node[] _tree = tree.Nodes;
    private readonly int[] _places = new int[StretchBytes];
    private readonly Level[] _levels = new Level[MaxDepth + 1];
    private byte[] _key = new byte[256];
    private Expected _expected;
    private int _depth;
    private int _child;
    private int _opened;
    private bool _hasBackslash;

    private enum Expected
    {
        Start,
        KeyOrEnd,
        Key,
        KeyEnd,
        Colon,
        Value,
        ValueOrEnd,
        TextEnd,
        CommaOrEnd,
        Nothing,
    }

    /// <summary>The fields of the line last scanned, by their number in the tree.</summary>
    public ReadOnlySpan<JsonValue> Values => _values;

    /// <summary>Reads a line.</summary>
    /// <param name="line">Without its line feed.</param>
    /// <param name="at">Where it is damaged: a byte of the line, or its length.</param>
    /// <returns>What is wrong with it; the values are true only where nothing is.</returns>
    public JsonDamage Scan(ReadOnlySpan<byte> line, out int at)
    {
        Array.Clear(_values);
        _expected = Expected.Start;
        _depth = 0;
        var block = default(JsonBlock);
        for (var from = 0; from < line.Length; from += StretchBytes)
        {
            var places = _places.AsSpan(0, Index(ref block, line, from));
            _hasBackslash = block.HasBackslash;

            // No token behind a bad escape is looked at.
            if (block.Damage != JsonDamage.None) places = Before(block.DamagedAt, places);
            var damage = Walk(line, places, out at);
            if (damage != JsonDamage.None) return damage;
            if (block.Damage != JsonDamage.None)
            {
                at = block.DamagedAt;
                return block.Damage;
            }
        }

        at = line.Length;
        if (_expected != Expected.Nothing) return _expected == Expected.Start ? JsonDamage.NotAnObject : JsonDamage.EndsTooEarly;
        if (!block.HasNonAscii || Utf8.IsValid(line)) return JsonDamage.None;
        at = ValidLength(line);
        return JsonDamage.NotUtf8;
    }

    // The places of the tokens in the next stretch of the line.
    private int Index(ref JsonBlock block, ReadOnlySpan<byte> line, int from)
    {
        ref var places = ref MemoryMarshal.GetArrayDataReference(_places);
        var count = 0;
        var to = Math.Min(line.Length, from + StretchBytes);
        for (; from + JsonBlock.Size <= to; from += JsonBlock.Size)
        {
            count = Spread(block.Tokens(in line[from], line, from), from, ref places, count);
        }

        if (from == to) return count;
        Span<byte> last = stackalloc byte[JsonBlock.Size];
        last.Fill((byte)' ');
        line[from..to].CopyTo(last);
        return Spread(block.Tokens(in last[0], line, from), from, ref places, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Spread(ulong tokens, int from, ref int places, int count)
    {
        for (; tokens != 0; tokens &= tokens - 1)
        {
            Unsafe.Add(ref places, count++) = from + BitOperations.TrailingZeroCount(tokens);
        }

        return count;
    }

    private JsonDamage Walk(ReadOnlySpan<byte> line, ReadOnlySpan<int> places, out int at)
    {
        at = 0;
        foreach (var place in places)
        {
            at = place;
            var token = line[place];
            var damage = JsonDamage.None;
            switch (_expected)
            {
                case Expected.Key or Expected.KeyOrEnd when token == '"':
                    _opened = place + 1;
                    _expected = Expected.KeyEnd;
                    break;
                case Expected.KeyEnd:
                    var node = _levels[_depth].Node;
                    _child = node == Nowhere ? Nowhere : ChildOf(node, line[_opened..place]);
                    _expected = Expected.Colon;
                    break;
                case Expected.Colon when token == ':':
                    _expected = Expected.Value;
                    break;
                case Expected.TextEnd:
                    if (_child != Nowhere) Keep(new JsonValue(JsonKind.Text, _opened, place - _opened));
                    _expected = Expected.CommaOrEnd;
                    break;
                case Expected.CommaOrEnd when token == ',':
                    GoOn();
                    break;
                case Expected.CommaOrEnd or Expected.KeyOrEnd or Expected.ValueOrEnd when token is (byte)'}' or (byte)']':
                    damage = Close(token);
                    break;
                case Expected.Value or Expected.ValueOrEnd:
                    damage = Begin(line, place, token);
                    break;
                case Expected.Start:
                    damage = token == '{' ? Open(Level.OfObject(_tree.Length - 1)) : JsonDamage.NotAnObject;
                    break;
                default:
                    damage = JsonDamage.UnexpectedCharacter;
                    break;
            }

            if (damage != JsonDamage.None) return damage;
        }

        return JsonDamage.None;
    }

    private JsonDamage Begin(ReadOnlySpan<byte> line, int place, byte token)
    {
        switch (token)
        {
            case (byte)'"':
                _opened = place + 1;
                _expected = Expected.TextEnd;
                return JsonDamage.None;
            case (byte)'{':
                return Open(Level.OfObject(Inside(place)));
            case (byte)'[':
                return Open(Level.OfArray(Inside(place)));
            case (byte)']' or (byte)'}' or (byte)':' or (byte)',':
                return JsonDamage.UnexpectedCharacter;
            default:
                var end = JsonScalar.End(line, place, out var kind);
                if (end < 0) return JsonDamage.BadLiteral;
                if (_child != Nowhere) Keep(new JsonValue(kind, place, end - place));
                _expected = Expected.CommaOrEnd;
                return JsonDamage.None;
        }
    }

    // The node to go on from inside the object or array that begins here.
    private int Inside(int place)
    {
        if (_child == Nowhere) return Nowhere;
        Keep(new JsonValue(JsonKind.Compound, place, 0));
        return _tree[_child].Children.Length > 0 ? _child : Nowhere;
    }

    private void Keep(JsonValue value)
    {
        var field = _tree[_child].Field;
        if (field >= 0) _values[field] = value;
    }

    private JsonDamage Open(Level level)
    {
        if (_depth == MaxDepth) return JsonDamage.TooDeep;
        _levels[++_depth] = level;
        _expected = level.IsArray ? Expected.ValueOrEnd : Expected.KeyOrEnd;
        _child = level.IsArray ? ElementOf(level) : Nowhere;
        return JsonDamage.None;
    }

    private JsonDamage Close(byte token)
    {
        // An object ends after a value or at once, never after a comma; so does an array.
        if (_levels[_depth].IsArray != (token == ']')) return JsonDamage.UnexpectedCharacter;
        _expected = --_depth == 0 ? Expected.Nothing : Expected.CommaOrEnd;
        return JsonDamage.None;
    }

    private void GoOn()
    {
        ref var level = ref _levels[_depth];
        if (!level.IsArray)
        {
            _expected = Expected.Key;
            return;
        }

        level.Element++;
        _child = ElementOf(level);
        _expected = Expected.Value;
    }

    private int ElementOf(Level level)
    {
        if (level.Node == Nowhere) return Nowhere;
        foreach (var child in _tree[level.Node].Children)
        {
            if (child.Element == level.Element) return child.Node;
        }

        return Nowhere;
    }

    private int ChildOf(int node, ReadOnlySpan<byte> key)
    {
        if (_hasBackslash && key.Contains((byte)'\\'))
        {
            if (_key.Length < key.Length) _key = new byte[key.Length];
            key = _key.AsSpan(0, JsonEscapes.Undo(key, _key));
        }

        foreach (var child in _tree[node].Children)
        {
            if (child.Key.Length != key.Length || !key.SequenceEqual(child.Key)) continue;

            // Of a key that comes twice the last counts, with all that is in it.
            ref readonly var found = ref _tree[child.Node];
            _values.AsSpan(found.FirstField, found.EndField - found.FirstField).Clear();
            return child.Node;
        }

        return Nowhere;
    }

    private static Span<int> Before(int at, Span<int> places)
    {
        var end = places.IndexOfAnyInRange(at, int.MaxValue);
        return end < 0 ? places : places[..end];
    }

    private static int ValidLength(ReadOnlySpan<byte> line)
    {
        var valid = 0;
        while (valid < line.Length && System.Text.Rune.DecodeFromUtf8(line[valid..], out _, out var length) == System.Buffers.OperationStatus.Done) valid += length;
        return valid;
    }

    // An object or array that is open.
    private struct Level
    {
        public int Node;
        public int Element;
        public bool IsArray;

        public static Level OfObject(int node) => new() { Node = node };

        public static Level OfArray(int node) => new() { Node = node, IsArray = true };
    }
}
