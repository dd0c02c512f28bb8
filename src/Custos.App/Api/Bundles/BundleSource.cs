using System.Collections.Immutable;
using Custos.Gate;
using Custos.Gate.Caching;
using Custos.Policy.Judging;
using Custos.Records;

namespace Custos.App.Api.Bundles;

/// <summary>Which bundle serves, and does a change of its files make another? A broken file leaves the bundle of before in place.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed partial class BundleSource : IDisposable
{
    // Twice within the second in which a change must serve; to look at some files' times costs microseconds.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly string? _folder;
    private readonly Func<JudgeDocument, Judge>? _judge;
    private readonly ImmutableArray<Signal> _signals;
    private readonly SemaphoreSlim _loading = new(1);
    private string _stamp = "";

    private BundleSource(string? folder, IEnumerable<Signal> signals, ScoreCache scores, Func<JudgeDocument, Judge>? judge)
    {
        _folder = folder;
        _judge = judge;
        _signals = [.. signals.Select(scores.Before)];
        Scores = scores;
    }

    /// <summary>What every bundle of these files remembers of texts that were scored.</summary>
    public ScoreCache Scores { get; }

    /// <summary>Which bundle serves, and what is wrong with the files that should have made another.</summary>
    public BundleState State { get; private set; } = null!;

    /// <summary>Reads the classifiers and policies of a server.</summary>
    /// <exception cref="BadInputException">A model cannot be loaded, two models share a label, or something is wrong with a policy.</exception>
    public static (BundleSource Source, Bundle Bundle) Open(GateServerOptions options, TimeProvider time, Func<JudgeDocument, Judge>? judge = null)
    {
        var source = new BundleSource(options.Policies, ModelSignals.Load(options.Models), new ScoreCache(options.CacheBytes), judge);
        var bundle = options.Policies is null ? BundleFolder.OfSignals(source._signals, options.Fallbacks) : source.LoadOrRefuse();
        source.State = new BundleState(bundle, time.GetUtcNow(), []);
        return (source, bundle);
    }

    /// <summary>Reads the files again; the new bundle serves when nothing is wrong with them.</summary>
    public async Task<BundleState> ReloadAsync(Gatekeeper gatekeeper, TimeProvider time, CancellationToken cancellationToken)
    {
        if (_folder is null) return State;
        await _loading.WaitAsync(cancellationToken);
        try
        {
            _stamp = BundleFolder.StampOf(_folder);
            if (!BundleFolder.TryLoad(_folder, _signals, _judge, out var bundle, out var errors)) return State = State with { Errors = errors };
            if (bundle.Id == State.Bundle.Id) return State = State with { Errors = [] };
            await WarmUp.RunAsync(bundle, time, cancellationToken);
            gatekeeper.Swap(bundle);
            return State = new BundleState(bundle, time.GetUtcNow(), []);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Looks at the files until it is cancelled, and says on the log what it did.</summary>
    public async Task WatchAsync(Gatekeeper gatekeeper, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        if (_folder is null) return;
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await LookAsync(gatekeeper, time, logger, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    public void Dispose() => _loading.Dispose();

    private async Task LookAsync(Gatekeeper gatekeeper, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            if (BundleFolder.StampOf(_folder!) == _stamp) return;
            var before = State.Bundle.Id;
            var state = await ReloadAsync(gatekeeper, time, cancellationToken);
            if (state.Errors.Count > 0) Refused(logger, before, string.Join("\n", state.Errors));
            else if (state.Bundle.Id != before) Swapped(logger, state.Bundle.Id, before);
        }
        catch (Exception gone) when (gone is BadInputException or IOException or UnauthorizedAccessException)
        {
            // A folder that is being replaced: the bundle of before serves, and the next look sees it again.
            _stamp = "";
        }
    }

    private Bundle LoadOrRefuse()
    {
        _stamp = BundleFolder.StampOf(_folder!);
        return BundleFolder.TryLoad(_folder!, _signals, _judge, out var bundle, out var errors)
            ? bundle
            : throw new BadInputException(errors.Count == 1 ? "A policy cannot be used." : $"The policies cannot be used: {errors.Count} things are wrong.", $"Mend them; nothing is served until then.\n{string.Join("\n", errors)}", _folder);
    }

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "Bundle {Bundle} serves, in place of {Before}.")]
    private static partial void Swapped(ILogger logger, string bundle, string before);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Error, Message = "Bundle {Bundle} goes on serving: the files on disk make none.\n{Errors}")]
    private static partial void Refused(ILogger logger, string bundle, string errors);
}
