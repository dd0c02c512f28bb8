namespace Custos.Text.Json;

/// <summary>What kind of value does a field hold?</summary>
internal enum JsonKind : byte
{
    /// <summary>Nothing: the field is not there, or it is null.</summary>
    Missing,
    Text,
    Number,
    True,
    False,

    /// <summary>An object or an array.</summary>
    Compound,
}

/// <summary>Where in its line does a value stand?</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">The first byte: of a text the one after the quotation mark.</param>
/// <param name="Length">In bytes, as the line writes it; 0 for what is compound.</param>
internal readonly record struct JsonValue(JsonKind Kind, int Start, int Length);
