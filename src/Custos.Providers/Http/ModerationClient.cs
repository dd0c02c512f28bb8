using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;

namespace Custos.Providers.Http;

/// <summary>How likely is each category for these texts? Asks a server that answers OpenAI's moderation format.</summary>
/// <remarks>
/// Where half of at least ten requests within ten seconds fail, nobody is asked for five: the answer is then a failure at once, and the
/// deadline is left for the rest. A request that its caller gave up counts as failed. Thread-safe.
/// Source: OpenAI API reference, "The moderation object".
/// </remarks>
internal sealed class ModerationClient : IDisposable
{
    private const int MostAnswerBytes = 4 << 20;
    private const int MostConnections = 64;

    private readonly HttpClient _http;
    private readonly Uri _url;
    private readonly string? _model;
    private readonly ResiliencePipeline<byte[]> _breaker;

    public ModerationClient(Uri url, string? model, string? key, TimeProvider timeProvider)
    {
        (_url, _model) = (url, model);
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = MostConnections, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
        {
            Timeout = TimeSpan.FromSeconds(30),
            MaxResponseContentBufferSize = MostAnswerBytes,
        };
        if (key is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _breaker = new ResiliencePipelineBuilder<byte[]> { TimeProvider = timeProvider }.AddCircuitBreaker(new CircuitBreakerStrategyOptions<byte[]>
        {
            ShouldHandle = new PredicateBuilder<byte[]>().Handle<HttpRequestException>().Handle<OperationCanceledException>().Handle<InvalidOperationException>(),
            FailureRatio = 0.5,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = TimeSpan.FromSeconds(5),
        }).Build();
    }

    /// <summary>For each text the score of each category, in [0, 1].</summary>
    /// <param name="texts">One or more.</param>
    /// <param name="categories">As the server calls them; null for all that it names.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <exception cref="InvalidOperationException">The server failed, is not asked for a while since it failed too often, or its answer is not of the format; the message says which, and never what was sent.</exception>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, double>>> AskAsync(IReadOnlyList<string> texts, IReadOnlyList<string>? categories, CancellationToken cancellationToken)
    {
        var body = BodyOf(texts);
        try
        {
            var answer = await _breaker.ExecuteAsync(async token => await SendAsync(body, token), cancellationToken);
            return Read(answer, texts.Count, categories);
        }
        catch (HttpRequestException failed)
        {
            throw new InvalidOperationException($"The classifier's server failed: {failed.StatusCode?.ToString() ?? failed.HttpRequestError.ToString()}.", failed);
        }
        catch (BrokenCircuitException open)
        {
            throw new InvalidOperationException("The classifier's server failed too often and is not asked for a few seconds.", open);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException("The classifier's server took longer than 30 seconds.", late);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<byte[]> SendAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(_url, content, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    private byte[] BodyOf(IReadOnlyList<string> texts)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            if (_model is not null) json.WriteString("model", _model);
            json.WriteStartArray("input");
            foreach (var text in texts) json.WriteStringValue(text);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static List<IReadOnlyDictionary<string, double>> Read(byte[] answer, int texts, IReadOnlyList<string>? categories)
    {
        try
        {
            using var parsed = JsonDocument.Parse(answer);
            var results = parsed.RootElement.GetProperty("results");
            if (results.GetArrayLength() != texts) throw new InvalidOperationException("The classifier's server did not answer with one result for each text.");
            var all = new List<IReadOnlyDictionary<string, double>>(texts);
            foreach (var result in results.EnumerateArray())
            {
                var scores = new Dictionary<string, double>(StringComparer.Ordinal);
                foreach (var category in result.GetProperty("category_scores").EnumerateObject())
                {
                    if (categories is null || categories.Contains(category.Name)) scores[category.Name] = category.Value.GetDouble();
                }

                if (categories is not null && scores.Count < categories.Count) throw new InvalidOperationException("The classifier's server left out a category.");
                if (scores.Values.Any(score => !(score >= 0 && score <= 1))) throw new InvalidOperationException("The classifier's server gave a score that is not from 0 to 1.");
                all.Add(scores);
            }

            return all;
        }
        catch (Exception bad) when (bad is JsonException or KeyNotFoundException or FormatException)
        {
            throw new InvalidOperationException("The classifier's server did not answer in OpenAI's moderation format.", bad);
        }
    }
}
