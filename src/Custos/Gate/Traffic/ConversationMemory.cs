using Custos.Policy.Conditions;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Gate.Traffic;

/// <summary>How many turns has a conversation had, and what was said of the last?</summary>
/// <remarks>Of the <see cref="Most"/> conversations that were heard of last; of an older one nothing is known. Thread-safe.</remarks>
internal sealed class ConversationMemory
{
    private const int Most = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Turn>> _turns = new(StringComparer.Ordinal);
    private readonly LinkedList<Turn> _order = new();

    public void Add(string conversation, Decision decision)
    {
        lock (_gate)
        {
            var turns = 1;
            if (_turns.Remove(conversation, out var node))
            {
                turns = node.Value.Number + 1;
                _order.Remove(node);
            }

            _turns.Add(conversation, _order.AddLast(new Turn(conversation, turns, decision.Verdict, decision.Direction, decision.At)));
            if (_turns.Count <= Most) return;
            _turns.Remove(_order.First!.Value.Conversation);
            _order.RemoveFirst();
        }
    }

    /// <summary>For turns, how many with this one; for the turn before, its verdict, policy, rule, direction and how many seconds ago, or an empty map.</summary>
    public Value Answer(NeedKind kind, string conversation, DateTimeOffset at)
    {
        Turn? last;
        lock (_gate)
        {
            last = _turns.GetValueOrDefault(conversation)?.Value;
        }

        if (kind == NeedKind.Turns) return Value.Of((last?.Number ?? 0) + 1L);
        return last is null
            ? Value.Of(MapValue.Empty)
            : Value.Of(MapValue.OfNames(
                ("verdict", Value.Of(last.Verdict.Name)),
                ("policy", Value.Of(last.Verdict.Because?.Policy ?? "")),
                ("rule", Value.Of(last.Verdict.Because?.Rule ?? "")),
                ("direction", Value.Of(SnakeCase.Of(last.Direction.ToString()))),
                ("seconds", Value.Of((at - last.At).TotalSeconds))));
    }

    private sealed record Turn(string Conversation, int Number, Verdict Verdict, Direction Direction, DateTimeOffset At);
}
