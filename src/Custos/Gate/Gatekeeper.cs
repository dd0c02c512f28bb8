using Custos.Gate.Caching;
using Custos.Gate.Traffic;
using Custos.Records;

namespace Custos.Gate;

/// <summary>May this text pass? Answers by the message's deadline, with what is known by then.</summary>
/// <remarks>Thread-safe. A decision depends on the message, the bundle and what it says that it observed, and on nothing else.</remarks>
public sealed class Gatekeeper
{
    private readonly TimeProvider _time;
    private readonly Admission _admission;
    private readonly VerdictCache _verdicts;
    private readonly bool _queues;
    private volatile Serving _serving;

    /// <exception cref="ArgumentOutOfRangeException">There is room for no decision at all.</exception>
    public Gatekeeper(Bundle bundle, TimeProvider timeProvider, GatekeeperOptions? options = null)
    {
        options ??= new GatekeeperOptions();
        _time = timeProvider;
        _admission = new Admission(options.MostInFlight);
        _verdicts = new VerdictCache(options.VerdictCacheBytes);
        _queues = options.Queues;
        _serving = new Serving(bundle, new TrafficMemory(bundle.Needs));
    }

    /// <summary>Everything that decides here, now.</summary>
    public Bundle Bundle => _serving.Bundle;

    /// <summary>How full is the gate, and how many messages found no room?</summary>
    public AdmissionState Admitted => _admission.State;

    /// <summary>How often was a verdict known from before?</summary>
    public CacheState Remembered => _verdicts.State;

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
        var started = _time.GetTimestamp();
        if (!_admission.TryEnter()) return Timed(Overload.Decide(Bundle, exchangeId, message, Event.Truncate(_time.GetUtcNow())), started);
        try
        {
            // What was admitted and waits is counted; what is not admitted is answered without waiting.
            if (_queues) await Task.Yield();
            return await DecideAdmittedAsync(exchangeId, message, started, cancellationToken);
        }
        finally
        {
            _admission.Leave();
        }
    }

    /// <summary>How far back do windows and conversations look? Null where no policy asks for any.</summary>
    public TimeSpan? Reach => _serving.Memory.Reach;

    /// <summary>Takes up what was decided before, as if it had been decided here: windows and conversations go on. To be called before the first message.</summary>
    /// <param name="past">Exchanges and the decisions on them, in order, at least of the last <see cref="Reach"/>.</param>
    /// <param name="cancellationToken">Stops it in the middle.</param>
    /// <returns>How many decisions were taken up; those without their text are not, nor those of messages that nobody looked at.</returns>
    public async Task<long> TakeUpAsync(IAsyncEnumerable<Event> past, CancellationToken cancellationToken)
    {
        var serving = _serving;
        var desk = serving.Bundle.TakeDesk();
        long taken = 0;
        await foreach (var (message, decision) in RecordedMessages.ReadAsync(past, cancellationToken))
        {
            // What was answered without a look at the message was not counted then.
            if (message is null || decision.Tiers.IsEmpty) continue;
            serving.Memory.TakeUp(desk.Facts, message, decision);
            taken++;
        }

        serving.Bundle.PutBack(desk);
        return taken;
    }

    /// <summary>Makes a decision again from its record: by the same bundle the same in every bit but for times.</summary>
    /// <param name="bundle">The bundle to decide by; another than the record's tells what it would have said.</param>
    /// <param name="message">The message of then.</param>
    /// <param name="recorded">The decision of then, for what it observed.</param>
    /// <param name="timeProvider">For how long it takes now.</param>
    /// <param name="cancellationToken">Nobody waits for it any more.</param>
    public static async ValueTask<Decision> ReplayAsync(Bundle bundle, Message message, Decision recorded, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (Overload.Made(recorded)) return Overload.Decide(bundle, recorded.ExchangeId, message, recorded.At) with { DeadlineMilliseconds = recorded.DeadlineMilliseconds, Of = recorded.Of };
        var then = new RecordedCircumstances(recorded.Observations);
        var making = new DecisionMaking(bundle, message with { Deadline = Timeout.InfiniteTimeSpan, WantsAll = then.WantedAll }, recorded.At, timeProvider, timeProvider.GetTimestamp());
        await making.BeginAsync(then, cancellationToken);
        var decision = await making.MakeAsync(recorded.ExchangeId, then, then, cancellationToken);
        making.End();
        return VerdictCache.AsRecorded(decision, recorded) with { DeadlineMilliseconds = recorded.DeadlineMilliseconds, Of = recorded.Of };
    }

    private async ValueTask<Decision> DecideAdmittedAsync(Guid exchangeId, Message message, long started, CancellationToken cancellationToken)
    {
        var serving = _serving;
        var at = Event.Truncate(_time.GetUtcNow());
        var key = _verdicts.IsOn ? serving.Bundle.VerdictKeys.Of(message) : null;
        if (key is { } known && _verdicts.Find(known, exchangeId, message, at) is { } remembered)
        {
            var desk = serving.Bundle.TakeDesk();
            desk.Facts.Meet(message, at);
            serving.Memory.Arrive(desk.Facts, message, at);
            serving.Memory.Leave(desk.Facts, message, remembered);
            serving.Bundle.PutBack(desk);
            return Timed(remembered, started);
        }

        var making = new DecisionMaking(serving.Bundle, message, at, _time, started);
        await making.BeginAsync(null, cancellationToken);
        serving.Memory.Arrive(making.Facts, message, at);
        var decision = await making.MakeAsync(exchangeId, serving.Memory, null, cancellationToken);
        serving.Memory.Leave(making.Facts, message, decision);

        // Not after an exception: a desk that was left in the middle is not used again.
        making.End();
        if (key is { } unknown) _verdicts.Add(unknown, decision);
        return decision;
    }

    private Decision Timed(Decision decision, long started) => decision with { ElapsedMicroseconds = (long)_time.GetElapsedTime(started).TotalMicroseconds };

    private sealed record Serving(Bundle Bundle, TrafficMemory Memory);
}
