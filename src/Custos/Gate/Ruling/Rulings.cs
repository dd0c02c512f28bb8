using System.Collections.Immutable;
using Custos.Gate.Reading;
using Custos.Policy.Documents;
using Custos.Records;

namespace Custos.Gate.Ruling;

/// <summary>What do the policies say of one message, and may the work stop? Used again for message after message.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class Rulings
{
    private readonly Dictionary<Direction, PolicyState[]> _byDirection;
    private readonly List<Verdict> _calls = [];
    private PolicyState[] _states = [];

    public Rulings(IReadOnlyList<PolicyDocument> policies) =>
        _byDirection = Enum.GetValues<Direction>().ToDictionary(direction => direction, direction => policies.Where(policy => policy.Directions.Contains(direction)).Select(policy => new PolicyState(policy, direction)).ToArray());

    /// <summary>How many policies look at this direction?</summary>
    public int Count => _states.Length;

    /// <param name="message">What they are asked about.</param>
    /// <param name="unread">Why nobody knows what it says; null where it was read.</param>
    public void Begin(Message message, FailureClass? unread = null)
    {
        _calls.Clear();
        _states = _byDirection[message.Direction];
        foreach (var state in _states) state.Begin();
        if (message.Direction != Direction.ToolCall) return;
        foreach (var state in _states)
        {
            if (ToolCallCheck.Of(state.Policy, message, unread) is { } verdict) _calls.Add(verdict);
        }
    }

    /// <summary>Asks the open rules that wait for a tier. Is everything settled that could change the verdict?</summary>
    public bool Evaluate(MessageFacts facts, Tier tier)
    {
        foreach (var state in _states)
        {
            if (!state.IsSettled) state.Evaluate(facts, tier);
        }

        return IsSettled();
    }

    /// <summary>Finds out what open rules may still ask of the text, and where everything stands that a rule can be explained by.</summary>
    public void Locate(MessageFacts facts)
    {
        foreach (var state in _states) state.Locate(facts);
    }

    /// <summary>What is asked of a tier by rules that may still change what their policy says.</summary>
    public IEnumerable<RuleNeed> Open(Tier tier) => _states.Where(static state => !state.IsSettled).SelectMany(state => state.Open(tier));

    /// <summary>Open rules that wait for a tier say nothing: it is not asked about this message. Is everything settled then?</summary>
    public bool Dismiss(Tier tier)
    {
        foreach (var state in _states) state.Dismiss(tier);
        return IsSettled();
    }

    public bool IsSettled()
    {
        var known = _calls.Count == 0 ? 0 : _calls.Max(call => call.Severity);
        foreach (var state in _states)
        {
            if (state.IsSettled) known = Math.Max(known, state.LeastSeverity);
        }

        foreach (var state in _states)
        {
            if (!state.IsSettled && state.Severity > known) return false;
        }

        return true;
    }

    /// <summary>What each policy says that does not simply allow: the most severe first, then in their order.</summary>
    public ImmutableArray<Verdict> Conclude(Func<PolicyRule, ImmutableArray<Evidence>> explain)
    {
        if (_calls.Count == 0 && Array.TrueForAll(_states, static state => state is { IsSettled: true, Severity: 0 })) return [];
        var said = _calls.Concat(_states.Select(state => state.Conclude(explain)).OfType<Verdict>());
        return [.. said.OrderByDescending(verdict => verdict.Severity)];
    }
}
