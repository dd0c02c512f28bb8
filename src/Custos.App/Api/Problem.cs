using System.Text.Json;
using Custos.App.Ingest;
using Custos.App.Proxy.Messages;

namespace Custos.App.Api;

/// <summary>What went wrong with a request, and what can the caller do? The one error format of the API.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable name that programs can switch on.</param>
/// <param name="Title">The kind of problem, the same for every request of this code.</param>
/// <param name="Detail">This request's problem and its remedy; never content.</param>
/// <remarks>
/// RFC 9457 (application/problem+json). The member <c>error</c> repeats it in the shape that OpenAI's clients read, so that they show the message; under <c>/v1/messages</c> the whole is in the shape that Anthropic's clients read, too.
/// The addresses of OTLP answer with the Status that its senders read.
/// </remarks>
internal sealed record Problem(int Status, string Code, string Title, string Detail)
{
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The kind of error as OpenAI's clients read it, where it is none of the usual two.</summary>
    public string? ErrorType { get; init; }

    public static Problem BadRequest(string detail) => new(StatusCodes.Status400BadRequest, "invalid_request", "The request cannot be read.", detail);

    public static Problem TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, "too_large", "The request is too large.", detail);

    public static Problem Unauthorized { get; } = new(
        StatusCodes.Status401Unauthorized,
        "invalid_api_key",
        "A valid API key is needed.",
        "Send 'Authorization: Bearer KEY' (or 'x-api-key', or 'custos-key'); make a key with 'custos key create'.");

    public static Problem Overloaded(string detail) => new(StatusCodes.Status503ServiceUnavailable, "overloaded", "The server has no room for this request.", detail) { RetryAfterSeconds = 1 };

    public static Problem NotFound(string detail) => new(StatusCodes.Status404NotFound, "not_found", "There is nothing here.", detail);

    public static Problem Unexpected { get; } = new(
        StatusCodes.Status500InternalServerError,
        "internal_error",
        "The server failed.",
        "The failure was logged on the server under this response's 'custos-request-id'; nothing was recorded for this request.");

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/problem+json";
        if (RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (OtlpApi.IsOtlp(context.Request.Path))
        {
            await OtlpForm.WriteAsync(context, this);
            return;
        }

        var isAnthropic = context.Request.Path.StartsWithSegments("/v1/messages", StringComparison.Ordinal);
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            json.WriteStartObject();
            json.WriteString("type", isAnthropic ? "error" : $"urn:custos:problem:{Code}");
            json.WriteString("title", Title);
            json.WriteNumber("status", Status);
            json.WriteString("detail", Detail);
            json.WriteStartObject("error");
            json.WriteString("message", Detail);
            json.WriteString("type", isAnthropic ? ErrorWords.Of(Status) : ErrorType ?? (Status < 500 ? "invalid_request_error" : "server_error"));
            json.WriteString("code", Code);
            json.WriteNull("param");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
