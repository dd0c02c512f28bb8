namespace Custos.Ingest.Otlp;

/// <summary>How is a field of OTLP's JSON written as protobuf?</summary>
internal enum JsonFieldKind
{
    Words,
    Hexadecimal,
    Base64,
    Truth,
    Whole,
    ZigZag,
    Fixed64,
    SignedFixed64,
    Fixed32,
    Number,
    Choice,
    Message,
}

/// <summary>What is one field of a message?</summary>
/// <param name="Number">Its number in protobuf.</param>
/// <param name="Kind">How its value is written.</param>
internal sealed record JsonField(int Number, JsonFieldKind Kind)
{
    /// <summary>The message that it holds, where it is one; set once, because messages hold one another.</summary>
    public JsonMessage? Message { get; init; }

    /// <summary>The words of a choice, by their numbers; empty otherwise.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>Which fields does a message have, by their names in JSON?</summary>
internal sealed class JsonMessage
{
    private readonly Dictionary<string, JsonField> _fields = [];
    private readonly Dictionary<string, JsonField>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public JsonMessage() => _lookup = _fields.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Null for a name that OTLP does not have.</summary>
    public JsonField? Find(ReadOnlySpan<char> name) => _lookup.TryGetValue(name, out var field) ? field : null;

    /// <summary>Adds a field under its name in JSON, and under that in protobuf, which readers of JSON take as well.</summary>
    public JsonMessage Has(string name, int number, JsonFieldKind kind, JsonMessage? message = null, IReadOnlyList<string>? choices = null)
    {
        var field = new JsonField(number, kind) { Message = message, Choices = choices ?? [] };
        _fields[name] = field;
        _fields[string.Concat(name.Select(static letter => char.IsAsciiLetterUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : $"{letter}"))] = field;
        return this;
    }

    public JsonMessage Has(string name, int number, JsonMessage message) => Has(name, number, JsonFieldKind.Message, message);
}
