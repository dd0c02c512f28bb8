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

    // What is counted: a key, the name that it is asked by, and what of the message counts. Two windows over one series are one thing to add to.
    private readonly ImmutableArray<Series> _series;
    private readonly FrozenDictionary<int, int> _seriesOfNeed;
    private readonly WindowCounters _windows;
    private readonly ConversationMemory _conversations = new();
    private readonly bool _needsConversations;
    private readonly ConversationTexts? _texts;
    private readonly bool _readsText;

    /// <param name="needs">What the policies of a bundle ask for.</param>
    public TrafficMemory(IReadOnlyList<Need> needs)
    {
        var environment = new ExpressionEnvironment(ConditionEnvironment.Variables);
        var counters = needs.Where(need => need.Kind is NeedKind.Count or NeedKind.Sum or NeedKind.Distinct).ToList();
        var keys = counters.Select(need => need.Name).Distinct(StringComparer.Ordinal).ToDictionary(key => key, key => Expression.Compile(key, environment, CelType.String), StringComparer.Ordinal);
        _series = [.. counters.Select(need => (need.Kind, Key: need.Name, need.Counted)).Distinct().OrderBy(series => series.Key, StringComparer.Ordinal)
            .Select(series => new Series(series.Kind, series.Key, series.Counted, keys[series.Key]))];
        _seriesOfNeed = needs.Select((need, number) => (need, number)).Where(pair => pair.need.Kind is NeedKind.Count or NeedKind.Sum or NeedKind.Distinct)
            .ToFrozenDictionary(pair => pair.number, pair => _series.IndexOf(_series.First(series => (series.Kind, series.KeyName, series.Counted) == (pair.need.Kind, pair.need.Name, pair.need.Counted))));
        _needsConversations = needs.Any(need => need.Kind is NeedKind.Turns or NeedKind.Previous);
        _texts = needs.Any(need => need.Kind == NeedKind.ConversationScore) ? new ConversationTexts() : null;
        _readsText = _texts is not null || keys.Values.Any(key => key.Variables.Contains(ConditionEnvironment.Variables[ConditionVariable.Text].Name));
        Reach = _needsConversations || _texts is not null
            ? counters.Select(need => need.Window).Append(ReachOfConversations).Max()
            : counters.Count == 0 ? null : counters.Max(need => need.Window);
        _windows = new WindowCounters(new WindowCountersOptions { Windows = [.. counters.Select(need => need.Window).Append(TimeSpan.FromMinutes(1)).Distinct().Order()] });
    }

    /// <summary>What the windows hold and take.</summary>
    public WindowCountersState State => _windows.State;

    /// <summary>How far back does it look? Null where nothing is asked for.</summary>
    public TimeSpan? Reach { get; }

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
        for (var i = 0; i < _series.Length; i++)
        {
            var series = _series[i];
            if (series.Key != evaluated) (evaluated, holder) = (series.Key, HolderOf(series.Key, facts));
            facts.Series[i] = holder is null ? null : SeriesKey.Of(series.KeyName, holder, series.Counted);
            if (facts.Series[i] is not { } key || message.IsPiece) continue;
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
        for (var i = 0; i < _series.Length; i++)
        {
            if (_series[i].Kind == NeedKind.Count && _series[i].Counted == decision.Verdict.Name && facts.Series[i] is { } key) _windows.Add(key, decision.At);
        }

        if (_needsConversations && message.Conversation is { Length: > 0 } conversation) _conversations.Add(conversation, decision);
        if (HasPassed(decision.Verdict)) _texts?.Add(message, facts.Readings());
    }

    public override ImmutableArray<string>? WindowsOf(MessageFacts facts, Message message) => _texts?.WindowsOf(message, facts.Readings()) ?? [];

    public override Value Answer(int number, Need need, MessageFacts facts, Message message, DateTimeOffset at)
    {
        if (need.Kind is NeedKind.Turns or NeedKind.Previous)
        {
            return message.Conversation is { Length: > 0 } conversation ? _conversations.Answer(need.Kind, conversation, at) : NoKey;
        }

        if (facts.Series[_seriesOfNeed[number]] is not { } key) return NoKey;
        var count = need.Kind switch
        {
            NeedKind.Count => _windows.Count(key, need.Window, at),
            NeedKind.Sum => _windows.Sum(key, need.Window, at),
            _ => _windows.Distinct(key, need.Window, at),
        };
        return Value.Of(count.Value);
    }

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
