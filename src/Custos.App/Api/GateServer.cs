using Custos.Gate;
using Custos.Learning;
using Custos.Records;
using Custos.Store;

namespace Custos.App.Api;

/// <summary>What does a server decide by, where does it record, and where does it listen? Read and checked once, at start-up.</summary>
internal sealed record GateServerOptions
{
    /// <summary>The folders of the classifiers, at least one.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    public required DataDirectory DataDirectory { get; init; }

    public Durability Durability { get; init; } = Durability.Commit;

    public Fallbacks Fallbacks { get; init; } = new();

    public ServerOptions Server { get; init; } = new();
}

/// <summary>The whole server: classifiers, store and HTTP, started and drained together.</summary>
internal sealed class GateServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GateServer(WebApplication app, EmbeddedStore store, Bundle bundle, Uri url)
    {
        _app = app;
        Store = store;
        Bundle = bundle;
        Url = url;
    }

    /// <summary>Where it listens, for instance <c>http://127.0.0.1:5080</c>.</summary>
    public Uri Url { get; }

    public Bundle Bundle { get; }

    public EmbeddedStore Store { get; }

    /// <summary>Loads the classifiers, opens the store, listens, and says in the data directory that it does.</summary>
    /// <exception cref="BadInputException">A model cannot be loaded, two models share a label, the store is held or damaged, or the port is taken.</exception>
    public static async Task<GateServer> StartAsync(GateServerOptions options, CancellationToken cancellationToken)
    {
        var bundle = BundleOf(options);
        var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = options.DataDirectory, Durability = options.Durability });
        WebApplication? app = null;
        try
        {
            ServerFile? announced = null;
            app = Server.Build(
                options.Server,
                new Gatekeeper(bundle, TimeProvider.System),
                new DecisionRecorder(store.Log, options.Durability == Durability.Commit ? Recorded.Committed : Recorded.Queued),
                new AccessRules(() => store.Keys.Any, key => store.Keys.Verify(key) is not null, token => announced is { } server && server.Admits(token)),
                routes => new RecordApi(store).Map(routes));
            var url = await Server.StartAsync(app, options.Server, cancellationToken);
            announced = store.Announce(url);
            return new GateServer(app, store, bundle, url);
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }

            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes once the process was told to stop and the requests in flight have ended.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Drains: requests in flight end, then the log is written out and the store let go.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static Bundle BundleOf(GateServerOptions options)
    {
        var classifiers = options.Models.Select(TextClassifier.Load).ToList();
        var twice = classifiers.SelectMany(classifier => classifier.Labels).GroupBy(label => label.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
        {
            throw new BadInputException($"Two models have a label '{twice.Key}'.", "Serve one of them, or train them with different label names.", isUsage: true);
        }

        return new Bundle(classifiers.Select(classifier => new ClassifierSignal(classifier)), options.Fallbacks);
    }
}
