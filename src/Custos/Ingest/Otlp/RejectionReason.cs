using System.Diagnostics;
using System.Globalization;

namespace Custos.Ingest.Otlp;

/// <summary>Why is a row not taken? Its request is, and so are the others in it.</summary>
public enum RejectionReason
{
    TraceId,
    SpanId,
    NoTime,
    TimeOutOfRange,
    EndBeforeStart,
    AttributeTooLarge,
    TooManyAttributes,
    NoName,
    NoValue,
    FeedbackNotUnderstood,
}

/// <summary>In which words is it said?</summary>
public static class RejectionReasons
{
    /// <summary>How many attributes a row may have.</summary>
    public const int MostAttributes = 1024;

    /// <summary>How many bytes one attribute, or a log record's body, may have as protobuf.</summary>
    public const int MostAttributeBytes = 4 * 1024 * 1024;

    /// <summary>The words in accounts and answers.</summary>
    public static string WordsOf(RejectionReason reason) => reason switch
    {
        RejectionReason.TraceId => "the trace id is not 16 bytes, or all zero",
        RejectionReason.SpanId => "the span id is not 8 bytes, or all zero",
        RejectionReason.NoTime => "there is no time",
        RejectionReason.TimeOutOfRange => "a time is after 2262-04-11",
        RejectionReason.EndBeforeStart => "the end is before the start",
        RejectionReason.AttributeTooLarge => string.Create(CultureInfo.InvariantCulture, $"an attribute is larger than {MostAttributeBytes >> 20} MiB"),
        RejectionReason.TooManyAttributes => string.Create(CultureInfo.InvariantCulture, $"there are more than {MostAttributes} attributes"),
        RejectionReason.NoName => "there is no name",
        RejectionReason.NoValue => "there is no value",
        RejectionReason.FeedbackNotUnderstood => "the feedback says neither thumb, stars, text nor rewrite, or a value that its kind does not have",
        _ => throw new UnreachableException(),
    };
}
