using Custos.App.Api;
using Custos.Ingest.Otlp;

namespace Custos.App.Ingest;

/// <summary>In which form is an answer of OTLP written, and what does it say where nothing was taken?</summary>
internal static class OtlpForm
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    public static Problem UnknownType { get; } = new(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "The request's form is not known.", $"Send OTLP as {Protobuf} or {Json}, and say so in 'Content-Type'.");

    public static Problem UnknownCompression { get; } = new(StatusCodes.Status415UnsupportedMediaType, "unsupported_encoding", "The request's compression is not known.", "Compress with gzip or not at all, and say so in 'Content-Encoding'.");

    /// <summary>What the sender shall do again later; nothing was taken.</summary>
    public static Problem Busy(string detail) => new(StatusCodes.Status429TooManyRequests, "overloaded", "The server has no room for this request.", detail) { RetryAfterSeconds = 1 };

    /// <summary>The form that the request says it has; null for any other.</summary>
    public static OtlpEncoding? EncodingOf(HttpRequest request)
    {
        var type = request.ContentType.AsSpan();
        if (type.IndexOf(';') is var parameters and >= 0) type = type[..parameters];
        type = type.Trim();
        return type.Equals(Protobuf, StringComparison.OrdinalIgnoreCase) ? OtlpEncoding.Protobuf : type.Equals(Json, StringComparison.OrdinalIgnoreCase) ? OtlpEncoding.Json : null;
    }

    /// <summary>Writes a problem as the Status that OTLP's senders read: in the request's own form, in JSON where that is not known.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        var encoding = EncodingOf(context.Request) ?? OtlpEncoding.Json;
        return WriteAsync(context, problem.Status, encoding, OtlpAnswer.Refused(encoding, CodeOf(problem.Status), problem.Detail));
    }

    public static Task WriteAsync(HttpContext context, int status, OtlpEncoding encoding, byte[] answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = encoding == OtlpEncoding.Json ? Json : Protobuf;
        context.Response.ContentLength = answer.Length;
        return context.Response.Body.WriteAsync(answer, context.RequestAborted).AsTask();
    }

    // google.rpc.Code.
    private static int CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => 16,
        StatusCodes.Status403Forbidden => 7,
        StatusCodes.Status405MethodNotAllowed => 12,
        StatusCodes.Status429TooManyRequests => 8,
        StatusCodes.Status503ServiceUnavailable => 14,
        >= 500 => 13,
        _ => 3,
    };
}
