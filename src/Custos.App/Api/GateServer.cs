using Custos.App.Api.Bundles;
using Custos.App.Api.Feedbacks;
using Custos.App.Ingest;
using Custos.App.Proxy;
using Custos.App.Workers;
using Custos.Gate;
using Custos.Policy.Judging;
using Custos.Records;
using Custos.Store;

namespace Custos.App.Api;

/// <summary>What does a server decide by, where does it record, and where does it listen? Read and checked once, at start-up.</summary>
internal sealed record GateServerOptions
{
    /// <summary>The folders of the classifiers; none only where there are policies.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The folder of the policies; null to block by the classifiers' own thresholds.</summary>
    public string? Policies { get; init; }

    public required DataDirectory DataDirectory { get; init; }

    public Durability Durability { get; init; } = Durability.Commit;

    /// <summary>What happens on which failure where there are no policies, which choose for themselves; to hold, where nothing is chosen.</summary>
    public IReadOnlyDictionary<FailureClass, Fallback> Fallbacks { get; init; } = new Dictionary<FailureClass, Fallback>();

    /// <summary>How many decisions may be in flight and wait, together; beyond them the policies' fallback for overload answers.</summary>
    public int MostInFlight { get; init; } = Admission.Usual;

    /// <summary>How many bytes of verdicts are remembered, and as many of scores; 0 for none.</summary>
    public long CacheBytes { get; init; } = 64L << 20;

    /// <summary>In front of which models it stands; null where it only decides.</summary>
    public ProxyOptions? Proxy { get; init; }

    public ServerOptions Server { get; init; } = new();
}

/// <summary>The whole server: classifiers, store and HTTP, started and drained together.</summary>
internal sealed class GateServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Gatekeeper _gatekeeper;
    private readonly BundleSource _source;
    private readonly ProxyApi? _proxy;
    private readonly JudgeWorker _judging;
    private readonly Task _watching;
    private readonly CancellationTokenSource _stopping;

    private GateServer(WebApplication app, EmbeddedStore store, Gatekeeper gatekeeper, BundleSource source, ProxyApi? proxy, JudgeWorker judging, Uri url, TakenUp? takenUp, Task watching, CancellationTokenSource stopping)
    {
        _app = app;
        _gatekeeper = gatekeeper;
        _source = source;
        _proxy = proxy;
        _judging = judging;
        _watching = watching;
        _stopping = stopping;
        Store = store;
        Url = url;
        TakenUp = takenUp;
    }

    /// <summary>Where it listens, for instance <c>http://127.0.0.1:5080</c>.</summary>
    public Uri Url { get; }

    /// <summary>What windows and conversations took up from the record at the start; null where no policy asks for any.</summary>
    public TakenUp? TakenUp { get; }

    /// <summary>What serves now.</summary>
    public Bundle Bundle => _gatekeeper.Bundle;

    public EmbeddedStore Store { get; }

    /// <summary>Loads the classifiers, opens the store, listens, and says in the data directory that it does.</summary>
    /// <exception cref="BadInputException">A model cannot be loaded, two models share a label, a policy is wrong, the store is held or damaged, or the port is taken.</exception>
    public static async Task<GateServer> StartAsync(GateServerOptions options, CancellationToken cancellationToken)
    {
        var bench = new JudgeBench(TimeProvider.System);
        var (source, bundle) = BundleSource.Open(options, TimeProvider.System, bench.Seat);
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System, new GatekeeperOptions { MostInFlight = options.MostInFlight, Queues = true, VerdictCacheBytes = options.CacheBytes });
        var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = options.DataDirectory, Durability = options.Durability });
        WebApplication? app = null;
        var judging = new JudgeWorker(store.Log, bench, () => gatekeeper.Bundle.Judges.Select(judge => judge.Live).OfType<Judge>());
        var log = new JudgedLog(store.Log, judging);
        var proxy = options.Proxy is { } proxied ? new ProxyApi(proxied, gatekeeper, log, TimeProvider.System) : null;
        try
        {
            await TakeUpSpendingAsync(bundle, bench, store, cancellationToken);
            var takenUp = await TakenUp.OfAsync(gatekeeper, store, TimeProvider.System, cancellationToken);
            await WarmUp.RunAsync(bundle, TimeProvider.System, cancellationToken);
            ServerFile? announced = null;
            app = Server.Build(
                options.Server,
                gatekeeper,
                new DecisionRecorder(log, options.Durability == Durability.Commit ? Recorded.Committed : Recorded.Queued),
                new AccessRules(() => store.Keys.Any, store.Keys.Verify, token => announced is { } server && server.Admits(token)),
                routes =>
                {
                    new RecordApi(store).Map(routes);
                    new FeedbackApi(store.Log, options.Server.Limits, TimeProvider.System).Map(routes);
                    new BundleApi(source, gatekeeper, judging, TimeProvider.System).Map(routes);
                    new OtlpApi(store.Log, TimeProvider.System).Map(routes);
                    proxy?.Map(routes);
                });
            var url = await Server.StartAsync(app, options.Server, cancellationToken);
            announced = store.Announce(url);
            var stopping = new CancellationTokenSource();
            var loggers = app.Services.GetRequiredService<ILoggerFactory>();
            var filling = new WindowFilling(gatekeeper, store, TimeProvider.System, loggers.CreateLogger<WindowFilling>());
            var watching = Task.WhenAll(
                source.WatchAsync(gatekeeper, TimeProvider.System, loggers.CreateLogger<BundleSource>(), stopping.Token),
                Task.Run(() => filling.RunAsync(stopping.Token), CancellationToken.None));
            return new GateServer(app, store, gatekeeper, source, proxy, judging, url, takenUp, watching, stopping);
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }

            proxy?.Dispose();
            await judging.DisposeAsync();
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes once the process was told to stop and the requests in flight have ended.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Drains: requests in flight end, then the log is written out and the store let go.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        _source.Dispose();
        _stopping.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _proxy?.Dispose();
        await _judging.DisposeAsync();
        await Store.DisposeAsync();
    }

    // A restart is no second budget.
    private static async Task TakeUpSpendingAsync(Bundle bundle, JudgeBench bench, EmbeddedStore store, CancellationToken cancellationToken)
    {
        if (bundle.Judges.IsEmpty) return;
        var midnight = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        foreach (var spent in await store.JudgeExpensesAsync(midnight, cancellationToken)) bench.SpendingOf(spent.Judge).TakeUp(spent.Tokens, spent.Money);
    }
}
