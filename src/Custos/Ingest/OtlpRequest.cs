using System.Diagnostics;
using Custos.Ingest.Otlp;
using Custos.Ingest.Rows;

namespace Custos.Ingest;

/// <summary>What does a request of OTLP hold? Its rows as records, and why any of them cannot be one.</summary>
/// <remarks>Pure: the same bytes give the same records with the same identifiers. O(bytes). Thread-safe.</remarks>
public static class OtlpRequest
{
    /// <summary>How large a request may be, decompressed, and as protobuf where it comes as JSON.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>How large all records of a request may be together.</summary>
    public const int MostRecordBytes = 192 * 1024 * 1024;

    /// <summary>What the records name as where they came from.</summary>
    public const string Source = RowId.Source;

    /// <summary>Reads the whole request.</summary>
    /// <param name="signal">What was sent.</param>
    /// <param name="encoding">How.</param>
    /// <param name="body">The request's bytes, decompressed.</param>
    /// <exception cref="MalformedRequestException">The bytes are not what OTLP writes; nothing of them can be taken.</exception>
    public static Collected Read(OtlpSignal signal, OtlpEncoding encoding, ReadOnlySpan<byte> body)
    {
        if (encoding == OtlpEncoding.Protobuf) return Read(signal, body);
        using var wire = new WireWriter(MostBytes);
        OtlpJson.Transcode(body, MessageOf(signal), wire);
        return Read(signal, wire.Written.Span);
    }

    private static Collected Read(OtlpSignal signal, ReadOnlySpan<byte> protobuf)
    {
        var collecting = new Collecting();
        var around = new Surroundings();
        switch (signal)
        {
            case OtlpSignal.Traces:
                var spans = new SpanRows(collecting);
                Batches.Read(protobuf, around.ReadResource, around.ReadScope, (request, row) => spans.Add(request, row, around));
                break;
            case OtlpSignal.Logs:
                var logs = new LogRows(collecting);
                Batches.Read(protobuf, around.ReadResource, around.ReadScope, (request, row) => logs.Add(request, row, around));
                break;
            case OtlpSignal.Metrics:
                var metrics = new MetricRows(collecting);
                Batches.Read(protobuf, around.ReadResource, around.ReadScope, (request, row) => metrics.Add(request, row, around));
                break;
            default:
                throw new UnreachableException();
        }

        return collecting.End();
    }

    private static JsonMessage MessageOf(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => OtlpMessages.Traces,
        OtlpSignal.Logs => OtlpMessages.Logs,
        OtlpSignal.Metrics => OtlpMessages.Metrics,
        _ => throw new UnreachableException(),
    };
}
