using System.Collections.Immutable;
using Custos.Gate.Reading;
using Custos.Policy.Conditions;
using Custos.Records;

namespace Custos.Gate.Traffic;

/// <summary>What do the clock and other traffic add to a decision?</summary>
internal abstract class Circumstances
{
    /// <summary>The answer to a need of the tier of counters.</summary>
    public abstract Answered Answer(int number, Need need, MessageFacts facts, Message message, DateTimeOffset at);

    /// <summary>What the conversation's last turns say together with this message; none where it is the first. Null where it is not known any more, but its scores are.</summary>
    public abstract ImmutableArray<string>? WindowsOf(MessageFacts facts, Message message);
}
