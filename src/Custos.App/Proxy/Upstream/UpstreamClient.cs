using System.Net;
using Custos.App.Proxy.Calls;
using Custos.App.Proxy.Protocols;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Custos.App.Proxy.Upstream;

/// <summary>What does the model's server answer? Sends a client's request on, as it came.</summary>
/// <remarks>A request is sent again only where it cannot have arrived: the connection was never made. Thread-safe.</remarks>
internal sealed class UpstreamClient : IDisposable
{
    // Of one connection, or not the server's to see: hop by hop (RFC 9110, 7.6.1), and what Custos reads itself.
    private static readonly HashSet<string> NotSentOn = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        "Host", "Content-Length", "Expect", "Accept-Encoding",
    };

    private readonly HttpClient _http;
    private readonly ResiliencePipeline<HttpResponseMessage> _connecting;

    /// <param name="firstByteTimeout">How long the server may take to begin its answer, with every attempt to reach it.</param>
    public UpstreamClient(TimeSpan firstByteTimeout)
    {
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _connecting = new ResiliencePipelineBuilder<HttpResponseMessage>().AddTimeout(new TimeoutStrategyOptions { Timeout = firstByteTimeout }).AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = new PredicateBuilder<HttpResponseMessage>().Handle<HttpRequestException>(NeverArrived),
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(100),
            BackoffType = DelayBackoffType.Exponential,
        }).Build();
    }

    /// <summary>Asks the model's server; completes with its status and headers.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="to">Whom.</param>
    /// <param name="family">Whose way to present a key.</param>
    /// <param name="body">What to send; null for none.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="HttpRequestException">It cannot be reached, or broke off.</exception>
    /// <exception cref="TimeoutRejectedException">It took too long.</exception>
    public async Task<HttpResponseMessage> AskAsync(HttpRequest request, UpstreamAddress to, Family family, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        var address = to.At(request.Path + request.QueryString);
        return await _connecting.ExecuteAsync(
            async token =>
            {
                using var asked = new HttpRequestMessage(new HttpMethod(request.Method), address);
                if (body is { } bytes) asked.Content = new ReadOnlyMemoryContent(bytes);
                CopyHeaders(request, asked, to, family);
                return await _http.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, token);
            },
            cancellationToken);
    }

    /// <summary>Gives the client the status and headers that the model's server gave.</summary>
    /// <param name="answer">From the model's server.</param>
    /// <param name="response">To the client.</param>
    /// <param name="withLength">Is the body sent as it came?</param>
    public static void CopyHeaders(HttpResponseMessage answer, HttpResponse response, bool withLength)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated)
        {
            if (!NotSentOn.Contains(name)) response.Headers.Append(name, values.ToArray());
        }

        foreach (var (name, values) in answer.Content.Headers.NonValidated)
        {
            if (!NotSentOn.Contains(name)) response.Headers.Append(name, values.ToArray());
        }

        if (withLength && answer.Content.Headers.ContentLength is { } length) response.ContentLength = length;
    }

    public void Dispose() => _http.Dispose();

    private static void CopyHeaders(HttpRequest request, HttpRequestMessage asked, UpstreamAddress to, Family family)
    {
        foreach (var (name, values) in request.Headers)
        {
            if (NotSentOn.Contains(name) || name.StartsWith(CallHeaders.Prefix, StringComparison.OrdinalIgnoreCase)) continue;
            if (IsOurKey(values.ToString())) continue;
            if (to.Key is not null && (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || name.Equals("x-api-key", StringComparison.OrdinalIgnoreCase))) continue;
            if (!asked.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values)) asked.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        if (to.Key is null) return;
        if (family == Family.Anthropic) asked.Headers.TryAddWithoutValidation("x-api-key", to.Key);
        else asked.Headers.TryAddWithoutValidation("Authorization", $"Bearer {to.Key}");
    }

    // A key of Custos is nobody else's to see.
    private static bool IsOurKey(string value) => value.StartsWith("custos_", StringComparison.Ordinal) || value.StartsWith("Bearer custos_", StringComparison.OrdinalIgnoreCase);

    private static bool NeverArrived(HttpRequestException failed) =>
        failed.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
