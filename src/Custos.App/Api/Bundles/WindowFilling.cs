using Custos.Gate;
using Custos.Records;
using Custos.Store;

namespace Custos.App.Api.Bundles;

/// <summary>Does a bundle that was swapped in count what the one before did not? Then its windows are filled from the record, beside the traffic.</summary>
internal sealed partial class WindowFilling(Gatekeeper gatekeeper, EmbeddedStore store, TimeProvider time, ILogger<WindowFilling> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // A decision reaches the recorder within moments of being made.
    private static readonly TimeSpan UntilRecorded = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(10);

    /// <summary>Looks whether something is missing until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pause, time, cancellationToken);
                if (!gatekeeper.Missing.IsEmpty) await FillAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(UntilRecorded, time, cancellationToken);
        var bundle = gatekeeper.Bundle;
        string trouble;
        try
        {
            if (await TakenUp.MeanwhileAsync(gatekeeper, store, time, cancellationToken) is { } taken)
            {
                Filled(logger, bundle.Id, taken);
                return;
            }

            if (gatekeeper.Bundle != bundle) return;
            trouble = "More was decided meanwhile than is kept.";
        }
        catch (Exception unreadable) when (unreadable is BadInputException or IOException or InvalidDataException)
        {
            trouble = $"The record could not be read. {unreadable.Message}";
        }

        Missing(logger, bundle.Id, gatekeeper.Missing.Length, trouble);
        await Task.Delay(AfterTrouble, time, cancellationToken);
    }

    [LoggerMessage(EventId = 1004, Level = LogLevel.Warning, Message = "Bundle {Bundle} has all that it counts: it {Taken}")]
    private static partial void Filled(ILogger logger, string bundle, TakenUp taken);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Error, Message = "Bundle {Bundle} misses {Count} of the things that it counts; it is tried again. {Trouble}")]
    private static partial void Missing(ILogger logger, string bundle, int count, string trouble);
}
