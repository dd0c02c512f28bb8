using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Custos.Ingest.Otlp;

/// <summary>Which protobuf does a request in OTLP's JSON say? So that everything behind it is written once.</summary>
/// <remarks>
/// By opentelemetry.io/docs/specs/otlp (JSON Protobuf Encoding): identifiers are hexadecimal, numbers of 64 bits are texts or numbers, choices
/// are numbers or words, unknown names are passed over. Reads in one pass, in memory bounded by the writer's. Not thread-safe.
/// </remarks>
internal ref struct OtlpJson
{
    // A level of a value is four of JSON: the value, its list, the list's values, the next value.
    private const int MostLevels = 4 * AnyValue.MostLevels + 16;

    private readonly WireWriter _to;
    private Utf8JsonReader _json;

    private OtlpJson(ReadOnlySpan<byte> json, WireWriter to)
    {
        _to = to;
        _json = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MostLevels });
    }

    /// <summary>Writes the request as protobuf.</summary>
    /// <exception cref="MalformedRequestException">It is not JSON, or not that of OTLP.</exception>
    public static void Transcode(ReadOnlySpan<byte> json, JsonMessage request, WireWriter to)
    {
        var start = json.StartsWith("\uFEFF"u8) ? 3 : 0;
        var transcoding = new OtlpJson(json[start..], to);
        try
        {
            transcoding.Run(request);
        }
        catch (JsonException)
        {
            // The reader's own message quotes content; the place is enough.
            throw new MalformedRequestException($"This is not valid JSON, or nests deeper than {MostLevels} levels.", start + transcoding._json.BytesConsumed);
        }
    }

    private void Run(JsonMessage request)
    {
        if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject) throw Wrong("A request is an object.");
        Members(request);
        if (_json.Read()) throw Wrong("Something follows the request.");
    }

    // The reader stands on the object's brace.
    private void Members(JsonMessage message)
    {
        Span<char> name = stackalloc char[64];
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var field = Find(message, name);
            _json.Read();
            if (field is null) _json.Skip();
            else if (_json.TokenType == JsonTokenType.StartArray) Elements(field);
            else if (_json.TokenType != JsonTokenType.Null) Value(field);
        }
    }

    private readonly JsonField? Find(JsonMessage message, Span<char> name) =>
        _json.ValueSpan.Length <= name.Length && Encoding.UTF8.TryGetChars(_json.ValueSpan, name, out var length) ? message.Find(name[..length]) : null;

    private void Elements(JsonField field)
    {
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType == JsonTokenType.StartArray) throw Wrong("A list stands in a list.");
            if (_json.TokenType != JsonTokenType.Null) Value(field);
        }
    }

    private void Value(JsonField field)
    {
        if (_json.TokenType == JsonTokenType.StartObject != (field.Kind == JsonFieldKind.Message)) throw Wrong("A value is not of its field's type.");
        switch (field.Kind)
        {
            case JsonFieldKind.Message:
                var begun = _to.Begin(field.Number);
                Members(field.Message!);
                _to.End(begun);
                break;
            case JsonFieldKind.Words:
                WriteText(field.Number);
                break;
            case JsonFieldKind.Hexadecimal:
                WriteHexadecimal(field.Number);
                break;
            case JsonFieldKind.Base64:
                WriteBase64(field.Number);
                break;
            case JsonFieldKind.Number:
                _to.Double(field.Number, Real());
                break;
            case JsonFieldKind.Truth:
                _to.Number(field.Number, _json.TokenType switch { JsonTokenType.True => 1, JsonTokenType.False => 0, _ => throw Wrong("A truth value is neither true nor false.") });
                break;
            default:
                WriteWhole(field);
                break;
        }
    }

    private readonly void WriteWhole(JsonField field)
    {
        switch (field.Kind)
        {
            case JsonFieldKind.Choice:
                _to.Number(field.Number, (ulong)Chosen(field));
                break;
            case JsonFieldKind.ZigZag:
                var signed = (int)Whole(int.MinValue, int.MaxValue);
                _to.Number(field.Number, (uint)((signed << 1) ^ (signed >> 31)));
                break;
            case JsonFieldKind.Fixed64:
                _to.Fixed64(field.Number, (ulong)Whole(0, ulong.MaxValue));
                break;
            case JsonFieldKind.SignedFixed64:
                _to.Fixed64(field.Number, (ulong)(long)Whole(long.MinValue, long.MaxValue));
                break;
            case JsonFieldKind.Fixed32:
                _to.Fixed32(field.Number, (uint)Whole(0, uint.MaxValue));
                break;
            default:
                var whole = Whole(long.MinValue, ulong.MaxValue);
                _to.Number(field.Number, whole < 0 ? (ulong)(long)whole : (ulong)whole);
                break;
        }
    }

    private readonly void WriteText(int field)
    {
        var text = Spelt();
        if (!_json.ValueIsEscaped)
        {
            _to.Bytes(field, text);
            return;
        }

        var unescaped = ArrayPool<byte>.Shared.Rent(text.Length);
        _to.Bytes(field, unescaped.AsSpan(0, JsonUnescaping.Unescape(text, unescaped)));
        ArrayPool<byte>.Shared.Return(unescaped);
    }

    private readonly void WriteHexadecimal(int field)
    {
        var text = Spelt();
        if (text.Length % 2 != 0 || Convert.FromHexString(text, _to.Bytes(field, text.Length / 2), out _, out _) != OperationStatus.Done) throw Wrong("An identifier is not hexadecimal.");
    }

    private readonly void WriteBase64(int field)
    {
        var bytes = Spelt().ToArray();
        for (var i = 0; i < bytes.Length; i++) bytes[i] = bytes[i] switch { (byte)'-' => (byte)'+', (byte)'_' => (byte)'/', var other => other };
        byte[] padded = (bytes.Length % 4) switch { 2 => [.. bytes, .. "=="u8], 3 => [.. bytes, (byte)'='], _ => bytes };
        if (Base64.DecodeFromUtf8InPlace(padded, out var length) != OperationStatus.Done) throw Wrong("Bytes are not Base64.");
        _to.Bytes(field, padded.AsSpan(0, length));
    }

    private readonly int Chosen(JsonField field)
    {
        if (_json.TokenType == JsonTokenType.Number) return (int)Whole(int.MinValue, int.MaxValue);
        var word = Spelt();
        for (var i = 0; i < field.Choices.Count; i++)
        {
            if (word.Length == field.Choices[i].Length && Ascii.Equals(word, field.Choices[i])) return i;
        }

        throw Wrong("A choice is none of those that there are.");
    }

    // A fraction of zero (1e3, 2.0) is taken, as protobuf's own readers do.
    private readonly Int128 Whole(Int128 least, Int128 most)
    {
        var text = _json.TokenType == JsonTokenType.Number ? _json.ValueSpan : Spelt();
        if (Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            || (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && decimal.IsInteger(exact) && Exact(exact, out whole)))
        {
            if (whole >= least && whole <= most) return whole;
            throw Wrong("A whole number is outside its range.");
        }

        throw Wrong("A whole number is none.");
    }

    private static bool Exact(decimal value, out Int128 whole)
    {
        whole = (Int128)value;
        return true;
    }

    private readonly double Real()
    {
        var text = _json.TokenType == JsonTokenType.Number ? _json.ValueSpan : Spelt();
        if (text.SequenceEqual("NaN"u8)) return double.NaN;
        if (text.SequenceEqual("Infinity"u8)) return double.PositiveInfinity;
        if (text.SequenceEqual("-Infinity"u8)) return double.NegativeInfinity;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Wrong("A number is none.");
    }

    private readonly ReadOnlySpan<byte> Spelt() => _json.TokenType == JsonTokenType.String ? _json.ValueSpan : throw Wrong("A value is not of its field's type.");

    private readonly MalformedRequestException Wrong(string problem) => new(problem, _json.TokenStartIndex);
}
