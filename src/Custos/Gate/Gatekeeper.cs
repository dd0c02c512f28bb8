using System.Collections.Immutable;
using Custos.Gate.Caching;
using Custos.Gate.Reading;
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
    private readonly bool _asksJudges;
    private readonly long _windowBytes;
    private readonly Lock _succession = new();
    private volatile Serving _serving;
    private volatile Meanwhile? _meanwhile;

    /// <exception cref="ArgumentOutOfRangeException">There is room for no decision at all.</exception>
    public Gatekeeper(Bundle bundle, TimeProvider timeProvider, GatekeeperOptions? options = null)
    {
        options ??= new GatekeeperOptions();
        _time = timeProvider;
        _admission = new Admission(options.MostInFlight);
        _verdicts = new VerdictCache(options.VerdictCacheBytes);
        _queues = options.Queues;
        _asksJudges = options.AsksJudges;
        _windowBytes = options.WindowBytes;
        _serving = new Serving(bundle, new TrafficMemory(bundle.Needs, _windowBytes));
    }

    /// <summary>Everything that decides here, now.</summary>
    public Bundle Bundle => _serving.Bundle;

    /// <summary>How full is the gate, and how many messages found no room?</summary>
    public AdmissionState Admitted => _admission.State;

    /// <summary>How often was a verdict known from before?</summary>
    public CacheState Remembered => _verdicts.State;

    /// <summary>What do the policies count that is not known yet, for it is still being filled from the record? Empty when all is known.</summary>
    public ImmutableArray<string> Missing => _serving.Memory.Missing;

    /// <summary>Decides by another bundle from the next message on; what is being decided keeps the one that it began with.</summary>
    /// <remarks>
    /// What was counted before goes on. Whoever asks for what was not counted misses a signal, until <see cref="FillAsync"/> has filled it from
    /// the record: see <see cref="Missing"/>. Where there is no record it is filled from an empty one, and windows begin empty.
    /// </remarks>
    public void Swap(Bundle bundle)
    {
        lock (_succession)
        {
            var memory = _serving.Memory.For(bundle.Needs);

            // What ends from here on is kept, before the first message may be decided by the new bundle.
            _meanwhile = memory.Missing.IsEmpty ? null : new Meanwhile();
            _serving = new Serving(bundle, memory);
        }
    }

    /// <summary>Fills what is missing from the record while messages are decided on: windows and conversations then are as if they had always been counted.</summary>
    /// <param name="past">Exchanges and the decisions on them, in order, at least of the last <see cref="Reach"/>; all that were made before this call are to be there.</param>
    /// <param name="cancellationToken">Stops it in the middle; what was missing is missing still.</param>
    /// <returns>How many decisions were taken up; null where nothing was missing, another bundle came, or too much was decided meanwhile: then what is missing is missing still.</returns>
    public async Task<long?> FillAsync(IAsyncEnumerable<Event> past, CancellationToken cancellationToken)
    {
        var (serving, meanwhile) = Begin();
        if (meanwhile is null) return null;
        var memory = new TrafficMemory(serving.Bundle.Needs, _windowBytes);
        var facts = serving.Bundle.TakeDesk().Facts;
        var taken = await TakeUpAsync(memory, facts, past, meanwhile, cancellationToken);
        for (var more = meanwhile.Take(); more.Count > 0 && !meanwhile.IsCut; more = meanwhile.Take())
        {
            cancellationToken.ThrowIfCancellationRequested();
            TakeUp(memory, facts, more);
            taken += more.Count;
        }

        lock (_succession)
        {
            if (_meanwhile != meanwhile || meanwhile.IsCut) return null;
            meanwhile.End(last =>
            {
                TakeUp(memory, facts, last);
                taken += last.Count;
                _serving = new Serving(serving.Bundle, memory);
            });
            _meanwhile = null;
            return taken;
        }
    }

    // Begins anew where an earlier filling was cut short.
    private (Serving Serving, Meanwhile? Meanwhile) Begin()
    {
        lock (_succession)
        {
            if (_meanwhile?.TryBegin() == false)
            {
                _meanwhile = new Meanwhile();
                _meanwhile.TryBegin();
            }

            return (_serving, _meanwhile);
        }
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
        var taken = await TakeUpAsync(serving.Memory, desk.Facts, past, null, cancellationToken);
        serving.Bundle.PutBack(desk);
        return taken;
    }

    private static async Task<long> TakeUpAsync(TrafficMemory memory, MessageFacts facts, IAsyncEnumerable<Event> past, Meanwhile? meanwhile, CancellationToken cancellationToken)
    {
        long taken = 0;
        await foreach (var (message, decision) in RecordedMessages.ReadAsync(past, cancellationToken))
        {
            // What was answered without a look at the message was not counted then.
            if (message is null || decision.Tiers.IsEmpty || meanwhile?.Holds(decision) == true) continue;
            memory.TakeUp(facts, message, decision);
            taken++;
        }

        return taken;
    }

    private static void TakeUp(TrafficMemory memory, MessageFacts facts, List<(Message Message, Decision Decision)> decided)
    {
        foreach (var (message, decision) in decided) memory.TakeUp(facts, message, decision);
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
            Leave(serving, desk.Facts, message, remembered);
            serving.Bundle.PutBack(desk);
            return Timed(remembered, started);
        }

        var making = new DecisionMaking(serving.Bundle, message, at, _time, started) { AsksJudges = _asksJudges };
        await making.BeginAsync(null, cancellationToken);
        serving.Memory.Arrive(making.Facts, message, at);
        var decision = await making.MakeAsync(exchangeId, serving.Memory, null, cancellationToken);
        Leave(serving, making.Facts, message, decision);

        // Not after an exception: a desk that was left in the middle is not used again.
        making.End();
        if (key is { } unknown) _verdicts.Add(unknown, decision);
        return decision;
    }

    private void Leave(Serving serving, MessageFacts facts, Message message, Decision decision)
    {
        serving.Memory.Leave(facts, message, decision);
        if (message.IsPiece) return;

        // What windows that are being filled take up later, those that answer now must not get from there: so they are looked up first.
        var now = _serving.Memory;
        if (_meanwhile?.Add(message, decision) != true) now = _serving.Memory;
        if (!now.IsOneWith(serving.Memory)) now.TakeUp(facts, message, decision);
    }

    private Decision Timed(Decision decision, long started) => decision with { ElapsedMicroseconds = (long)_time.GetElapsedTime(started).TotalMicroseconds };

    private sealed record Serving(Bundle Bundle, TrafficMemory Memory);
}
