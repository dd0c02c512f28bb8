using System.Collections.Immutable;
using Custos.Gate.Traffic;
using Custos.Policy.Documents;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Gate;

/// <summary>How does one decision come about, tier by tier?</summary>
internal sealed class DecisionMaking(Bundle bundle, Bundle.Desk desk, Message message, DateTimeOffset at, TimeProvider time, long started)
{
    private static readonly Value NoJudge = Value.Error("No judge of this name answers here.", FailureClass.MissingSignal);

    private readonly ImmutableArray<TierTime>.Builder _tiers = ImmutableArray.CreateBuilder<TierTime>(5);
    private readonly List<Observation> _observations = [];
    private readonly List<BucketScore> _buckets = [];
    private long _tierStarted;

    /// <summary>Reads the text into its views.</summary>
    public void Begin()
    {
        _tierStarted = time.GetTimestamp();
        if (message.WantsAll) _observations.Add(ObservedValue.WantedAll);
        desk.Facts.Begin(message, at);
        desk.Rulings.Begin(message);
        End(Tier.Normalise);
    }

    /// <summary>Goes through the tiers until nothing later could change the verdict, or through all where the message wants it.</summary>
    /// <param name="exchangeId">The exchange that the message belongs to.</param>
    /// <param name="circumstances">What the clock and other traffic add.</param>
    /// <param name="then">How signals failed when the decision was made first; null when it is made now.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    /// <remarks>
    /// 1. Lists, patterns and all that hangs on the text alone.
    /// 2. Counters and the conversation.
    /// 3. Classifiers: those that are quick on this thread, the others side by side until the deadline; then the conversation's last turns as one text.
    /// 4. What has not answered has failed, and each policy's fallback says what that means.
    /// </remarks>
    public async ValueTask<Decision> MakeAsync(Guid exchangeId, Circumstances circumstances, RecordedCircumstances? then, CancellationToken cancellationToken)
    {
        // 1.
        desk.Facts.ReachLists();
        var isSettled = desk.Rulings.Evaluate(desk.Facts, Tier.Lists);
        End(Tier.Lists);

        // 2.
        if ((!isSettled || message.WantsAll) && Ask(circumstances))
        {
            isSettled = desk.Rulings.Evaluate(desk.Facts, Tier.Counters);
            End(Tier.Counters);
        }

        // 3.
        if ((!isSettled || message.WantsAll) && !bundle.Signals.IsEmpty)
        {
            var text = new ScoredText(message, desk.Facts.Text.Disguised());
            var outcomes = await ScoreAsync(text, new SignalOutcome?[bundle.Signals.Length], then, cancellationToken);
            for (var i = 0; i < outcomes.Length; i++) Learn(i, outcomes[i]!.Value);
            isSettled = desk.Rulings.Evaluate(desk.Facts, Tier.Classifiers);
            if ((!isSettled || message.WantsAll) && bundle.AsksOfConversations())
            {
                await ScoreConversationAsync(text, outcomes, circumstances, cancellationToken);
                isSettled = desk.Rulings.Evaluate(desk.Facts, Tier.Classifiers);
            }

            End(Tier.Classifiers);
        }

        // 4.
        if (!isSettled || message.WantsAll)
        {
            for (var number = 0; number < bundle.Needs.Length; number++)
            {
                if (bundle.Needs[number].Tier >= Tier.Classifiers && desk.Facts.IsOpen(number)) desk.Facts.Learn(number, NoJudge);
            }

            desk.Rulings.Evaluate(desk.Facts, Tier.Classifiers);
            desk.Rulings.Evaluate(desk.Facts, Tier.Judges);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Conclude(exchangeId);
    }

    private Decision Conclude(Guid exchangeId)
    {
        var findings = desk.Rulings.Conclude(Explain);
        var verdict = desk.Rulings.Count == 0
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
        desk.Facts.Explain(rule.Asks, _buckets, evidence);
        return [.. evidence];
    }

    private bool Ask(Circumstances circumstances)
    {
        var needs = bundle.CounterNeedsOf(message.Direction);
        foreach (var (number, name) in needs)
        {
            var answer = circumstances.Answer(number, bundle.Needs[number], desk.Facts, message, at);
            desk.Facts.Learn(number, answer);
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
            if (then?.FailureOf(signal) is { } failure) outcomes[i] = SignalOutcome.Failed(failure);
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
        var windows = circumstances.WindowsOf(desk.Facts, message);
        var together = windows is { IsEmpty: false } turns
            ? await ScoreAsync(text with { Readings = turns }, [.. alone.Select((outcome, signal) => outcome!.Value.Failure is null && bundle.AsksOfConversations(signal) ? null : outcome)], null, cancellationToken)
            : alone;
        for (var i = 0; i < alone.Length; i++)
        {
            for (var label = 0; label < bundle.ConversationNeeds[i].Length; label++)
            {
                if (bundle.ConversationNeeds[i][label] is not (var number and >= 0)) continue;
                var need = bundle.Needs[number];
                var answer = windows is null ? circumstances.Answer(number, need, desk.Facts, message, at) : HigherOf(alone[i]!.Value, together[i]!.Value, label);
                desk.Facts.Learn(number, answer);
                _observations.Add(new Observation(need.ToString(), ObservedValue.Write(answer)));
            }
        }
    }

    private static Value HigherOf(SignalOutcome alone, SignalOutcome together, int label) => (alone.Failure ?? together.Failure) is { } failure
        ? Value.Error("The signal did not answer.", failure)
        : Value.Of(Math.Max(alone.Scores[label], together.Scores[label]));

    private void Learn(int signal, SignalOutcome outcome)
    {
        var labels = bundle.Signals[signal].Labels;
        if (outcome.Failure is { } failure) _observations.Add(new Observation(ObservedValue.OfSignal(bundle.Signals[signal].Name), failure.ToString()));
        for (var i = 0; i < labels.Length; i++)
        {
            if (outcome.Failure is null) _buckets.Add(new BucketScore(labels[i].Name, new Probability(outcome.Scores[i]), new Probability(labels[i].Threshold), labels[i].IsCertified));
            if (bundle.ScoreNeeds[signal][i] is var need and >= 0) desk.Facts.Learn(need, outcome.Failure is { } why ? Value.Error("The signal did not answer.", why) : Value.Of(outcome.Scores[i]));
        }
    }

    private void End(Tier tier)
    {
        var now = time.GetTimestamp();
        _tiers.Add(new TierTime(tier, (long)time.GetElapsedTime(_tierStarted, now).TotalMicroseconds));
        _tierStarted = now;
    }
}
