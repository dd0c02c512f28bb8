using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Custos.Counting;
using Custos.Gate.Reading;
using Custos.Policy.Conditions;
using Custos.Policy.Expressions;
using Custos.Policy.Types;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Gate.Traffic;

/// <summary>What came before: how often, how much, how many different, by the keys that the policies of a bundle count by; and the turns of conversations.</summary>
/// <remarks>
/// A message counts itself, its size and its values before it is decided on, and its verdict afterwards. Windows are closed at both ends;
/// memory is bounded, and beyond it counts are estimates (<see cref="WindowCounters"/>). Thread-safe.
/// </remarks>
internal sealed class TrafficMemory : Circumstances
{
    private const int BytesPerToken = 4;

    // A conversation has no window; one that has been silent for longer begins anew after a restart.
    private static readonly TimeSpan ReachOfConversations = TimeSpan.FromHours(24);

    private static readonly Value NoKey = Value.Error("The message does not bear the key that the rule counts by.", FailureClass.MissingSignal);
    private static readonly Value NotYet = Value.Error("The window has not been filled from the record yet.", FailureClass.MissingSignal);

    // What is counted: a key, the name that it is asked by, and what of the message counts. Two windows over one series are one thing to add to.
    private readonly ImmutableArray<Series> _series;
    private readonly ImmutableArray<Need> _kept;
    private readonly FrozenDictionary<int, int> _seriesOfNeed;
    private readonly WindowCounters _windows;
    private readonly ConversationMemory? _conversations;
    private readonly ConversationTexts? _texts;
    private readonly bool _readsText;

    /// <param name="needs">What the policies of a bundle ask for.</param>
    /// <param name="windowBytes">What windows may take; beyond it counts are estimates with bounds.</param>
    public TrafficMemory(IReadOnlyList<Need> needs, long windowBytes)
    {
        var environment = new ExpressionEnvironment(ConditionEnvironment.Variables);
        var counters = needs.Where(IsCounter).ToList();
        var keys = counters.Select(need => need.Name).Distinct(StringComparer.Ordinal).ToDictionary(key => key, key => Expression.Compile(key, environment, CelType.String), StringComparer.Ordinal);
        _series = [.. counters.Select(need => (need.Kind, Key: need.Name, need.Counted)).Distinct().OrderBy(series => series.Key, StringComparer.Ordinal)
            .Select(series => new Series(series.Kind, series.Key, series.Counted, keys[series.Key]))];
        _kept = [.. counters];
        _conversations = needs.Any(need => need.Kind is NeedKind.Turns or NeedKind.Previous) ? new ConversationMemory() : null;
        _texts = needs.Any(need => need.Kind == NeedKind.ConversationScore) ? new ConversationTexts() : null;
        _readsText = _texts is not null || keys.Values.Any(key => key.Variables.Contains(ConditionEnvironment.Variables[ConditionVariable.Text].Name));
        _windows = new WindowCounters(new WindowCountersOptions { Windows = [.. counters.Select(need => need.Window).Append(TimeSpan.FromMinutes(1)).Distinct().Order()], MaxBytes = windowBytes });
        (_seriesOfNeed, Reach, Missing) = (SeriesOf(needs), ReachOf(needs), []);
    }

    // The same memory, asked by the numbers of another bundle's needs.
    private TrafficMemory(TrafficMemory same, IReadOnlyList<Need> needs)
    {
        (_series, _kept, _windows, _conversations, _texts, _readsText) = (same._series, same._kept, same._windows, same._conversations, same._texts, same._readsText);
        (_seriesOfNeed, Reach, Missing) = (SeriesOf(needs), ReachOf(needs), [.. needs.Where(need => !Holds(need)).Select(need => need.ToString())]);
    }

    /// <summary>What the windows hold and take.</summary>
    public WindowCountersState State => _windows.State;

    /// <summary>How far back does it look? Null where nothing is asked for.</summary>
    public TimeSpan? Reach { get; }

    /// <summary>What is asked for that it does not hold: whoever asks misses a signal.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>The same memory for the needs of another bundle, as far as it holds them.</summary>
    public TrafficMemory For(IReadOnlyList<Need> needs) => new(this, needs);

    /// <summary>Does what is counted by one count for the other?</summary>
    public bool IsOneWith(TrafficMemory other) => ReferenceEquals(_windows, other._windows);

    /// <summary>Counts a message of before, with what was decided on it.</summary>
    public void TakeUp(MessageFacts facts, Message message, Decision decision)
    {
        if (RecordedCircumstances.ReadingFailureOf(decision.Observations) is { } why) facts.BeginUnread(message, decision.At, why);
        else if (_readsText) facts.Begin(message, decision.At);
        else facts.Meet(message, decision.At);
        Arrive(facts, message, decision.At);
        Leave(facts, message, decision);
    }

    /// <summary>Counts a message that is about to be decided on.</summary>
    public void Arrive(MessageFacts facts, Message message, DateTimeOffset at)
    {
        // Series of one key stand together, so that a key is computed once for a message.
        (CompiledExpression? evaluated, string? holder) = (null, null);
        var keys = facts.Series(_series.Length);
        for (var i = 0; i < _series.Length; i++)
        {
            var series = _series[i];
            if (series.Key != evaluated) (evaluated, holder) = (series.Key, HolderOf(series.Key, facts));
            keys[i] = holder is null ? null : SeriesKey.Of(series.KeyName, holder, series.Counted);
            if (keys[i] is not { } key || message.IsPiece) continue;
            if (series.Kind == NeedKind.Distinct)
            {
                if (ValueOf(series.Counted, message) is { Length: > 0 } value) _windows.AddValue(key, value, at);
            }
            else if (series.Kind == NeedKind.Sum || series.Counted == "message")
            {
                _windows.Add(key, at, series.Counted switch { "tokens" => TokensOf(message), "characters" => message.Text.Length, _ => 1 });
            }
        }
    }

    /// <summary>Counts what was decided on the message that arrived with these facts.</summary>
    public void Leave(MessageFacts facts, Message message, Decision decision)
    {
        if (message.IsPiece) return;
        var keys = facts.Series(_series.Length);
        for (var i = 0; i < _series.Length; i++)
        {
            if (_series[i].Kind == NeedKind.Count && _series[i].Counted == decision.Verdict.Name && keys[i] is { } key) _windows.Add(key, decision.At);
        }

        if (message.Conversation is { Length: > 0 } conversation) _conversations?.Add(conversation, decision);
        if (HasPassed(decision.Verdict)) _texts?.Add(message, facts.Readings());
    }

    /// <inheritdoc/>
    /// <remarks>Null, too, where conversations have not been filled from the record yet: then their scores are missing.</remarks>
    public override ImmutableArray<string>? WindowsOf(MessageFacts facts, Message message) => _texts?.WindowsOf(message, facts.Readings());

    public override Answered Answer(int number, Need need, MessageFacts facts, Message message, DateTimeOffset at)
    {
        if (need.Kind is NeedKind.Turns or NeedKind.Previous)
        {
            if (_conversations is null) return NotYet;
            return message.Conversation is { Length: > 0 } conversation ? _conversations.Answer(need.Kind, conversation, at) : NoKey;
        }

        if (!_seriesOfNeed.TryGetValue(number, out var series)) return NotYet;
        if (facts.Series(_series.Length)[series] is not { } key) return NoKey;
        return Answered.Of(need.Kind switch
        {
            NeedKind.Count => _windows.Count(key, need.Window, at),
            NeedKind.Sum => _windows.Sum(key, need.Window, at),
            _ => _windows.Distinct(key, need.Window, at),
        });
    }

    private bool Holds(Need need) => need.Kind switch
    {
        NeedKind.Turns or NeedKind.Previous => _conversations is not null,
        NeedKind.ConversationScore => _texts is not null,
        _ => !IsCounter(need) || _kept.Contains(need),
    };

    private FrozenDictionary<int, int> SeriesOf(IReadOnlyList<Need> needs) => needs.Select((need, number) => (need, number)).Where(pair => IsCounter(pair.need) && _kept.Contains(pair.need))
        .ToFrozenDictionary(pair => pair.number, pair => _series.IndexOf(_series.First(series => (series.Kind, series.KeyName, series.Counted) == (pair.need.Kind, pair.need.Name, pair.need.Counted))));

    private static TimeSpan? ReachOf(IReadOnlyList<Need> needs)
    {
        var windows = needs.Where(IsCounter).Select(need => need.Window).ToList();
        if (needs.Any(need => need.Kind is NeedKind.Turns or NeedKind.Previous or NeedKind.ConversationScore)) windows.Add(ReachOfConversations);
        return windows.Count == 0 ? null : windows.Max();
    }

    private static bool IsCounter(Need need) => need.Kind is NeedKind.Count or NeedKind.Sum or NeedKind.Distinct;

    // What was stopped never reached the model: the turns after it are not to be stopped for it.
    private static bool HasPassed(Verdict verdict) => verdict switch
    {
        Verdict.Allow or Verdict.Flag or Verdict.Redact => true,
        Verdict.Unknown unknown => unknown.Fallback is Fallback.Allow or Fallback.Flag,
        _ => false,
    };

    private static string? HolderOf(CompiledExpression key, MessageFacts facts) =>
        key.Evaluate(facts) is { Kind: ValueKind.String, AsString: { Length: > 0 } holder } ? holder : null;

    private static string? ValueOf(string counted, Message message) => counted switch
    {
        "user" => message.User,
        "address" => message.Address,
        "organisation" => message.Organisation,
        "conversation" => message.Conversation,
        "endpoint" => message.Endpoint,
        "region" => message.Region,
        "tool" => message.Tool,
        _ => null,
    };

    // About four bytes of UTF-8 a token, where nobody has counted.
    private static int TokensOf(Message message) => message.Tokens ?? (Encoding.UTF8.GetByteCount(message.Text) + BytesPerToken - 1) / BytesPerToken;

    private sealed record Series(NeedKind Kind, string KeyName, string Counted, CompiledExpression Key);
}
