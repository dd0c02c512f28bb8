using System.Globalization;
using Custos.Gate;
using Custos.Store;
using Custos.Store.Report;

namespace Custos.App.Api.Bundles;

/// <summary>How much of the past did windows and conversations take up from the record at the start, and how long did it take?</summary>
/// <param name="Decisions">How many decisions.</param>
/// <param name="Reach">How far back the policies look.</param>
/// <param name="Took">How long it took.</param>
/// <param name="IsCut">True where more happened than is taken up: only the newest were.</param>
internal sealed record TakenUp(long Decisions, TimeSpan Reach, TimeSpan Took, bool IsCut)
{
    // An exchange and its decision each.
    private const long MostEvents = 4_000_000;

    /// <summary>Feeds the record of as long as the policies look back; null where they count nothing.</summary>
    public static async Task<TakenUp?> OfAsync(Gatekeeper gatekeeper, EmbeddedStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        if (gatekeeper.Reach is not { } reach) return null;
        var started = time.GetTimestamp();
        var period = new ReportPeriod(From: time.GetUtcNow() - reach);
        var decisions = await gatekeeper.TakeUpAsync(store.Log.ReadAsync(period, MostEvents, cancellationToken), cancellationToken);
        return new TakenUp(decisions, reach, time.GetElapsedTime(started), IsCut: decisions >= MostEvents / 2);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"took up {(IsCut ? "the newest " : "")}{Decisions:N0} decisions of the last {(Reach.TotalHours >= 1 ? $"{Reach.TotalHours:0.#} h" : $"{Reach.TotalMinutes:0.#} min")} into windows and conversations, in {Took.TotalSeconds:0.0} s.");
}
