using System.Text;
using Custos.App.Api;
using Custos.App.Proxy;
using Custos.App.Proxy.Protocols;
using Custos.App.Proxy.Upstream;
using Custos.Gate;
using Custos.Records;
using Custos.Store;
using Custos.Tests.Gate;
using Microsoft.AspNetCore.Builder;

namespace Custos.Tests.App.Proxy;

/// <summary>A server that stands in front of a model's server, with a policy against a forbidden phrase and one that redacts a number.</summary>
internal sealed class ProxyServer : IAsyncDisposable
{
    public const string Stopped = "We do not talk about that.";
    public const string Key = "custos_01234567_secret";

    private const string Body = """
        message: We do not talk about that.
        lists: {words: ["forbidden fruit"], numbers: ["number 42"], odd: ["somewhat odd"]}
        tools: {search: {arguments: {type: object, properties: {query: {type: string}}, additionalProperties: false}}}
        rules:
          - {name: words, when: 'phrase("words")', then: block}
          - {name: numbers, when: 'phrase("numbers")', then: redact}
          - {name: odd, when: 'phrase("odd")', then: flag}
        """;

    private readonly WebApplication _app;
    private readonly ProxyApi _proxy;

    private ProxyServer(WebApplication app, ProxyApi proxy, Uri address, EventLog log)
    {
        (_app, _proxy, Log) = (app, proxy, log);
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public EventLog Log { get; }

    public static Bundle Bundle { get; } = SomeBundles.Of([SomeBundles.PolicyOf("test", Body, "[input, output, tool_call]")]);

    public static async Task<ProxyServer> StartAsync(CannedUpstream upstream, Func<ProxyOptions, ProxyOptions>? with = null, bool keyExists = false, string? upstreamKey = null, KeyLimits? limits = null)
    {
        var log = EventLog.InMemory();
        var gatekeeper = new Gatekeeper(Bundle, TimeProvider.System);
        var address = new UpstreamAddress(upstream.Address.Base, upstreamKey);
        var options = new ProxyOptions { Upstreams = new Dictionary<Family, UpstreamAddress> { [Family.OpenAi] = address, [Family.Anthropic] = address }, Deadline = TimeSpan.FromSeconds(30) };
        var proxy = new ProxyApi(with is null ? options : with(options), gatekeeper, log, TimeProvider.System);
        var server = new ServerOptions { Port = 0 };
        var app = Server.Build(server, gatekeeper, new DecisionRecorder(log, Recorded.Committed), new AccessRules(() => keyExists, key => key == Key ? new ApiKey("01234567", "test", DateTimeOffset.UnixEpoch, null, limits ?? new KeyLimits()) : null, _ => false), proxy.Map);
        return new ProxyServer(app, proxy, await Server.StartAsync(app, server, CancellationToken.None), log);
    }

    public async Task<(HttpResponseMessage Answer, string Body)> AskAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var answer = await Client.SendAsync(request);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    public async Task<List<Event>> EventsAsync()
    {
        var events = new List<Event>();
        await foreach (var one in Log.ReadAsync(CancellationToken.None)) events.Add(one);
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _proxy.Dispose();
    }
}
