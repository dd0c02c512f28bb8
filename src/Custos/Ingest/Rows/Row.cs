using System.Globalization;
using System.Text;
using System.Text.Json;
using Custos.Ingest.Conventions;
using Custos.Ingest.Otlp;

namespace Custos.Ingest.Rows;

/// <summary>What do a row's attributes say, field by field? What is read of the right kind is taken; what is not stays among the rest.</summary>
internal readonly ref struct Row(ReadOnlySpan<byte> request, AttributeSet attributes)
{
    // As long as the gate takes names.
    private const int LongestName = 512;

    public ReadOnlySpan<byte> Request { get; } = request;

    public AttributeSet Attributes { get; } = attributes;

    public bool Has(Field field) => Attributes.Find(field) is not null;

    /// <summary>A text that is not empty; numbers and truth values are spelt out.</summary>
    public string? Text(Field field)
    {
        if (Peek(field) is not { Length: > 0 } text) return null;
        Attributes.Take(field);
        return text;
    }

    /// <summary>As <see cref="Text"/>, where it is short enough for a name.</summary>
    public string? Name(Field field) => Peek(field) is { Length: <= LongestName } ? Text(field) : null;

    /// <summary>As <see cref="Text"/>, and the attribute stays among the rest.</summary>
    public string? Peek(Field field) => Attributes.Find(field) is { } found ? TextOf(found.Value) : null;

    /// <summary>A whole number of 0 or more, which may be spelt as a text or as a fraction of nothing.</summary>
    public int? Count(Field field)
    {
        if (NumberOf(field) is not { } number || number < 0 || number > int.MaxValue || number != Math.Floor(number)) return null;
        Attributes.Take(field);
        return (int)number;
    }

    /// <summary>A finite number within these bounds, which may be spelt as a text.</summary>
    public double? Number(Field field, double least = double.MinValue, double most = double.MaxValue)
    {
        if (NumberOf(field) is not { } number || number < least || number > most) return null;
        Attributes.Take(field);
        return number;
    }

    public bool? Truth(Field field)
    {
        bool? truth = Attributes.Find(field)?.Value switch
        {
            { Kind: ValueKind.Truth } value => value.Bits != 0,
            { Kind: ValueKind.Text } value when bool.TryParse(Encoding.UTF8.GetString(value.Slice.Of(Request)), out var spelt) => spelt,
            _ => null,
        };
        if (truth is not null) Attributes.Take(field);
        return truth;
    }

    /// <summary>The text itself, or the value as JSON where it is a list or a map.</summary>
    public string? TextOrJson(Field field)
    {
        if (Attributes.Find(field) is not { } found) return null;
        Attributes.Take(field);
        return TextOrJson(found.Value);
    }

    public string? TextOrJson(AnyValue value) => value.Kind is ValueKind.List or ValueKind.Map or ValueKind.Bytes ? Encoding.UTF8.GetString(JsonOf(value).WrittenSpan) : TextOf(value);

    /// <summary>The value as JSON.</summary>
    public System.Buffers.ArrayBufferWriter<byte> JsonOf(AnyValue value)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, RowJson.Options);
        AnyValueJson.Write(Request, value, json);
        return bytes;
    }

    private string? TextOf(AnyValue value) => value.Kind switch
    {
        ValueKind.Text => Encoding.UTF8.GetString(value.Slice.Of(Request)),
        ValueKind.Whole => value.Bits.ToString(CultureInfo.InvariantCulture),
        ValueKind.Number => value.Number.ToString(CultureInfo.InvariantCulture),
        ValueKind.Truth => value.Bits != 0 ? "true" : "false",
        _ => null,
    };

    private double? NumberOf(Field field)
    {
        double? number = Attributes.Find(field)?.Value switch
        {
            { Kind: ValueKind.Whole } value => value.Bits,
            { Kind: ValueKind.Number } value => value.Number,
            { Kind: ValueKind.Text } value when double.TryParse(value.Slice.Of(Request), NumberStyles.Float, CultureInfo.InvariantCulture, out var spelt) => spelt,
            _ => null,
        };
        return number is { } known && double.IsFinite(known) ? known : null;
    }
}
