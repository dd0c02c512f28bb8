using Custos.Text.Json;
using Custos.Text.Tables;

namespace Custos.Text.Logs;

/// <summary>What does one line hold in the fields asked for?</summary>
/// <param name="line">The line, found to be whole.</param>
/// <param name="values">Where its fields stand.</param>
/// <param name="scratch">Room for a text without its escapes; it grows.</param>
internal ref struct LogRow(ReadOnlySpan<byte> line, ReadOnlySpan<JsonValue> values, ref byte[] scratch)
{
    private readonly ReadOnlySpan<byte> _line = line;
    private readonly ref byte[] _scratch = ref scratch;

    public ReadOnlySpan<JsonValue> Values { get; } = values;

    /// <summary>The value as text, without escapes; valid until the next call.</summary>
    public readonly ReadOnlySpan<byte> Text(int field)
    {
        var value = Values[field];
        var bytes = _line.Slice(value.Start, value.Length);
        if (value.Kind != JsonKind.Text || !bytes.Contains((byte)'\\')) return bytes;
        if (_scratch.Length < bytes.Length) _scratch = new byte[bytes.Length];
        return _scratch.AsSpan(0, JsonEscapes.Undo(bytes, _scratch));
    }

    /// <summary>The number that the field holds, as a number or as text that is one; null for anything else.</summary>
    public readonly double? Number(int field)
    {
        var value = Values[field];
        return value.Kind is JsonKind.Number or JsonKind.Text ? JsonScalar.Number(_line.Slice(value.Start, value.Length)) : null;
    }

    /// <summary>True or false, 1 or 0, or a text of these; null for anything else.</summary>
    public readonly bool? Truth(int field) => Values[field].Kind switch
    {
        JsonKind.True => true,
        JsonKind.False => false,
        JsonKind.Number or JsonKind.Text => Number(field) switch
        {
            1 => true,
            0 => false,
            null when Text(field).SequenceEqual("true"u8) => true,
            null when Text(field).SequenceEqual("false"u8) => false,
            _ => null,
        },
        _ => null,
    };
}
