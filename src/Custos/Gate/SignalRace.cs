using System.Collections.Immutable;
using Custos.Records;

namespace Custos.Gate;

/// <summary>Which signals answer before the deadline? All run side by side; what has not ended by then is told to stop and left behind.</summary>
internal sealed class SignalRace(ImmutableArray<Signal> signals, TimeProvider time)
{
    /// <summary>Fills in the outcomes that are not there yet.</summary>
    public async Task RunAsync(ScoredText text, SignalOutcome?[] outcomes, TimeSpan left, CancellationToken cancellationToken)
    {
        if (left <= TimeSpan.Zero)
        {
            for (var i = 0; i < outcomes.Length; i++) outcomes[i] ??= SignalOutcome.Failed(FailureClass.Timeout);
            return;
        }

        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = stop.Token;
        var running = new Task<SignalOutcome>?[outcomes.Length];
        for (var i = 0; i < running.Length; i++)
        {
            var signal = signals[i];
            if (outcomes[i] is null && SignalThreads.Shared.IsFull) outcomes[i] = SignalOutcome.Failed(FailureClass.Overload);
            if (outcomes[i] is null) running[i] = Task.Factory.StartNew(() => SignalOutcome.OfAsync(signal, text, token).AsTask(), CancellationToken.None, TaskCreationOptions.DenyChildAttach, SignalThreads.Shared).Unwrap();
        }

        try
        {
            await Task.WhenAll(running.OfType<Task<SignalOutcome>>()).WaitAsync(Alarm.For(left), time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The deadline: what has ended is used below, the rest is told to stop.
        }

        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] ??= running[i] is { IsCompletedSuccessfully: true } done ? await done : SignalOutcome.Failed(FailureClass.Timeout);
        }

        // Not awaited: what a signal does when it is told to stop takes its own time, not the answer's.
        _ = StopAsync(stop);
    }

    private static async Task StopAsync(CancellationTokenSource stop)
    {
        await stop.CancelAsync();
        stop.Dispose();
    }
}
