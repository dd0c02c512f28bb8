using System.Net.Http.Headers;
using System.Text;
using Custos.App.Simulation.Replies;
using Custos.App.Simulation.Upstream;

namespace Custos.Tests.App.Simulation.Upstream;

/// <summary>A simulated upstream on a free loopback port, and questions to it as bare HTTP.</summary>
internal sealed class Asked : IAsyncDisposable
{
    private readonly HttpClient _client;

    private Asked(SimulatedUpstream upstream)
    {
        Upstream = upstream;
        _client = new HttpClient { BaseAddress = upstream.Url, Timeout = TimeSpan.FromSeconds(30) };
    }

    public SimulatedUpstream Upstream { get; }

    public static async Task<Asked> StartAsync(params IReadOnlyList<Persona> personas) => await StartAsync(new SimulatedUpstreamOptions { Personas = personas });

    public static async Task<Asked> StartAsync(SimulatedUpstreamOptions options) => new(await SimulatedUpstream.StartAsync(options, CancellationToken.None));

    /// <summary>The answer as soon as its headers are there.</summary>
    public Task<HttpResponseMessage> SendAsync(string path, string json, string? key = null, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (path.StartsWith("/v1/messages", StringComparison.Ordinal)) request.Headers.Add("anthropic-version", "2023-06-01");
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>The whole body of an answer.</summary>
    public async Task<string> TextAsync(string path, string json)
    {
        using var response = await SendAsync(path, json);
        return await response.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return _client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Upstream.DisposeAsync();
    }
}
