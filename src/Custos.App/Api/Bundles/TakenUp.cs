using System.Globalization;
using Custos.Gate;
using Custos.Records;
using Custos.Store;
using Custos.Store.Report;

namespace Custos.App.Api.Bundles;

/// <summary>How much of the past did windows and conversations take up from the record, and how long did it take?</summary>
/// <param name="Decisions">How many decisions.</param>
/// <param name="Reach">How far back the policies look.</param>
/// <param name="Took">How long it took.</param>
internal sealed record TakenUp(long Decisions, TimeSpan Reach, TimeSpan Took)
{
    // An exchange and its decision each.
    private const long MostEvents = 4_000_000;

    // More happened than is taken up: only the newest were.
    private bool IsCut => Decisions >= MostEvents / 2;

    /// <summary>Feeds the record of as long as the policies look back; null where they count nothing.</summary>
    public static async Task<TakenUp?> OfAsync(Gatekeeper gatekeeper, EmbeddedStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (gatekeeper.Reach is not { } reach) return null;
        var started = time.GetTimestamp();
        return new TakenUp(await gatekeeper.TakeUpAsync(PastOf(store, reach, time, cancellationToken), cancellationToken), reach, time.GetElapsedTime(started));
    }

    /// <summary>Likewise while messages are decided on, for what a new bundle counts; null where nothing is missing, or something is missing still.</summary>
    public static async Task<TakenUp?> MeanwhileAsync(Gatekeeper gatekeeper, EmbeddedStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (gatekeeper.Reach is not { } reach) return null;
        var started = time.GetTimestamp();
        return await gatekeeper.FillAsync(PastOf(store, reach, time, cancellationToken), cancellationToken) is { } decisions ? new TakenUp(decisions, reach, time.GetElapsedTime(started)) : null;
    }

    private static IAsyncEnumerable<Event> PastOf(EmbeddedStore store, TimeSpan reach, TimeProvider time, CancellationToken cancellationToken) =>
        store.Log.ReadAsync(new ReportPeriod(From: time.GetUtcNow() - reach), MostEvents, cancellationToken);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"took up {(IsCut ? "the newest " : "")}{Decisions:N0} decisions of the last {(Reach.TotalHours >= 1 ? $"{Reach.TotalHours:0.#} h" : $"{Reach.TotalMinutes:0.#} min")} into windows and conversations, in {Took.TotalSeconds:0.0} s.");
}
