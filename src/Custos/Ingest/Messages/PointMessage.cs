using System.Buffers.Binary;
using System.Text.Json;
using Custos.Ingest.Conventions;
using Custos.Ingest.Otlp;

namespace Custos.Ingest.Messages;

/// <summary>What does a data point of any kind say, but for its attributes?</summary>
/// <remarks>Used for point after point. Not thread-safe.</remarks>
internal sealed class PointMessage
{
    private readonly List<double> _bounds = [];
    private readonly List<ulong> _counts = [];
    private readonly RowJson _json = new();

    public ulong Start { get; private set; }

    public ulong Time { get; private set; }

    public ulong Flags { get; private set; }

    public ulong? Count { get; private set; }

    public double? Sum { get; private set; }

    public double? Value { get; private set; }

    /// <summary>Buckets or quantiles, as JSON; null where there are none.</summary>
    public string? Buckets { get; private set; }

    public bool HasValue => Value is not null || Count is not null;

    /// <summary>Which kind of data stands in this field of a metric? Null for none.</summary>
    public static string? KindOf(int field) => field switch
    {
        5 => "gauge",
        7 => "sum",
        9 => "histogram",
        10 => "exponential_histogram",
        11 => "summary",
        _ => null,
    };

    public void Read(ReadOnlySpan<byte> request, Slice message, string kind, AttributeSet attributes)
    {
        (Start, Time, Flags, Count, Sum, Value, Buckets) = (0, 0, 0, null, null, null, null);
        _bounds.Clear();
        _counts.Clear();
        var json = _json.Begin();
        var reader = new WireReader(request, message);
        while (reader.Next(out var field))
        {
            if (field == 2) Start = reader.Fixed64();
            else if (field == 3) Time = reader.Fixed64();
            else if (field == AttributesOf(kind)) attributes.Add(request, reader.Bytes());
            else if (kind is "gauge" or "sum") ReadNumber(ref reader, field);
            else if (field == 4) Count = reader.Fixed64();
            else if (field == 5) Sum = Finite(reader.Double());
            else if (kind == "histogram") ReadHistogram(request, ref reader, field, json);
            else if (kind == "summary") ReadSummary(ref reader, field);
            else ReadExponential(ref reader, field, json);
        }

        if (kind is not ("gauge" or "sum")) Count ??= 0;
        if (_bounds.Count > 0) Write(json, kind == "summary" ? "quantiles"u8 : "bounds"u8, _bounds);
        if (_counts.Count > 0) Write(json, "counts"u8, _counts);
        Buckets = _json.End();
    }

    private static int AttributesOf(string kind) => kind switch { "histogram" => 9, "exponential_histogram" => 1, _ => 7 };

    private void ReadNumber(ref WireReader reader, int field)
    {
        switch (field)
        {
            case 4: Value = Finite(reader.Double()); break;
            case 6: Value = (long)reader.Fixed64(); break;
            case 8: Flags = reader.Number(); break;
            default: reader.Skip(); break;
        }
    }

    private void ReadHistogram(ReadOnlySpan<byte> request, ref WireReader reader, int field, Utf8JsonWriter json)
    {
        switch (field)
        {
            case 6:
                for (var counts = reader.Fixed64s().Of(request); counts.Length > 0; counts = counts[8..]) _counts.Add(BinaryPrimitives.ReadUInt64LittleEndian(counts));
                break;
            case 7:
                for (var bounds = reader.Fixed64s().Of(request); bounds.Length > 0; bounds = bounds[8..]) _bounds.Add(BinaryPrimitives.ReadDoubleLittleEndian(bounds));
                break;
            case 10: Flags = reader.Number(); break;
            case 11: WriteNumber(json, "min"u8, reader.Double()); break;
            case 12: WriteNumber(json, "max"u8, reader.Double()); break;
            default: reader.Skip(); break;
        }
    }

    private void ReadSummary(ref WireReader reader, int field)
    {
        if (field == 8)
        {
            Flags = reader.Number();
            return;
        }

        if (field != 6)
        {
            reader.Skip();
            return;
        }

        var (quantile, value) = (0d, 0d);
        var pair = reader.Message();
        while (pair.Next(out var part))
        {
            if (part == 1) quantile = pair.Double();
            else if (part == 2) value = pair.Double();
            else pair.Skip();
        }

        _bounds.Add(quantile);
        _bounds.Add(value);
    }

    private void ReadExponential(ref WireReader reader, int field, Utf8JsonWriter json)
    {
        switch (field)
        {
            case 6: json.WriteNumber("scale"u8, Signed(reader.Number())); break;
            case 7: json.WriteNumber("zero_count"u8, reader.Fixed64()); break;
            case 8: WriteSide(reader.Message(), json, "positive"u8); break;
            case 9: WriteSide(reader.Message(), json, "negative"u8); break;
            case 10: Flags = reader.Number(); break;
            case 12: WriteNumber(json, "min"u8, reader.Double()); break;
            case 13: WriteNumber(json, "max"u8, reader.Double()); break;
            case 14: WriteNumber(json, "zero_threshold"u8, reader.Double()); break;
            default: reader.Skip(); break;
        }
    }

    private static void WriteSide(WireReader side, Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        var (offset, counts) = (0, new List<ulong>());
        while (side.Next(out var field))
        {
            if (field == 1) offset = Signed(side.Number());
            else if (field == 2) side.Numbers(counts);
            else side.Skip();
        }

        json.WriteStartObject(name);
        json.WriteNumber("offset"u8, offset);
        Write(json, "counts"u8, counts);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, List<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) AnyValueJson.WriteNumber(number, json);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, List<ulong> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double number)
    {
        json.WritePropertyName(name);
        AnyValueJson.WriteNumber(number, json);
    }

    // ZigZag: the sign is the last bit.
    private static int Signed(ulong number) => (int)(number >> 1) ^ -(int)(number & 1);

    private static double? Finite(double number) => double.IsFinite(number) ? number : null;
}
