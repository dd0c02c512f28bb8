using System.Collections.Immutable;
using Custos.Gate.Reading;
using Custos.Gate.Traffic;
using Custos.Policy.Documents;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Gate;

/// <summary>How does one decision come about, tier by tier?</summary>
/// <remarks>It takes a desk of the bundle and gives it back at the <see cref="End()"/>.</remarks>
internal sealed class DecisionMaking(Bundle bundle, Message message, DateTimeOffset at, TimeProvider time, long started)
{
    private readonly ImmutableArray<TierTime>.Builder _tiers = ImmutableArray.CreateBuilder<TierTime>(5);
    private readonly List<Observation> _observations = [];
    private readonly List<BucketScore> _buckets = [];
    private Bundle.Desk _desk = bundle.TakeDesk(LongReading.Concerns(message));
    private long _tierStarted;

    // Why nothing is known of the text; null where it was read.
    private FailureClass? _unread;
    private bool _hasReachedLists;

    /// <summary>Are judges asked, where something hangs on them?</summary>
    public bool AsksJudges { get; init; } = true;

    /// <summary>What is known of the message.</summary>
    public MessageFacts Facts => _desk.Facts;

    /// <summary>Reads the text into its views; a long one also through the lists, as far as the deadline lets it.</summary>
    /// <param name="then">What the decision's record says where it is made again: no clock ends the reading then.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public async ValueTask BeginAsync(RecordedCircumstances? then, CancellationToken cancellationToken)
    {
        _tierStarted = time.GetTimestamp();
        if (message.WantsAll) _observations.Add(ObservedValue.WantedAll);
        if (then is null && LongReading.Concerns(message))
        {
            (_unread, var normalised) = await LongReading.ReadAsync(bundle, _desk, message, at, message.Deadline - time.GetElapsedTime(started), time, cancellationToken);
            _hasReachedLists = _unread is null;
            if (_hasReachedLists) End(Tier.Normalise, normalised);
        }
        else
        {
            _unread = then?.ReadingFailure;
            if (_unread is null) Read();
            else bundle.PutBack(_desk);
        }

        if (_unread is { } why) LeaveUnread(why);
    }

    /// <summary>The desk is free for another message.</summary>
    public void End() => bundle.PutBack(_desk);

    /// <summary>Goes through the tiers until nothing later could change the verdict, or through all where the message wants it.</summary>
    /// <param name="exchangeId">The exchange that the message belongs to.</param>
    /// <param name="circumstances">What the clock and other traffic add.</param>
    /// <param name="then">How signals failed when the decision was made first; null when it is made now.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    /// <remarks>
    /// 1. Lists, patterns and all that hangs on the text alone.
    /// 2. Counters and the conversation.
    /// 3. Classifiers: those that are quick on this thread, the others side by side until the deadline; then the conversation's last turns as one text.
    /// 4. Judges, each for as long as a policy gives it, where the verdict hangs on them.
    /// 5. What has not answered has failed, and each policy's fallback says what that means.
    /// </remarks>
    public async ValueTask<Decision> MakeAsync(Guid exchangeId, Circumstances circumstances, RecordedCircumstances? then, CancellationToken cancellationToken)
    {
        // 1.
        var isSettled = SearchLists();
        End(Tier.Lists);

        // 2.
        if ((!isSettled || message.WantsAll) && Ask(circumstances))
        {
            isSettled = _desk.Rulings.Evaluate(_desk.Facts, Tier.Counters);
            End(Tier.Counters);
        }

        // 3.
        if ((!isSettled || message.WantsAll) && !bundle.Signals.IsEmpty)
        {
            var text = new ScoredText(message, _desk.Facts.Readings());
            var outcomes = await ScoreAsync(text, new SignalOutcome?[bundle.Signals.Length], then, cancellationToken);
            for (var i = 0; i < outcomes.Length; i++) Learn(i, outcomes[i]!.Value);
            isSettled = _desk.Rulings.Evaluate(_desk.Facts, Tier.Classifiers);
            if ((!isSettled || message.WantsAll) && bundle.AsksOfConversations())
            {
                await ScoreConversationAsync(text, outcomes, circumstances, cancellationToken);
                isSettled = _desk.Rulings.Evaluate(_desk.Facts, Tier.Classifiers);
            }

            End(Tier.Classifiers);
        }

        // 4.
        if (!isSettled && message.IsPiece)
        {
            // A stream is not judged piece by piece: the whole is, at its end.
            isSettled = _desk.Rulings.Dismiss(Tier.Judges);
        }
        else if (!isSettled && AsksJudges && _desk.Rulings.Open(Tier.Judges).DistinctBy(static ask => ask.Number).ToList() is { Count: > 0 } open)
        {
            var said = then is null ? await JudgeRound.AskAsync(bundle, exchangeId, message, open, cancellationToken) : [.. open.Select(ask => circumstances.Answer(ask.Number, ask.Need, _desk.Facts, message, at))];
            for (var i = 0; i < said.Length; i++) Observe(open[i], said[i]);
            isSettled = _desk.Rulings.Evaluate(_desk.Facts, Tier.Judges);
            End(Tier.Judges);
        }

        // 5.
        if (!isSettled || message.WantsAll)
        {
            for (var number = 0; number < bundle.Needs.Length; number++)
            {
                if (bundle.Needs[number].Tier >= Tier.Classifiers && _desk.Facts.IsOpen(number)) _desk.Facts.Learn(number, JudgeRound.Nobody);
            }

            _desk.Rulings.Evaluate(_desk.Facts, Tier.Classifiers);
            _desk.Rulings.Evaluate(_desk.Facts, Tier.Judges);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Conclude(exchangeId);
    }

    private void Read()
    {
        _desk.Facts.Begin(message, at);
        _desk.Rulings.Begin(message);
        End(Tier.Normalise);
    }

    // The desk of before is given back already, or is as soon as the reading at it has ended.
    private void LeaveUnread(FailureClass why)
    {
        _desk = bundle.TakeDesk();
        _observations.Add(ObservedValue.Unread(why));
        _desk.Facts.BeginUnread(message, at, why);
        _desk.Rulings.Begin(message, why);
        End(Tier.Normalise);
    }

    private bool SearchLists()
    {
        if (_hasReachedLists) return _desk.Rulings.IsSettled();
        _desk.Facts.ReachLists();
        return _desk.Rulings.Evaluate(_desk.Facts, Tier.Lists);
    }

    private Decision Conclude(Guid exchangeId)
    {
        var findings = _desk.Rulings.Conclude(Explain);
        var verdict = _desk.Rulings.Count == 0
            ? new Verdict.Unknown(FailureClass.MissingSignal, message.Direction == Direction.ToolCall ? Fallback.Block : Fallback.Hold)
            : findings.IsEmpty ? new Verdict.Allow() : findings[0];
        if (verdict is Verdict.Redact redact)
        {
            verdict = redact with { Stretches = Ruling.Redaction.Union(findings.OfType<Verdict.Redact>().SelectMany(one => one.Stretches)) };
        }

        return new Decision(Event.NewId(at), at)
        {
            ExchangeId = exchangeId,
            Direction = message.Direction,
            Verdict = verdict,
            Findings = findings,
            Buckets = [.. _buckets],
            BundleId = bundle.Id,
            Tiers = _tiers.ToImmutable(),
            Observations = [.. _observations],
            ElapsedMicroseconds = (long)time.GetElapsedTime(started).TotalMicroseconds,
            DeadlineMilliseconds = (int)message.Deadline.TotalMilliseconds,
        };
    }

    private ImmutableArray<Evidence> Explain(PolicyRule rule)
    {
        var evidence = new List<Evidence>();
        _desk.Facts.Explain(rule.Asks, _buckets, evidence);
        return [.. evidence];
    }

    private bool Ask(Circumstances circumstances)
    {
        var needs = bundle.CounterNeedsOf(message.Direction);
        foreach (var (number, name) in needs)
        {
            var answer = circumstances.Answer(number, bundle.Needs[number], _desk.Facts, message, at);
            _desk.Facts.Learn(number, answer.Value, answer.Bounds);
            _observations.Add(new Observation(name, ObservedValue.Write(answer)));
        }

        return !needs.IsEmpty;
    }

    /// <summary>Fills in the outcomes that are not there yet.</summary>
    private async ValueTask<SignalOutcome?[]> ScoreAsync(ScoredText text, SignalOutcome?[] outcomes, RecordedCircumstances? then, CancellationToken cancellationToken)
    {
        for (var i = 0; i < outcomes.Length; i++)
        {
            var signal = bundle.Signals[i];
            if (outcomes[i] is not null) continue;
            if (_unread is { } why) outcomes[i] = SignalOutcome.Failed(why);
            else if (then?.FailureOf(signal) is { } failure) outcomes[i] = SignalOutcome.Failed(failure);
            else if (then is not null || signal.IsImmediateFor(text)) outcomes[i] = await SignalOutcome.OfAsync(signal, text, cancellationToken);
        }

        if (Array.Exists(outcomes, static outcome => outcome is null))
        {
            await new SignalRace(bundle.Signals, time).RunAsync(text, outcomes, message.Deadline - time.GetElapsedTime(started), cancellationToken);
        }

        return outcomes;
    }

    /// <summary>What was held of the turns before is other traffic: so the scores are observed, and replayed as they were.</summary>
    /// <remarks>A signal that failed on the text is not asked again.</remarks>
    private async ValueTask ScoreConversationAsync(ScoredText text, SignalOutcome?[] alone, Circumstances circumstances, CancellationToken cancellationToken)
    {
        var windows = circumstances.WindowsOf(_desk.Facts, message);
        var together = windows is { IsEmpty: false } turns
            ? await ScoreAsync(text with { Readings = turns }, [.. alone.Select((outcome, signal) => outcome!.Value.Failure is null && bundle.AsksOfConversations(signal) ? null : outcome)], null, cancellationToken)
            : alone;
        for (var i = 0; i < alone.Length; i++)
        {
            for (var label = 0; label < bundle.ConversationNeeds[i].Length; label++)
            {
                if (bundle.ConversationNeeds[i][label] is not (var number and >= 0)) continue;
                var need = bundle.Needs[number];
                var answer = windows is null ? circumstances.Answer(number, need, _desk.Facts, message, at) : HigherOf(alone[i]!.Value, together[i]!.Value, label);
                _desk.Facts.Learn(number, answer.Value);
                _observations.Add(new Observation(need.ToString(), ObservedValue.Write(answer)));
            }
        }
    }

    private static Value HigherOf(SignalOutcome alone, SignalOutcome together, int label) => (alone.Failure ?? together.Failure) is { } failure
        ? Value.Error("The signal did not answer.", failure)
        : Value.Of(Math.Max(alone.Scores[label], together.Scores[label]));

    // What a judge says is other traffic: observed, and replayed as it was.
    private void Observe(RuleNeed ask, in Answered answer)
    {
        _desk.Facts.Learn(ask.Number, answer.Value);
        _observations.Add(new Observation(ask.Need.ToString(), ObservedValue.Write(answer)));
    }

    private void Learn(int signal, SignalOutcome outcome)
    {
        var labels = bundle.Signals[signal].Labels;
        if (outcome.Failure is { } failure) _observations.Add(new Observation(ObservedValue.OfSignal(bundle.Signals[signal].Name), failure.ToString()));
        for (var i = 0; i < labels.Length; i++)
        {
            if (outcome.Failure is null) _buckets.Add(new BucketScore(labels[i].Name, new Probability(outcome.Scores[i]), new Probability(labels[i].Threshold), labels[i].IsCertified));
            if (bundle.ScoreNeeds[signal][i] is var need and >= 0) _desk.Facts.Learn(need, outcome.Failure is { } why ? Value.Error("The signal did not answer.", why) : Value.Of(outcome.Scores[i]));
        }
    }

    private void End(Tier tier) => End(tier, time.GetTimestamp());

    private void End(Tier tier, long now)
    {
        _tiers.Add(new TierTime(tier, (long)time.GetElapsedTime(_tierStarted, now).TotalMicroseconds));
        _tierStarted = now;
    }
}
