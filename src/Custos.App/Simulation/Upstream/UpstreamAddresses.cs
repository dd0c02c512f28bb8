using System.Text.Json;
using Custos.App.Simulation.Protocols;
using Custos.App.Simulation.Replies;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Custos.App.Simulation.Upstream;

/// <summary>What does each address of a simulated upstream answer?</summary>
internal sealed class UpstreamAddresses(Cast cast, RequestTally requests, string? key, TimeProvider time, CancellationToken stopping)
{
    public async Task AnswerAsync(HttpContext context)
    {
        var body = await BodyOf(context.Request);
        requests.Saw(new SeenRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            [.. context.Request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))],
            body));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await AnswerAsync(context, body, ending.Token);
        }
        catch (Exception left) when (left is OperationCanceledException or IOException or ConnectionAbortedException && ending.IsCancellationRequested)
        {
            // The client is gone, or the upstream stops: nobody waits for the rest.
            context.Abort();
        }
        finally
        {
            requests.Ended(clientLeft: context.RequestAborted.IsCancellationRequested && !WasReset(context));
        }
    }

    // An answer that the fault itself aborted was not left by its client.
    private static bool WasReset(HttpContext context) => context.Items.ContainsKey(AnswerSender.ResetItem);

    private async Task AnswerAsync(HttpContext context, byte[] body, CancellationToken cancellationToken)
    {
        var path = context.Request.Path.Value ?? "";
        var seed = Seed.Of(path, body);
        var isAnthropic = context.Request.Headers.ContainsKey("anthropic-version");
        Protocol? called = path switch
        {
            "/v1/chat/completions" => Protocol.Chat,
            "/v1/responses" => Protocol.Responses,
            "/v1/messages" => Protocol.Messages,
            "/v1/messages/count_tokens" => Protocol.TokenCount,
            "/v1/moderations" => Protocol.Moderations,
            _ => null,
        };
        var dialect = Dialect.Of(called ?? (isAnthropic ? Protocol.Messages : Protocol.Chat));
        context.Response.Headers[dialect.RequestIdHeader] = seed.Id("req_");
        if (!IsAdmitted(context.Request))
        {
            await AnswerSender.SendErrorAsync(context, dialect, seed, new SimulatedError(401, dialect is MessagesDialect or TokenCountDialect ? "invalid x-api-key" : "Incorrect API key provided."), cancellationToken);
        }
        else if (called is { } protocol && context.Request.Method == HttpMethods.Post)
        {
            await AnswerCallAsync(context, protocol, dialect, seed, body, cancellationToken);
        }
        else if (context.Request.Method == HttpMethods.Get && path.StartsWith("/v1/models", StringComparison.Ordinal))
        {
            await AnswerModelsAsync(context, dialect, seed, path["/v1/models".Length..].TrimStart('/'), isAnthropic, cancellationToken);
        }
        else
        {
            await AnswerSender.SendErrorAsync(context, dialect, seed, new SimulatedError(404, $"Invalid URL ({context.Request.Method} {path})") { Code = "unknown_url" }, cancellationToken);
        }
    }

    private async Task AnswerCallAsync(HttpContext context, Protocol protocol, Dialect dialect, Seed seed, byte[] body, CancellationToken cancellationToken)
    {
        if (protocol is Protocol.Messages or Protocol.TokenCount && !context.Request.Headers.ContainsKey("anthropic-version"))
        {
            await AnswerSender.SendErrorAsync(context, dialect, seed, new SimulatedError(400, "anthropic-version: header is required"), cancellationToken);
            return;
        }

        using var document = Parsed(body);
        var (call, error) = document is null ? (null, new SimulatedError(400, "We could not parse the JSON body of your request.")) : Read(protocol, seed, document.RootElement);
        if (call is not null && cast.Find(call.Model) is null && protocol != Protocol.Moderations)
        {
            error = new SimulatedError(404, protocol is Protocol.Messages or Protocol.TokenCount ? $"model: {call.Model}" : $"The model `{call.Model}` does not exist or you do not have access to it.");
        }

        if (error is null)
        {
            var replies = Enumerable.Range(0, call!.Choices).Select(choice => cast.Find(call.Model)?.Answer(call with { Choice = choice }) ?? new Reply()).ToList();
            error = replies[0].Error is { } planned && (planned.Times is null || requests.Attempt(seed) <= planned.Times) ? planned : null;
            if (error is null)
            {
                await new AnswerSender(context, dialect, call, replies, time).SendAsync(cancellationToken);
                return;
            }
        }

        await AnswerSender.SendErrorAsync(context, dialect, seed, error, cancellationToken);
    }

    private async Task AnswerModelsAsync(HttpContext context, Dialect dialect, Seed seed, string model, bool isAnthropic, CancellationToken cancellationToken)
    {
        var personas = cast.All.Where(persona => model.Length == 0 || persona.Name == model).ToList();
        if (personas.Count == 0)
        {
            await AnswerSender.SendErrorAsync(context, dialect, seed, new SimulatedError(404, $"The model `{model}` does not exist."), cancellationToken);
            return;
        }

        using var buffer = new AnswerBuffer(new EventStyle());
        if (model.Length > 0) ModelList.WriteOne(buffer.Json, personas[0], isAnthropic);
        else ModelList.Write(buffer.Json, personas, isAnthropic);
        buffer.EndJson();
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = buffer.Written.Length;
        await context.Response.BodyWriter.WriteAsync(buffer.Written, cancellationToken);
    }

    private bool IsAdmitted(HttpRequest request) =>
        key is null || request.Headers["x-api-key"] == key || request.Headers.Authorization == $"Bearer {key}";

    private static (UpstreamCall? Call, SimulatedError? Error) Read(Protocol protocol, Seed seed, JsonElement body)
    {
        try
        {
            return CallReader.Read(protocol, seed, body);
        }
        catch (InvalidOperationException)
        {
            // JSON may escape half of a surrogate pair, which no text holds.
            return (null, new SimulatedError(400, "The body holds half of a character."));
        }
    }

    private static JsonDocument? Parsed(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<byte[]> BodyOf(HttpRequest request)
    {
        using var body = new MemoryStream(request.ContentLength is > 0 and < int.MaxValue and var length ? (int)length : 0);
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.Length == body.Capacity ? body.GetBuffer() : body.ToArray();
    }
}
