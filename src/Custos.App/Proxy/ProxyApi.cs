using Custos.App.Api;
using Custos.App.Proxy.Calls;
using Custos.App.Proxy.Chat;
using Custos.App.Proxy.Messages;
using Custos.App.Proxy.Protocols;
using Custos.App.Proxy.Responses;
using Custos.App.Proxy.Upstream;
using Custos.Gate;
using Custos.Records;
using Polly.Timeout;

namespace Custos.App.Proxy;

/// <summary>The addresses of model calls: what clients ask of their model's server, gated both ways.</summary>
/// <remarks>What holds no text of users goes through as it is. Addresses that Custos cannot read are not there: nothing goes round the gate.</remarks>
internal sealed class ProxyApi(ProxyOptions options, Gatekeeper gatekeeper, EventLog log, TimeProvider timeProvider) : IDisposable
{
    private readonly CallSurroundings _around = new(options, gatekeeper, log, new UpstreamClient(options.FirstByteTimeout), new RateLimits(options.Limits, timeProvider), new ByteBudget(options.MostBytesInFlight), new Vetted(), timeProvider);

    /// <summary>One for each way to ask.</summary>
    public static IReadOnlyList<Protocol> Protocols { get; } = [new ChatProtocol(), new ResponsesProtocol(), new MessagesProtocol()];

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var protocol in Protocols.Where(protocol => options.Upstreams.ContainsKey(protocol.Family)))
        {
            routes.MapPost(protocol.Path, (HttpContext context) => ProxiedCall.RunAsync(new Call(_around, protocol, context)));
        }

        routes.MapGet("/v1/models", PassAsync);
        routes.MapGet("/v1/models/{**model}", PassAsync);
        if (options.Upstreams.ContainsKey(Family.Anthropic)) routes.MapPost("/v1/messages/count_tokens", PassAsync);
    }

    public void Dispose() => _around.Upstream.Dispose();

    // Clients of Anthropic say which version of its protocol they speak; nobody else does.
    private async Task PassAsync(HttpContext context)
    {
        var wanted = context.Request.Headers.ContainsKey("anthropic-version") ? Family.Anthropic : Family.OpenAi;
        var family = options.Upstreams.ContainsKey(wanted) ? wanted : options.Upstreams.Keys.First();
        var body = HttpMethods.IsGet(context.Request.Method) ? (ReadOnlyMemory<byte>?)null : await BodyReader.ReadAsync(context.Request.Body, options.MostRequestBytes, context.RequestAborted);
        using var answer = await AskAsync(context, family, body);
        UpstreamClient.CopyHeaders(answer, context.Response, withLength: true);
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task<HttpResponseMessage> AskAsync(HttpContext context, Family family, ReadOnlyMemory<byte>? body)
    {
        try
        {
            return await _around.Upstream.AskAsync(context.Request, options.Upstreams[family], family, body, context.RequestAborted);
        }
        catch (HttpRequestException failed)
        {
            throw new ProblemException(UpstreamProblem.Failed(failed));
        }
        catch (TimeoutRejectedException)
        {
            throw new ProblemException(UpstreamProblem.TimedOut);
        }
    }
}
