using Custos.Gate.Reading;
using Custos.Policy.Conditions;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Gate.Traffic;

/// <summary>What do the clock and other traffic add to a decision?</summary>
internal abstract class Circumstances
{
    /// <summary>The answer to a need of the tier of counters.</summary>
    public abstract Value Answer(int number, Need need, MessageFacts facts, Message message, DateTimeOffset at);
}
