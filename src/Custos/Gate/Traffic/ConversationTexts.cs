using System.Collections.Immutable;
using Custos.Records;

namespace Custos.Gate.Traffic;

/// <summary>What did the last turns of a conversation say, taken together with this one?</summary>
/// <remarks>
/// Held per conversation and direction, of at most <see cref="MostTurns"/> turns and <see cref="MostUnits"/> UTF-16 units, the oldest dropped;
/// of all conversations at most <see cref="MostOfAll"/> units (32 MiB), the one dropped that was heard of least lately. Thread-safe.
/// </remarks>
internal sealed class ConversationTexts
{
    public const int MostTurns = 7;
    public const int MostUnits = 4_000;
    public const int MostOfAll = 16 << 20;

    // What a conversation takes besides its turns, so that empty turns are no way around the bound.
    private const int UnitsOfTalk = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<Key, LinkedListNode<Talk>> _talks = [];
    private readonly LinkedList<Talk> _order = new();
    private long _units;

    /// <summary>How many UTF-16 units are held, with what conversations take besides.</summary>
    public long Units
    {
        get
        {
            lock (_gate) return _units;
        }
    }

    /// <summary>Keeps a turn for those after it.</summary>
    /// <param name="message">The turn; one that names no conversation is not kept.</param>
    /// <param name="readings">The raw text first, then what disguises were undone to.</param>
    public void Add(Message message, ImmutableArray<string> readings)
    {
        if (KeyOf(message) is not { } key) return;
        var turn = TextOf(readings);
        lock (_gate)
        {
            var turns = ImmutableArray<string>.Empty;
            if (_talks.Remove(key, out var node))
            {
                turns = node.Value.Turns;
                Drop(node);
            }

            // The end of a long turn stands next to the turn after it.
            var talk = new Talk(key, Newest(turns.Add(turn.Length <= MostUnits ? turn : turn[^MostUnits..])));
            _talks.Add(key, _order.AddLast(talk));
            _units += talk.Units;
            while (_units > MostOfAll)
            {
                _talks.Remove(_order.First!.Value.Key);
                Drop(_order.First);
            }
        }
    }

    /// <summary>The readings in which a classifier is to see this turn together with those before it; none where there is none before it.</summary>
    public ImmutableArray<string> WindowsOf(Message message, ImmutableArray<string> readings)
    {
        if (KeyOf(message) is not { } key) return [];
        ImmutableArray<string> turns;
        lock (_gate)
        {
            if (!_talks.TryGetValue(key, out var node)) return [];
            turns = node.Value.Turns;
        }

        // The beginning of a long turn stands next to the turn before it.
        var turn = TextOf(readings);
        return TurnWindows.Of(turns.Add(turn.Length <= MostUnits ? turn : turn[..MostUnits]));
    }

    // Where a turn was disguised, what stood behind it is what a window can be read with.
    private static string TextOf(ImmutableArray<string> readings) => readings.Length == 1 ? readings[0] : string.Join('\n', readings.Skip(1));

    private static Key? KeyOf(Message message) => message.Conversation is { Length: > 0 } conversation ? new Key(message.Organisation ?? "", conversation, message.Direction) : null;

    private static ImmutableArray<string> Newest(ImmutableArray<string> turns)
    {
        var (first, units) = (turns.Length, 0);
        while (first > 0 && turns.Length - first < MostTurns && units + turns[first - 1].Length <= MostUnits) units += turns[--first].Length;
        return turns[first..];
    }

    private void Drop(LinkedListNode<Talk> node)
    {
        _units -= node.Value.Units;
        _order.Remove(node);
    }

    private readonly record struct Key(string Organisation, string Conversation, Direction Direction);

    private sealed record Talk(Key Key, ImmutableArray<string> Turns)
    {
        public int Units { get; } = UnitsOfTalk + Key.Organisation.Length + Key.Conversation.Length + Turns.Sum(static turn => turn.Length);
    }
}
