using System.Diagnostics;

namespace Custos.Ingest.Otlp;

/// <summary>What is sent?</summary>
public enum OtlpSignal
{
    Traces,
    Logs,
    Metrics,
}

/// <summary>In which of its two forms is a request written? Its answer is written in the same.</summary>
public enum OtlpEncoding
{
    Protobuf,
    Json,
}

/// <summary>What is a signal called, and what are its rows?</summary>
public static class OtlpSignals
{
    /// <summary>As accounts name it, and as its address ends: traces, logs or metrics.</summary>
    public static string WordOf(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => "traces",
        OtlpSignal.Logs => "logs",
        OtlpSignal.Metrics => "metrics",
        _ => throw new UnreachableException(),
    };

    /// <summary>What the answer calls the number of rows that were not taken.</summary>
    internal static string RejectedOf(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => "rejectedSpans",
        OtlpSignal.Logs => "rejectedLogRecords",
        OtlpSignal.Metrics => "rejectedDataPoints",
        _ => throw new UnreachableException(),
    };
}
