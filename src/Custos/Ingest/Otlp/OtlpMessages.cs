using static Custos.Ingest.Otlp.JsonFieldKind;

namespace Custos.Ingest.Otlp;

/// <summary>Which messages does OTLP have, with their fields?</summary>
/// <remarks>Names and numbers of opentelemetry-proto 1.x, with those fields that are read; every other is passed over.</remarks>
internal static class OtlpMessages
{
    private static readonly string[] SpanKinds = ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];
    private static readonly string[] StatusCodes = ["UNSET", "OK", "ERROR"];
    private static readonly string[] Temporalities = ["UNSPECIFIED", "DELTA", "CUMULATIVE"];

    /// <summary>The words of OTLP's severities, by their numbers.</summary>
    public static IReadOnlyList<string> Severities { get; } =
    [
        "UNSPECIFIED", .. from level in (string[])["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] from step in (string[])["", "2", "3", "4"] select level + step,
    ];

    private static readonly JsonMessage Value = new();
    private static readonly JsonMessage Pair = new JsonMessage().Has("key", 1, Words).Has("value", 2, Value);
    private static readonly JsonMessage Values = new JsonMessage().Has("values", 1, Value);
    private static readonly JsonMessage Pairs = new JsonMessage().Has("values", 1, Pair);
    private static readonly JsonMessage Resource = new JsonMessage().Has("attributes", 1, Pair);
    private static readonly JsonMessage Scope = new JsonMessage().Has("name", 1, Words).Has("version", 2, Words).Has("attributes", 3, Pair);

    static OtlpMessages() => Value
        .Has("stringValue", 1, Words).Has("boolValue", 2, Truth).Has("intValue", 3, Whole).Has("doubleValue", 4, Number)
        .Has("arrayValue", 5, Values).Has("kvlistValue", 6, Pairs).Has("bytesValue", 7, Base64);

    public static JsonMessage Traces { get; } = Request("resourceSpans", "scopeSpans", "spans", new JsonMessage()
        .Has("traceId", 1, Hexadecimal).Has("spanId", 2, Hexadecimal).Has("traceState", 3, Words).Has("parentSpanId", 4, Hexadecimal).Has("name", 5, Words)
        .Has("kind", 6, Choice, choices: Named("SPAN_KIND_", SpanKinds)).Has("startTimeUnixNano", 7, Fixed64).Has("endTimeUnixNano", 8, Fixed64)
        .Has("attributes", 9, Pair)
        .Has("events", 11, new JsonMessage().Has("timeUnixNano", 1, Fixed64).Has("name", 2, Words).Has("attributes", 3, Pair))
        .Has("links", 13, new JsonMessage().Has("traceId", 1, Hexadecimal).Has("spanId", 2, Hexadecimal).Has("traceState", 3, Words).Has("attributes", 4, Pair))
        .Has("status", 15, new JsonMessage().Has("message", 2, Words).Has("code", 3, Choice, choices: Named("STATUS_CODE_", StatusCodes)))
        .Has("flags", 16, Fixed32));

    public static JsonMessage Logs { get; } = Request("resourceLogs", "scopeLogs", "logRecords", new JsonMessage()
        .Has("timeUnixNano", 1, Fixed64).Has("severityNumber", 2, Choice, choices: Named("SEVERITY_NUMBER_", Severities)).Has("severityText", 3, Words)
        .Has("body", 5, Value).Has("attributes", 6, Pair).Has("flags", 8, Fixed32).Has("traceId", 9, Hexadecimal).Has("spanId", 10, Hexadecimal)
        .Has("observedTimeUnixNano", 11, Fixed64).Has("eventName", 12, Words));

    public static JsonMessage Metrics { get; } = Request("resourceMetrics", "scopeMetrics", "metrics", new JsonMessage()
        .Has("name", 1, Words).Has("unit", 3, Words)
        .Has("gauge", 5, Points(Number64()))
        .Has("sum", 7, Points(Number64()).Has("isMonotonic", 3, Truth))
        .Has("histogram", 9, Points(Histogram()))
        .Has("exponentialHistogram", 10, Points(ExponentialHistogram()))
        .Has("summary", 11, Points(Summary())));

    private static JsonMessage Request(string resources, string scopes, string items, JsonMessage item) => new JsonMessage().Has(resources, 1, new JsonMessage()
        .Has("resource", 1, Resource)
        .Has(scopes, 2, new JsonMessage().Has("scope", 1, Scope).Has(items, 2, item)));

    private static JsonMessage Points(JsonMessage point) => new JsonMessage().Has("dataPoints", 1, point).Has("aggregationTemporality", 2, Choice, choices: Named("AGGREGATION_TEMPORALITY_", Temporalities));

    private static JsonMessage Timed() => new JsonMessage().Has("startTimeUnixNano", 2, Fixed64).Has("timeUnixNano", 3, Fixed64);

    private static JsonMessage Number64() => Timed().Has("attributes", 7, Pair).Has("asDouble", 4, Number).Has("asInt", 6, SignedFixed64).Has("flags", 8, Whole);

    private static JsonMessage Histogram() => Timed().Has("attributes", 9, Pair).Has("count", 4, Fixed64).Has("sum", 5, Number).Has("bucketCounts", 6, Fixed64)
        .Has("explicitBounds", 7, Number).Has("flags", 10, Whole).Has("min", 11, Number).Has("max", 12, Number);

    private static JsonMessage ExponentialHistogram()
    {
        var buckets = new JsonMessage().Has("offset", 1, ZigZag).Has("bucketCounts", 2, Whole);
        return Timed().Has("attributes", 1, Pair).Has("count", 4, Fixed64).Has("sum", 5, Number).Has("scale", 6, ZigZag).Has("zeroCount", 7, Fixed64)
            .Has("positive", 8, buckets).Has("negative", 9, buckets).Has("flags", 10, Whole).Has("min", 12, Number).Has("max", 13, Number).Has("zeroThreshold", 14, Number);
    }

    private static JsonMessage Summary() => Timed().Has("attributes", 7, Pair).Has("count", 4, Fixed64).Has("sum", 5, Number).Has("flags", 8, Whole)
        .Has("quantileValues", 6, new JsonMessage().Has("quantile", 1, Number).Has("value", 2, Number));

    private static string[] Named(string prefix, IReadOnlyList<string> words) => [.. words.Select(word => prefix + word)];
}
