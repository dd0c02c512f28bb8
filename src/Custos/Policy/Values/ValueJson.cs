using System.Globalization;
using System.Text.Json;
using Custos.Policy.Types;

namespace Custos.Policy.Values;

/// <summary>How is a value written as JSON, and read?</summary>
/// <remarks>
/// What JSON has no form for is an object with one key: <c>{"bytes": base64}</c>, <c>{"map": [[key, value], …]}</c>, <c>{"type": name}</c>,
/// <c>{"optional": []}</c> or <c>[value]</c>; when reading also <c>int</c>, <c>uint</c>, <c>double</c>, <c>timestamp</c> and <c>duration</c>.
/// Such an object is a map as it stands where the value is not of the sort that the key asks: <c>{"map": 1}</c>. A map of texts that would be
/// misread is written by <c>map</c>.
/// </remarks>
public static class ValueJson
{

    /// <summary>Reads JSON as it comes, for instance a tool's arguments: whole numbers are int (uint where only that holds them), others double; an object is a map.</summary>
    /// <exception cref="FormatException">A name stands twice in one object.</exception>
    public static Value ReadPlain(JsonElement json) => Read(json, hasForms: false);

    /// <summary>Reads JSON in which objects with one key may stand for what JSON has no form for.</summary>
    /// <exception cref="FormatException">Such an object does not hold what its key says, or a key stands twice.</exception>
    public static Value Read(JsonElement json) => Read(json, hasForms: true);

    /// <summary>Writes a value; times and durations as texts, a double always with a point or an exponent, NaN and infinities as texts.</summary>
    /// <exception cref="ArgumentException">It is an error or unknown.</exception>
    public static void Write(Utf8JsonWriter writer, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null: writer.WriteNullValue(); break;
            case ValueKind.Bool: writer.WriteBooleanValue(value.AsBool); break;
            case ValueKind.Int: writer.WriteNumberValue(value.AsInt); break;
            case ValueKind.Uint: writer.WriteNumberValue(value.AsUint); break;
            case ValueKind.Double: WriteDouble(writer, value.AsDouble); break;
            case ValueKind.String: writer.WriteStringValue(value.AsString); break;
            case ValueKind.Timestamp or ValueKind.Duration: writer.WriteStringValue(value.ToString()); break;
            case ValueKind.Bytes: WriteForm(writer, "bytes", value, static (writer, value) => writer.WriteBase64StringValue(value.AsBytes)); break;
            case ValueKind.Type: WriteForm(writer, "type", value, static (writer, value) => writer.WriteStringValue(value.AsType.Name)); break;
            case ValueKind.Optional: WriteForm(writer, "optional", value, static (writer, value) => WriteList(writer, value.AsOptional is { } some ? [some] : [])); break;
            case ValueKind.List: WriteList(writer, value.AsList.Items); break;
            case ValueKind.Map: WriteMap(writer, value.AsMap); break;
            default: throw new ArgumentException("It is no value.", nameof(value));
        }
    }

    private static void WriteDouble(Utf8JsonWriter writer, double number)
    {
        if (!double.IsFinite(number))
        {
            writer.WriteStringValue(ValueText.OfDouble(number));
            return;
        }

        var digits = number.ToString("R", CultureInfo.InvariantCulture);
        writer.WriteRawValue(digits.AsSpan().IndexOfAny('.', 'E') < 0 ? digits + ".0" : digits);
    }

    private static void WriteForm(Utf8JsonWriter writer, string form, in Value value, Action<Utf8JsonWriter, Value> write)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(form);
        write(writer, value);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, ReadOnlySpan<Value> items)
    {
        writer.WriteStartArray();
        foreach (ref readonly var item in items) Write(writer, item);
        writer.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter writer, MapValue map)
    {
        var isPlain = !(map.Count == 1 && map.Entries[0].Key is { Kind: ValueKind.String } only && IsForm(only.AsString, ShapeOf(map.Entries[0].Value)));
        foreach (ref readonly var entry in map.Entries) isPlain &= entry.Key.Kind == ValueKind.String;
        writer.WriteStartObject();
        if (!isPlain)
        {
            writer.WriteStartArray("map");
            foreach (ref readonly var entry in map.Entries) WriteList(writer, [entry.Key, entry.Value]);
            writer.WriteEndArray();
        }
        else
        {
            foreach (ref readonly var entry in map.Entries)
            {
                writer.WritePropertyName(entry.Key.AsString);
                Write(writer, entry.Value);
            }
        }

        writer.WriteEndObject();
    }

    private static bool IsForm(string key, JsonValueKind held) => key switch
    {
        "bytes" or "type" or "timestamp" or "duration" => held == JsonValueKind.String,
        "int" or "uint" or "double" => held is JsonValueKind.String or JsonValueKind.Number,
        "map" or "optional" => held == JsonValueKind.Array,
        _ => false,
    };

    // As Write writes it, for what matters to IsForm.
    private static JsonValueKind ShapeOf(in Value value) => value.Kind switch
    {
        ValueKind.String or ValueKind.Timestamp or ValueKind.Duration => JsonValueKind.String,
        ValueKind.Int or ValueKind.Uint => JsonValueKind.Number,
        ValueKind.Double => double.IsFinite(value.AsDouble) ? JsonValueKind.Number : JsonValueKind.String,
        ValueKind.List => JsonValueKind.Array,
        _ => JsonValueKind.Undefined,
    };

    private static Value Read(JsonElement json, bool hasForms)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.True: return Value.True;
            case JsonValueKind.False: return Value.False;
            case JsonValueKind.String: return Value.Of(TextOf(json));
            case JsonValueKind.Number: return ReadNumber(json);
            case JsonValueKind.Array: return Value.OfList([.. json.EnumerateArray().Select(item => Read(item, hasForms))]);
            case JsonValueKind.Object: return ReadObject(json, hasForms);
            default: return Value.Null;
        }
    }

    private static Value ReadNumber(JsonElement json) =>
        json.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0 ? Value.Of(json.GetDouble())
        : json.TryGetInt64(out var whole) ? Value.Of(whole)
        : json.TryGetUInt64(out var unsigned) ? Value.Of(unsigned)
        : Value.Of(json.GetDouble());

    private static Value ReadObject(JsonElement json, bool hasForms)
    {
        var members = json.EnumerateObject().Select(member => (Name: NameOf(member), member.Value)).ToList();
        if (hasForms && members.Count == 1 && IsForm(members[0].Name, members[0].Value.ValueKind)) return ReadForm(members[0].Name, members[0].Value);
        return MapOf([.. members.Select(member => KeyValuePair.Create(Value.Of(member.Name), Read(member.Value, hasForms)))]);
    }

    private static Value ReadForm(string form, JsonElement json)
    {
        var text = json.ValueKind switch { JsonValueKind.String => TextOf(json), JsonValueKind.Number => json.GetRawText(), _ => null };
        switch (form)
        {
            case "bytes" when json.TryGetBytesFromBase64(out var bytes):
                return Value.Of(bytes);
            case "type":
                return Value.Of(CelType.Named.FirstOrDefault(type => type.Name == text) ?? CelType.Opaque(text!));
            case "int" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole):
                return Value.Of(whole);
            case "uint" when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unsigned):
                return Value.Of(unsigned);
            case "double" when text is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                return Value.Of(number);
            case "timestamp" when text is not null && Timestamp.TryParse(text, out var moment):
                return Value.Of(moment);
            case "duration" when text is not null && Durations.TryParse(text, out var span):
                return Value.OfNanoseconds(span);
            case "optional" when json.GetArrayLength() < 2:
                return Value.Optional(json.GetArrayLength() == 0 ? null : Read(json[0]));
            case "map" when json.EnumerateArray().All(pair => pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2):
                return MapOf([.. json.EnumerateArray().Select(pair => KeyValuePair.Create(Read(pair[0]), Read(pair[1])))]);
            default:
                throw new FormatException($"An object whose only key is \"{form}\" does not hold what that says; write a map with this key as {{\"map\": [[\"{form}\", value]]}}.");
        }
    }

    private static Value MapOf(KeyValuePair<Value, Value>[] entries)
    {
        if (!entries.All(entry => MapValue.CanBeKey(entry.Key.Kind))) throw new FormatException("Keys are texts, whole numbers and truths.");
        return MapValue.TryCreate(entries, out var map) ? Value.Of(map) : throw new FormatException("A key stands twice in one object.");
    }

    // JSON may hold half a pair of surrogates, which is no text.
    private static string TextOf(JsonElement json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException broken)
        {
            throw new FormatException("A text holds half a character.", broken);
        }
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException broken)
        {
            throw new FormatException("A key holds half a character.", broken);
        }
    }
}
