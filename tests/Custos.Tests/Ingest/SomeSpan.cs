using System.Text.Json.Nodes;
using Custos.Ingest;
using Custos.Ingest.Otlp;
using Custos.Records;

namespace Custos.Tests.Ingest;

/// <summary>A span as a test means it, in both forms of OTLP.</summary>
internal sealed record SomeSpan
{
    public const string Trace = "5b8efff798038103d269b633813fc60c";
    public const ulong Noon = 1_772_366_400_000_000_000;
    public static readonly DateTimeOffset NoonTime = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public string TraceId { get; init; } = Trace;

    public string SpanId { get; init; } = "eee19b7ec3c1b174";

    public string Parent { get; init; } = "";

    public string Name { get; init; } = "chat gpt-4o";

    public int Kind { get; init; } = 3;

    public ulong Start { get; init; } = Noon;

    public ulong End { get; init; } = Noon + 1_500_000_000;

    public int Status { get; init; }

    public (string Name, object? Value)[] Attributes { get; init; } = [];

    public (string Name, (string Name, object? Value)[] Attributes)[] Events { get; init; } = [];

    public (string Name, object? Value)[] Resource { get; init; } = [("service.name", "shop")];

    public byte[] ToProtobuf() => Protobuf([this]);

    public static byte[] Protobuf(params SomeSpan[] spans) => Wire.Message(1,
        Wire.Message(1, [.. spans[0].Resource.Select(static one => Wire.Pair(1, one.Name, one.Value))]),
        Wire.Message(2, [Wire.Message(1, Wire.Text(1, "scope"), Wire.Text(2, "1.0")), .. spans.Select(static span => span.Row())]));

    public static string Json(params SomeSpan[] spans) => new JsonObject
    {
        ["resourceSpans"] = new JsonArray(new JsonObject
        {
            ["scopeSpans"] = new JsonArray(new JsonObject
            {
                ["spans"] = new JsonArray([.. spans.Select(static span => (JsonNode)span.RowJson())]),
                ["scope"] = new JsonObject { ["name"] = "scope", ["version"] = "1.0", ["unknown"] = new JsonArray(1, new JsonObject()) },
            }),
            ["resource"] = new JsonObject { ["attributes"] = Pairs(spans[0].Resource) },
        }),
    }.ToJsonString();

    /// <summary>What is recorded of them, whichever form they come in.</summary>
    public static IReadOnlyList<Event> Records(params SomeSpan[] spans)
    {
        var binary = OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Protobuf, Protobuf(spans));
        var json = OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Json, System.Text.Encoding.UTF8.GetBytes(Json(spans)));
        json.Events.ShouldBe(binary.Events);
        (json.Received, json.RejectedRows).ShouldBe((binary.Received, binary.RejectedRows));
        binary.RejectedRows.ShouldBe(0, binary.Why);
        binary.Received.ShouldBe(spans.Length);
        return binary.Events;
    }

    /// <summary>The one record of it.</summary>
    public T Record<T>()
        where T : Event => Records(this).ShouldHaveSingleItem().ShouldBeOfType<T>();

    public static JsonArray Pairs(IEnumerable<(string Name, object? Value)> pairs) => new([.. pairs.Select(static one => new JsonObject { ["key"] = one.Name, ["value"] = Value(one.Value) })]);

    public static JsonObject Value(object? value) => value switch
    {
        null => [],
        string text => new JsonObject { ["stringValue"] = text },
        bool truth => new JsonObject { ["boolValue"] = truth },
        int whole => new JsonObject { ["intValue"] = whole },
        long whole => new JsonObject { ["intValue"] = $"{whole}" },
        double number => new JsonObject { ["doubleValue"] = double.IsFinite(number) ? number : double.IsNaN(number) ? "NaN" : "Infinity" },
        byte[] bytes => new JsonObject { ["bytesValue"] = Convert.ToBase64String(bytes) },
        object?[] list => new JsonObject { ["arrayValue"] = new JsonObject { ["values"] = new JsonArray([.. list.Select(static one => Value(one))]) } },
        Dictionary<string, object?> map => new JsonObject { ["kvlistValue"] = new JsonObject { ["values"] = Pairs(map.Select(static one => (one.Key, one.Value))) } },
        _ => throw new ArgumentException("There is no such value.", nameof(value)),
    };

    private byte[] Row() => Wire.Message(2,
    [
        Wire.Message(1, Convert.FromHexString(TraceId)), Wire.Message(2, Convert.FromHexString(SpanId)), Wire.Message(4, Convert.FromHexString(Parent)), Wire.Text(5, Name),
        Wire.Number(6, (ulong)Kind), Wire.Fixed64(7, Start), Wire.Fixed64(8, End),
        .. Attributes.Select(static one => Wire.Pair(9, one.Name, one.Value)),
        .. Events.Select(one => Wire.Message(11, [Wire.Fixed64(1, Start + 1000), Wire.Text(2, one.Name), .. one.Attributes.Select(static pair => Wire.Pair(3, pair.Name, pair.Value))])),
        Wire.Message(15, Wire.Number(3, (ulong)Status)),
    ]);

    private JsonObject RowJson() => new()
    {
        ["traceId"] = TraceId.ToUpperInvariant(),
        ["spanId"] = SpanId,
        ["parentSpanId"] = Parent,
        ["name"] = Name,
        ["kind"] = Kind,
        ["start_time_unix_nano"] = $"{Start}",
        ["endTimeUnixNano"] = End,
        ["droppedAttributesCount"] = 3,
        ["attributes"] = Pairs(Attributes),
        ["events"] = new JsonArray([.. Events.Select(one => new JsonObject { ["timeUnixNano"] = $"{Start + 1000}", ["name"] = one.Name, ["attributes"] = Pairs(one.Attributes) })]),
        ["status"] = new JsonObject { ["code"] = Status == 2 ? "STATUS_CODE_ERROR" : Status },
    };
}
