using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Custos.Policy.Json;

/// <summary>What does a JSON text hold, as one flat list of values, each known by its place in it?</summary>
/// <remarks>
/// Values stand in the order of the text; a property's name is a text of its own before its value. Every object's names are kept sorted,
/// so that a name that comes twice is seen, a property is found in O(log n), and objects compare whatever their order. Texts are held
/// without escapes. The buffers are kept from one text to the next. O(n log n). Not thread-safe while it reads.
/// </remarks>
internal sealed class FlatJson
{
    /// <summary>How deep arrays and objects may nest.</summary>
    public const int MaxDepth = 64;

    private const int MaxInsertionSort = 16;

    private readonly int[] _open = new int[MaxDepth];
    private readonly Comparison<int> _byName;
    private JsonToken[] _tokens = new JsonToken[64];
    private byte[] _bytes = new byte[1024];
    private int[] _sortedNames = new int[64];
    private int _byteCount;
    private int _nameCount;
    private int _depth;

    public FlatJson() => _byName = (one, other) => CompareTexts(TextOf(one), TextOf(other));

    /// <summary>How many tokens there are; the whole value is token 0.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes its buffers take, about.</summary>
    public int BufferBytes => _bytes.Length + 24 * _tokens.Length + sizeof(int) * _sortedNames.Length;

    public ref readonly JsonToken this[int token] => ref _tokens[token];

    /// <summary>The UTF-8 of a text or name without its escapes, or a number as it was written.</summary>
    public ReadOnlySpan<byte> TextOf(int token) => _bytes.AsSpan(_tokens[token].Start, _tokens[token].Length);

    /// <summary>The tokens of an object's names, shortest first, then by bytes; the value is the token behind its name.</summary>
    public ReadOnlySpan<int> NamesOf(int token) => _sortedNames.AsSpan(_tokens[token].Start, _tokens[token].Count);

    /// <summary>The token of an object's property; -1 where it has none of this name.</summary>
    public int Find(int token, ReadOnlySpan<byte> name)
    {
        var names = NamesOf(token);
        var (low, high) = (0, names.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = CompareTexts(TextOf(names[middle]), name);
            if (order == 0) return names[middle] + 1;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    /// <summary>Shortest first, then by bytes: the cheapest order that is one.</summary>
    public static int CompareTexts(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one.Length == other.Length ? one.SequenceCompareTo(other) : one.Length.CompareTo(other.Length);

    /// <summary>Reads a text in place of what was read before.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="problem">What is wrong with it, as a sentence that quotes nothing of it.</param>
    /// <param name="token">Where: the object in which a name comes twice; otherwise 0, and the tokens are not whole.</param>
    public bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(false)] out string? problem, out int token)
    {
        (Count, _byteCount, _nameCount, _depth) = (0, 0, 0, 0);
        if (!Utf8.IsValid(json))
        {
            (problem, token) = ("It is not UTF-8.", 0);
            return false;
        }

        // No escape is longer than what it stands for in a JSON text, so that the text's own length is room enough.
        if (_bytes.Length < json.Length) _bytes = new byte[Math.Max(json.Length, 2 * _bytes.Length)];
        var twice = -1;
        try
        {
            // One more than is allowed: what is too deep is told from what is not JSON.
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
            problem = ReadAll(ref reader, ref twice);
        }
        catch (JsonException wrong)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"It is not JSON from line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1} on.");
        }
        catch (InvalidOperationException)
        {
            // The reader's word for an escape such as \ud800, half of a character, when the text is asked for.
            problem = "A text or name holds half of a surrogate pair, which is no character.";
        }

        token = 0;
        if (problem is null && twice >= 0) (problem, token) = ("A property's name comes twice here, and readers differ on which one counts.", twice);
        return problem is null;
    }

    private string? ReadAll(ref Utf8JsonReader reader, ref int twice)
    {
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    if (_depth == MaxDepth) return "It nests deeper than 64 levels.";
                    var opened = Add(reader.TokenType == JsonTokenType.StartObject ? JsonKind.Object : JsonKind.Array, 0, 0);
                    _open[_depth++] = opened;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    if (!Close(_open[--_depth]) && twice < 0) twice = _open[_depth];
                    break;
                case JsonTokenType.PropertyName or JsonTokenType.String:
                    AddText(ref reader);
                    break;
                case JsonTokenType.Number:
                    if (!JsonNumber.CanRead(reader.ValueSpan)) return "A number's exponent is beyond 999,999,999.";
                    reader.ValueSpan.CopyTo(_bytes.AsSpan(_byteCount));
                    Add(JsonKind.Number, _byteCount, reader.ValueSpan.Length);
                    _byteCount += reader.ValueSpan.Length;
                    break;
                default:
                    Add(reader.TokenType switch { JsonTokenType.True => JsonKind.True, JsonTokenType.False => JsonKind.False, _ => JsonKind.Null }, 0, 0);
                    break;
            }
        }

        return null;
    }

    private void AddText(ref Utf8JsonReader reader)
    {
        var length = reader.CopyString(_bytes.AsSpan(_byteCount));
        Add(JsonKind.Text, _byteCount, length, isName: reader.TokenType == JsonTokenType.PropertyName);
        _byteCount += length;
    }

    private int Add(JsonKind kind, int start, int length, bool isName = false)
    {
        if (Count == _tokens.Length) Array.Resize(ref _tokens, 2 * Count);
        if (_depth > 0)
        {
            ref var parent = ref _tokens[_open[_depth - 1]];
            if (isName || parent.Kind == JsonKind.Array) parent = parent with { Count = parent.Count + 1 };
        }

        _tokens[Count] = new JsonToken(kind, start, length, 0, Count + 1);
        return Count++;
    }

    // False where an object has a name twice.
    private bool Close(int token)
    {
        ref var closed = ref _tokens[token];
        closed = closed with { End = Count, Start = _nameCount };
        if (closed.Kind == JsonKind.Array) return true;
        if (_nameCount + closed.Count > _sortedNames.Length) Array.Resize(ref _sortedNames, Math.Max(_nameCount + closed.Count, 2 * _sortedNames.Length));
        for (var name = token + 1; name < Count; name = _tokens[name + 1].End) _sortedNames[_nameCount++] = name;
        var names = _sortedNames.AsSpan(closed.Start, closed.Count);
        Sort(names);
        for (var i = 1; i < names.Length; i++)
        {
            if (_byName(names[i - 1], names[i]) == 0) return false;
        }

        return true;
    }

    private void Sort(Span<int> names)
    {
        if (names.Length > MaxInsertionSort)
        {
            names.Sort(_byName);
            return;
        }

        for (var i = 1; i < names.Length; i++)
        {
            var name = names[i];
            var place = i;
            for (; place > 0 && _byName(names[place - 1], name) > 0; place--) names[place] = names[place - 1];
            names[place] = name;
        }
    }
}
