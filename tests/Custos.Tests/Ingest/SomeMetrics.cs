using System.Text;
using Custos.Ingest;
using Custos.Ingest.Otlp;
using Custos.Records.Telemetry;

namespace Custos.Tests.Ingest;

/// <summary>One metric of each kind, in both forms of OTLP, each written by hand.</summary>
internal static class SomeMetrics
{
    public static byte[] Protobuf() => Wire.Message(1,
        Wire.Message(1, Wire.Pair(1, "service.name", "shop")),
        Wire.Message(2,
            Metric("queue", 5, Wire.Message(1, Wire.Fixed64(3, SomeSpan.Noon), Wire.Fixed64(6, unchecked((ulong)-3L)), Wire.Pair(7, "disk", "a"))),
            Metric("gen_ai.client.token.usage", 7, Wire.Message(1, Wire.Fixed64(2, SomeSpan.Noon - 1_000_000), Wire.Fixed64(3, SomeSpan.Noon), Wire.Double(4, 2.5)), Wire.Number(2, 2), Wire.Number(3, 1)),
            Metric("gen_ai.client.operation.duration", 9, Wire.Message(1,
                Wire.Fixed64(3, SomeSpan.Noon), Wire.Fixed64(4, 6), Wire.Double(5, 9.5),
                Wire.Message(6, [.. Wire.Fixed64(1, 1)[1..], .. Wire.Fixed64(1, 2)[1..], .. Wire.Fixed64(1, 3)[1..]]),
                Wire.Double(7, 0.5), Wire.Double(7, 2), Wire.Double(11, 0.1), Wire.Double(12, 4), Wire.Pair(9, "k", "v")), Wire.Number(2, 1)),
            Metric("exponential", 10, Wire.Message(1,
                Wire.Pair(1, "k", "v"), Wire.Fixed64(3, SomeSpan.Noon), Wire.Fixed64(4, 5), Wire.Double(5, 7), Wire.Number(6, 3), Wire.Fixed64(7, 1),
                Wire.Message(8, Wire.Number(1, 4), Wire.Message(2, [.. Wire.Varint(1), .. Wire.Varint(300)])),
                Wire.Message(9, Wire.Number(1, 1), Wire.Number(2, 3)))),
            Metric("latency", 11, Wire.Message(1, Wire.Fixed64(3, SomeSpan.Noon), Wire.Fixed64(4, 10), Wire.Double(5, 3), Wire.Message(6, Wire.Double(1, 0.5), Wire.Double(2, 0.25)))),
            Metric("stale", 5, Wire.Message(1, Wire.Fixed64(3, SomeSpan.Noon), Wire.Number(8, 1)))));

    public static string Json { get; } = """
        {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeMetrics":[{"metrics":[
        {"name":"queue","unit":"1","gauge":{"dataPoints":[{"timeUnixNano":"NOON","asInt":"-3","attributes":[{"key":"disk","value":{"stringValue":"a"}}]}]}},
        {"name":"gen_ai.client.token.usage","unit":"1","sum":{"aggregationTemporality":"AGGREGATION_TEMPORALITY_CUMULATIVE","isMonotonic":true,"dataPoints":[{"startTimeUnixNano":"BEFORE","timeUnixNano":"NOON","asDouble":2.5}]}},
        {"name":"gen_ai.client.operation.duration","unit":"1","histogram":{"aggregationTemporality":1,"dataPoints":[{"timeUnixNano":NOON,"count":"6","sum":9.5,"bucketCounts":["1",2,"3"],"explicitBounds":[0.5,2],"min":0.1,"max":4,"attributes":[{"key":"k","value":{"stringValue":"v"}}]}]}},
        {"name":"exponential","unit":"1","exponentialHistogram":{"dataPoints":[{"timeUnixNano":"NOON","count":5,"sum":7,"scale":-2,"zeroCount":1,"positive":{"offset":2,"bucketCounts":["1",300]},"negative":{"offset":-1,"bucketCounts":[3]},"attributes":[{"key":"k","value":{"stringValue":"v"}}]}]}},
        {"name":"latency","unit":"1","summary":{"dataPoints":[{"timeUnixNano":"NOON","count":10,"sum":3,"quantileValues":[{"quantile":0.5,"value":0.25}]}]}},
        {"name":"stale","unit":"1","gauge":{"dataPoints":[{"timeUnixNano":"NOON","flags":1}]}}
        ]}]}]}
        """.Replace("NOON", $"{SomeSpan.Noon}", StringComparison.Ordinal).Replace("BEFORE", $"{SomeSpan.Noon - 1_000_000}", StringComparison.Ordinal);

    public static Dictionary<string, MetricPoint> Records()
    {
        var binary = OtlpRequest.Read(OtlpSignal.Metrics, OtlpEncoding.Protobuf, Protobuf());
        var json = OtlpRequest.Read(OtlpSignal.Metrics, OtlpEncoding.Json, Encoding.UTF8.GetBytes(Json));
        json.Events.ShouldBe(binary.Events);
        json.Rejected.ShouldBe(binary.Rejected);
        binary.Rejected.ShouldBe([new Rejection("there is no value", 1)]);
        return binary.Events.Cast<MetricPoint>().ToDictionary(static point => point.Name);
    }

    private static byte[] Metric(string name, int kind, params byte[][] inside) => Wire.Message(2, Wire.Text(1, name), Wire.Text(3, "1"), Wire.Message(kind, inside));
}
