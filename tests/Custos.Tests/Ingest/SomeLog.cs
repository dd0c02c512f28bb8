using System.Text;
using System.Text.Json.Nodes;
using Custos.Ingest;
using Custos.Ingest.Otlp;
using Custos.Ingest.Rows;
using Custos.Records;

namespace Custos.Tests.Ingest;

/// <summary>A log record as a test means it, in both forms of OTLP.</summary>
internal sealed record SomeLog
{
    public ulong Time { get; init; } = SomeSpan.Noon;

    public ulong Observed { get; init; }

    public int Severity { get; init; } = 9;

    public object? Body { get; init; }

    public string EventName { get; init; } = "";

    public string TraceId { get; init; } = SomeSpan.Trace;

    public string SpanId { get; init; } = "eee19b7ec3c1b174";

    public uint Flags { get; init; }

    public (string Name, object? Value)[] Attributes { get; init; } = [];

    public static byte[] Protobuf(params SomeLog[] logs) => Wire.Message(1,
        Wire.Message(1, Wire.Pair(1, "service.name", "shop")),
        Wire.Message(2, [.. logs.Select(static log => log.Row())]));

    public static string Json(params SomeLog[] logs) => new JsonObject
    {
        ["resourceLogs"] = new JsonArray(new JsonObject
        {
            ["resource"] = new JsonObject { ["attributes"] = SomeSpan.Pairs([("service.name", "shop")]) },
            ["scopeLogs"] = new JsonArray(new JsonObject { ["logRecords"] = new JsonArray([.. logs.Select(static log => (JsonNode)log.RowJson())]) }),
        }),
    }.ToJsonString();

    /// <summary>What becomes of them, whichever form they come in.</summary>
    public static Collected Collect(params SomeLog[] logs)
    {
        var binary = OtlpRequest.Read(OtlpSignal.Logs, OtlpEncoding.Protobuf, Protobuf(logs));
        var json = OtlpRequest.Read(OtlpSignal.Logs, OtlpEncoding.Json, Encoding.UTF8.GetBytes(Json(logs)));
        json.Events.ShouldBe(binary.Events);
        json.Rejected.ShouldBe(binary.Rejected);
        binary.Received.ShouldBe(logs.Length);
        return binary;
    }

    public T Record<T>()
        where T : Event => Collect(this).Events.ShouldHaveSingleItem().ShouldBeOfType<T>();

    private byte[] Row() => Wire.Message(2,
    [
        Wire.Fixed64(1, Time), Wire.Number(2, (ulong)Severity), Wire.Message(5, Wire.Value(Body)), .. Attributes.Select(static one => Wire.Pair(6, one.Name, one.Value)),
        Wire.Fixed32(8, Flags), Wire.Message(9, Convert.FromHexString(TraceId)), Wire.Message(10, Convert.FromHexString(SpanId)), Wire.Fixed64(11, Observed), Wire.Text(12, EventName),
    ]);

    private JsonObject RowJson() => new()
    {
        ["timeUnixNano"] = $"{Time}",
        ["observedTimeUnixNano"] = $"{Observed}",
        ["severityNumber"] = Severity == 9 ? "SEVERITY_NUMBER_INFO" : Severity,
        ["body"] = SomeSpan.Value(Body),
        ["attributes"] = SomeSpan.Pairs(Attributes),
        ["flags"] = Flags,
        ["traceId"] = TraceId,
        ["spanId"] = SpanId,
        ["eventName"] = EventName,
    };
}
