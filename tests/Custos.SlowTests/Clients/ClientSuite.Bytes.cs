using System.Text;

namespace Custos.SlowTests.Clients;

public abstract partial class ClientSuite
{
    private const string UpstreamKey = ClientTarget.UpstreamKey;
    private const int Streams = 1000;

    public static TheoryData<string, string> Answers()
    {
        var cases = new TheoryData<string, string>();
        foreach (var path in (string[])["/v1/chat/completions", "/v1/responses", "/v1/messages"])
        {
            foreach (var model in (string[])["echo", "helpful", "refuses", "tools", "parallel-tools", "reasons", "truncated", "filtered", "empty", "dribbles", "comments", "escapes", "error-event", "nobody", "rate-limited", "overloaded", "server-error", "forbidden"])
            {
                cases.Add(path, model);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_byte_of_an_answer_is_the_upstreams(string path, string model)
    {
        using var client = new HttpClient();
        foreach (var streams in (string[])["true", "false"])
        {
            var body = $$"""{"model":"{{model}}", "stream": {{streams}},"max_tokens":64, "x_unknown": {"a":1.50,"b":"\u00e9\/"}, "messages":[{"role":"user","content":"Grüße 🎉 \u0041"}],"input":"Grüße 🎉 \u0041"}""";

            var direct = await SendAsync(client, Upstream.Url, UpstreamKey, path, body);
            var seenDirectly = Upstream.Requests.Last!;
            var through = await SendAsync(client, target.Url, target.Key, path, body);
            var seen = Upstream.Requests.Last!;

            through.Status.ShouldBe(direct.Status);
            through.ContentType.ShouldBe(direct.ContentType);
            WithoutSignsOfLife(through.Body).ShouldBe(WithoutSignsOfLife(direct.Body));
            through.Body.Length.ShouldBe(direct.Body.Length);
            through.RequestId.ShouldBe(direct.RequestId);
            through.RetryAfter.ShouldBe(direct.RetryAfter);
            seen.Body.ShouldBe(seenDirectly.Body);
            seen.Target.ShouldBe(seenDirectly.Target);
            seen.Header(path == "/v1/messages" ? "x-api-key" : "authorization").ShouldBe(path == "/v1/messages" ? UpstreamKey : $"Bearer {UpstreamKey}");
            seen.Header("anthropic-version").ShouldBe(seenDirectly.Header("anthropic-version"));
            seen.Header("x-of-the-client").ShouldBe("kept");
        }
    }

    [Fact]
    public async Task A_thousand_streams_run_at_once()
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Streams };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromMinutes(3) };
        var body = $$"""{"model":"{{ClientTarget.Paced}}","stream":true,"messages":[{"role":"user","content":"hi"}]}""";
        var expected = (await SendAsync(client, Upstream.Url, UpstreamKey, "/v1/chat/completions", body)).Body;
        var most = 0L;
        using var watching = new Timer(_ => most = Math.Max(most, Upstream.Requests.InFlight), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));

        var answers = await Task.WhenAll(Enumerable.Range(0, Streams).Select(_ => SendAsync(client, target.Url, target.Key, "/v1/chat/completions", body)));

        answers.ShouldAllBe(answer => answer.Status == 200);
        answers.Count(answer => answer.Body.AsSpan().SequenceEqual(expected)).ShouldBe(Streams);
        most.ShouldBeGreaterThan(Streams / 2);
    }

    // Pings and comments say only that the connection lives: they may overtake what is held back. Every byte else is where it was.
    private static string WithoutSignsOfLife(byte[] body)
    {
        var rest = new StringBuilder();
        foreach (var block in Encoding.Latin1.GetString(body).Split(["\r\n\r\n", "\n\n"], StringSplitOptions.None))
        {
            if (!block.StartsWith(':') && !block.StartsWith("event: ping", StringComparison.Ordinal)) rest.Append(block).Append("\n\n");
        }

        return rest.ToString();
    }

    private static async Task<Received> SendAsync(HttpClient client, Uri url, string key, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url, path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (path == "/v1/messages") request.Headers.Add("x-api-key", key);
        else request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        request.Headers.Add("x-of-the-client", "kept");
        if (path == "/v1/messages") request.Headers.Add("anthropic-version", "2023-06-01");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new Received(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.ToString(),
            response.Headers.TryGetValues(path == "/v1/messages" ? "request-id" : "x-request-id", out var ids) ? string.Join(',', ids) : null,
            response.Headers.RetryAfter?.ToString(),
            await response.Content.ReadAsByteArrayAsync());
    }

    private sealed record Received(int Status, string? ContentType, string? RequestId, string? RetryAfter, byte[] Body);
}
