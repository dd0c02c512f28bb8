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

    private static readonly Value NoKey = Value.Error("The message does not bear the key that the rule counts by.", FailureClass.MissingSignal);

    private readonly ImmutableArray<Counter> _counters;
    private readonly FrozenDictionary<int, Counter> _byNeed;
    private readonly WindowCounters _windows;
    private readonly ConversationMemory _conversations = new();
    private readonly bool _needsConversations;
    private readonly ConversationTexts? _texts;

    /// <param name="needs">What the policies of a bundle ask for.</param>
    public TrafficMemory(IReadOnlyList<Need> needs)
    {
        var environment = new ExpressionEnvironment(ConditionEnvironment.Variables);
        _counters = [.. needs.Select((need, number) => (need, number))
            .Where(pair => pair.need.Kind is NeedKind.Count or NeedKind.Sum or NeedKind.Distinct)
            .Select(pair => new Counter(pair.number, pair.need, Expression.Compile(pair.need.Name, environment, CelType.String)))];
        _byNeed = _counters.ToFrozenDictionary(counter => counter.Number);
        _needsConversations = needs.Any(need => need.Kind is NeedKind.Turns or NeedKind.Previous);
        _texts = needs.Any(need => need.Kind == NeedKind.ConversationScore) ? new ConversationTexts() : null;
        _windows = new WindowCounters(new WindowCountersOptions { Windows = [.. _counters.Select(counter => counter.Need.Window).Append(TimeSpan.FromMinutes(1)).Distinct().Order()] });
    }

    /// <summary>What the windows hold and take.</summary>
    public WindowCountersState State => _windows.State;

    /// <summary>Counts a message that is about to be decided on.</summary>
    public void Arrive(MessageFacts facts, Message message, DateTimeOffset at)
    {
        foreach (var counter in Distinctly(static need => need.Kind != NeedKind.Count || need.Counted == "message"))
        {
            if (HolderOf(counter, facts) is not { } holder) continue;
            var key = SeriesKey.Of(counter.Need.Name, holder, counter.Need.Counted);
            if (counter.Need.Kind == NeedKind.Distinct)
            {
                if (ValueOf(counter.Need.Counted, message) is { Length: > 0 } value) _windows.AddValue(key, value, at);
            }
            else
            {
                _windows.Add(key, at, counter.Need.Counted switch { "tokens" => TokensOf(message), "characters" => message.Text.Length, _ => 1 });
            }
        }
    }

    /// <summary>Counts what was decided.</summary>
    public void Leave(MessageFacts facts, Message message, Decision decision)
    {
        foreach (var counter in Distinctly(need => need.Kind == NeedKind.Count && need.Counted == decision.Verdict.Name))
        {
            if (HolderOf(counter, facts) is { } holder) _windows.Add(SeriesKey.Of(counter.Need.Name, holder, counter.Need.Counted), decision.At);
        }

        if (_needsConversations && message.Conversation is { Length: > 0 } conversation) _conversations.Add(conversation, decision);
        if (HasPassed(decision.Verdict)) _texts?.Add(message, facts.Text.Disguised());
    }

    public override ImmutableArray<string>? WindowsOf(MessageFacts facts, Message message) => _texts?.WindowsOf(message, facts.Text.Disguised()) ?? [];

    public override Value Answer(int number, Need need, MessageFacts facts, Message message, DateTimeOffset at)
    {
        if (need.Kind is NeedKind.Turns or NeedKind.Previous)
        {
            return message.Conversation is { Length: > 0 } conversation ? _conversations.Answer(need.Kind, conversation, at) : NoKey;
        }

        if (HolderOf(_byNeed[number], facts) is not { } holder) return NoKey;
        var key = SeriesKey.Of(need.Name, holder, need.Counted);
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

    // Two windows over one series are one thing to add to.
    private IEnumerable<Counter> Distinctly(Func<Need, bool> isMeant) =>
        _counters.Where(counter => isMeant(counter.Need)).DistinctBy(counter => (counter.Need.Kind, counter.Need.Name, counter.Need.Counted));

    private static string? HolderOf(Counter counter, MessageFacts facts) =>
        counter.Key.Evaluate(facts) is { Kind: ValueKind.String, AsString: { Length: > 0 } holder } ? holder : null;

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

    private sealed record Counter(int Number, Need Need, CompiledExpression Key);
}
