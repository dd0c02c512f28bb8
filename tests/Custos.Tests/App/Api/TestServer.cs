using System.Collections.Immutable;
using System.Text;
using Custos.App.Api;
using Custos.Gate;
using Custos.Policy.Conditions;
using Custos.Records;
using Custos.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Custos.Tests.App.Api;

/// <summary>A real server on a free loopback port, deciding by the length of the word "bad" in a text.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string ValidKey = "valid-key";
    public const string LocalToken = "local-token";

    private readonly WebApplication _app;

    private TestServer(WebApplication app, Uri address, EventLog log)
    {
        _app = app;
        Log = log;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public EventLog Log { get; }

    public static async Task<TestServer> StartAsync(EventLog? log = null, bool keyExists = false, RequestLimits? limits = null, GatekeeperOptions? gate = null, params Signal[] signals) => await StartAsync(log, keyExists, limits, gate, mapMore: null, signals);

    /// <param name="log">Where records go.</param>
    /// <param name="mapMore">Further addresses.</param>
    /// <param name="keyExists">Has a key ever been made?</param>
    public static Task<TestServer> StartAsync(EventLog log, Action<IEndpointRouteBuilder> mapMore, bool keyExists = false) => StartAsync(log, keyExists, limits: null, gate: null, mapMore, []);

    private static async Task<TestServer> StartAsync(EventLog? log, bool keyExists, RequestLimits? limits, GatekeeperOptions? gate, Action<IEndpointRouteBuilder>? mapMore, Signal[] signals)
    {
        log ??= EventLog.InMemory();
        var options = new ServerOptions { Port = 0, Limits = limits ?? new RequestLimits() };
        var bundle = BundleFolder.OfSignals(signals.Length > 0 ? [.. signals] : [BadWord], new Dictionary<FailureClass, Fallback> { [FailureClass.Timeout] = Fallback.Block });
        var app = Server.Build(
            options,
            new Gatekeeper(bundle, TimeProvider.System, gate),
            new DecisionRecorder(log, Recorded.Committed),
            new AccessRules(() => keyExists, key => key == ValidKey ? new ApiKey("01234567", "test", DateTimeOffset.UnixEpoch, null, new KeyLimits()) : null, key => key == LocalToken),
            mapMore);
        return new TestServer(app, await Server.StartAsync(app, options, CancellationToken.None), log);
    }

    public Task<HttpResponseMessage> PostAsync(string path, string json, string contentType = "application/json") =>
        PostAsync(path, Encoding.UTF8.GetBytes(json), contentType);

    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await Client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>self_harm is certified and spam is not; a text scores 0.9 on a label that it names.</summary>
    private static Signal BadWord { get; } = Signal.Create(
        "words",
        [new KnownLabel("self_harm", 0.5, IsCertified: true), new KnownLabel("spam", 0.5, IsCertified: false)],
        (text, _) => ValueTask.FromResult(ImmutableArray.Create(ScoreOf("self_harm", text), ScoreOf("spam", text))));

    private static double ScoreOf(string label, ScoredText text) => text.Message.Text.Contains(label, StringComparison.Ordinal) ? 0.9 : 0.1;
}
