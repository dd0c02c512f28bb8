using Custos.Gate.Traffic;
using Custos.Records;

namespace Custos.Gate;

/// <summary>May this text pass? Answers by the message's deadline, with what is known by then.</summary>
/// <remarks>Thread-safe. A decision depends on the message, the bundle and what it says that it observed, and on nothing else.</remarks>
public sealed class Gatekeeper
{
    private readonly TimeProvider _time;
    private volatile Serving _serving;

    public Gatekeeper(Bundle bundle, TimeProvider timeProvider)
    {
        _time = timeProvider;
        _serving = new Serving(bundle, new TrafficMemory(bundle.Needs));
    }

    /// <summary>Everything that decides here, now.</summary>
    public Bundle Bundle => _serving.Bundle;

    /// <summary>Decides by another bundle from the next message on; what is being decided keeps the one that it began with.</summary>
    /// <remarks>Windows go on where the new bundle counts the same things.</remarks>
    public void Swap(Bundle bundle)
    {
        var serving = _serving;
        _serving = new Serving(bundle, serving.Bundle.Needs.SequenceEqual(bundle.Needs) ? serving.Memory : new TrafficMemory(bundle.Needs));
    }

    /// <summary>Decides on one message.</summary>
    /// <param name="exchangeId">The exchange that the message belongs to.</param>
    /// <param name="message">What is asked about.</param>
    /// <param name="cancellationToken">The caller has gone; nothing is decided.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled. Failures of signals are cases of the verdict, never exceptions.</exception>
    public async ValueTask<Decision> DecideAsync(Guid exchangeId, Message message, CancellationToken cancellationToken)
    {
        var serving = _serving;
        var at = Event.Truncate(_time.GetUtcNow());
        var desk = serving.Bundle.TakeDesk();
        var making = new DecisionMaking(serving.Bundle, desk, message, at, _time);
        making.Begin();
        serving.Memory.Arrive(desk.Facts, message, at);
        var decision = await making.MakeAsync(exchangeId, serving.Memory, null, cancellationToken);
        serving.Memory.Leave(desk.Facts, message, decision);

        // Not after an exception: a desk that was left in the middle is not used again.
        serving.Bundle.PutBack(desk);
        return decision;
    }

    /// <summary>Makes a decision again from its record: by the same bundle the same in every bit but for times.</summary>
    /// <param name="bundle">The bundle to decide by; another than the record's tells what it would have said.</param>
    /// <param name="message">The message of then.</param>
    /// <param name="recorded">The decision of then, for what it observed.</param>
    /// <param name="timeProvider">For how long it takes now.</param>
    /// <param name="cancellationToken">Nobody waits for it any more.</param>
    public static async ValueTask<Decision> ReplayAsync(Bundle bundle, Message message, Decision recorded, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var desk = bundle.TakeDesk();
        var making = new DecisionMaking(bundle, desk, message with { Deadline = Timeout.InfiniteTimeSpan }, recorded.At, timeProvider);
        making.Begin();
        var then = new RecordedCircumstances(recorded.Observations);
        var decision = await making.MakeAsync(recorded.ExchangeId, then, then, cancellationToken);
        bundle.PutBack(desk);
        return decision with { DeadlineMilliseconds = recorded.DeadlineMilliseconds };
    }

    private sealed record Serving(Bundle Bundle, TrafficMemory Memory);
}
