using System.Net;
using Custos.App.Api;
using Custos.App.Simulation.Replies;

namespace Custos.App.Simulation.Upstream;

/// <summary>Where does a simulated upstream listen, whom does it admit, and who answers there?</summary>
internal sealed record SimulatedUpstreamOptions
{
    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary>0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>The key that a request must bear; null to admit every one.</summary>
    public string? Key { get; init; }

    /// <summary>Beside the built-in ones, and before them where they have the same name.</summary>
    public IReadOnlyList<Persona> Personas { get; init; } = [];

    /// <summary>The persona of models that nobody plays; null to answer that there is no such model.</summary>
    public string? Otherwise { get; init; }

    /// <summary>How many of the last requests are kept, with their bodies.</summary>
    public int KeptRequests { get; init; } = 16;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>An upstream for tests and trials: speaks OpenAI's and Anthropic's protocols, says what its personas say, and fails as they ask.</summary>
/// <remarks>Answers follow from the requests alone: no chance, and no clock but for pauses. A stream holds no thread while it waits.</remarks>
internal sealed class SimulatedUpstream : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;

    private SimulatedUpstream(WebApplication app, Uri url, RequestTally requests)
    {
        _app = app;
        Url = url;
        Requests = requests;
    }

    /// <summary>Where it listens, for instance <c>http://127.0.0.1:5090</c>; the protocols' addresses stand below <c>/v1</c>.</summary>
    public Uri Url { get; }

    public RequestTally Requests { get; }

    /// <exception cref="Custos.Records.BadInputException">The port is taken or not allowed, or nobody plays <see cref="SimulatedUpstreamOptions.Otherwise"/>.</exception>
    public static async Task<SimulatedUpstream> StartAsync(SimulatedUpstreamOptions options, CancellationToken cancellationToken)
    {
        var requests = new RequestTally(options.KeptRequests);
        var cast = new Cast(options.Personas, options.Otherwise);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            // Whoever reads or writes slowly here does so on purpose.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(options.Host, options.Port);
        });
        var app = builder.Build();
        var addresses = new UpstreamAddresses(cast, requests, options.Key, options.Time, app.Lifetime.ApplicationStopping);
        app.Run(addresses.AnswerAsync);
        try
        {
            return new SimulatedUpstream(app, await Server.StartAsync(app, new ServerOptions { Host = options.Host, Port = options.Port }, cancellationToken), requests);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes once the process was told to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops at once: answers that wait end where they are.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
