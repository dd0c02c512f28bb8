using System.Text.Json;

namespace Custos.Ingest.Otlp;

/// <summary>How does a value look as JSON?</summary>
/// <remarks>Bytes are Base64; a number that JSON has no word for is a text. Of equal keys of a map all are written, as they came.</remarks>
internal static class AnyValueJson
{
    public static void Write(ReadOnlySpan<byte> request, AnyValue value, Utf8JsonWriter to, int level = 0)
    {
        switch (value.Kind)
        {
            case ValueKind.Text:
                to.WriteStringValue(value.Slice.Of(request));
                break;
            case ValueKind.Truth:
                to.WriteBooleanValue(value.Bits != 0);
                break;
            case ValueKind.Whole:
                to.WriteNumberValue(value.Bits);
                break;
            case ValueKind.Number:
                WriteNumber(value.Number, to);
                break;
            case ValueKind.List:
                WriteList(request, value, to, level);
                break;
            case ValueKind.Map:
                WriteMap(request, value, to, level);
                break;
            case ValueKind.Bytes:
                to.WriteBase64StringValue(value.Slice.Of(request));
                break;
            default:
                to.WriteNullValue();
                break;
        }
    }

    public static void WriteNumber(double number, Utf8JsonWriter to)
    {
        if (double.IsFinite(number)) to.WriteNumberValue(number);
        else to.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }

    private static void WriteList(ReadOnlySpan<byte> request, AnyValue list, Utf8JsonWriter to, int level)
    {
        Bound(list, level);
        to.WriteStartArray();
        var reader = new WireReader(request, list.Slice);
        while (reader.Next(out var field))
        {
            if (field == 1) Write(request, AnyValue.Read(request, reader.Bytes()), to, level + 1);
            else reader.Skip();
        }

        to.WriteEndArray();
    }

    private static void WriteMap(ReadOnlySpan<byte> request, AnyValue map, Utf8JsonWriter to, int level)
    {
        Bound(map, level);
        to.WriteStartObject();
        var reader = new WireReader(request, map.Slice);
        while (reader.Next(out var field))
        {
            if (field != 1)
            {
                reader.Skip();
                continue;
            }

            var (key, value) = AnyValue.ReadPair(request, reader.Bytes());
            to.WritePropertyName(key.Of(request));
            Write(request, value, to, level + 1);
        }

        to.WriteEndObject();
    }

    private static void Bound(AnyValue value, int level)
    {
        if (level >= AnyValue.MostLevels) throw new MalformedRequestException($"A value nests deeper than {AnyValue.MostLevels} levels.", value.Slice.Start);
    }
}
