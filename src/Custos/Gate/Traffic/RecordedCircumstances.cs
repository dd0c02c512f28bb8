using System.Collections.Immutable;
using Custos.Gate.Reading;
using Custos.Policy.Conditions;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Gate.Traffic;

/// <summary>What did the clock and other traffic add to a decision that was made before?</summary>
internal sealed class RecordedCircumstances(IEnumerable<Observation> observations) : Circumstances
{
    private static readonly Value NotRecorded = Value.Error("The decision's record does not hold what the rule asks for.", FailureClass.MissingSignal);

    private readonly Dictionary<string, string> _values = observations.GroupBy(seen => seen.Of, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Value, StringComparer.Ordinal);

    /// <summary>Did the caller want every policy and label?</summary>
    public bool WantedAll => _values.ContainsKey(ObservedValue.WantedAll.Of);

    /// <summary>Why was the text not read then? Null where it was.</summary>
    public FailureClass? ReadingFailure => FailureOf(ObservedValue.Reading);

    /// <summary>Why was the text of such a decision not read? Null where it was.</summary>
    public static FailureClass? ReadingFailureOf(ImmutableArray<Observation> observations)
    {
        foreach (var seen in observations)
        {
            if (seen.Of == ObservedValue.Reading && Enum.TryParse<FailureClass>(seen.Value, out var failure)) return failure;
        }

        return null;
    }

    public override Answered Answer(int number, Need need, MessageFacts facts, Message message, DateTimeOffset at) =>
        _values.TryGetValue(need.ToString(), out var written) ? ObservedValue.Read(written) : NotRecorded;

    public override ImmutableArray<string>? WindowsOf(MessageFacts facts, Message message) => null;

    /// <summary>How did a signal fail then? Null when it answered.</summary>
    public FailureClass? FailureOf(Signal signal) => FailureOf(ObservedValue.OfSignal(signal.Name));

    private FailureClass? FailureOf(string name) => _values.TryGetValue(name, out var written) && Enum.TryParse<FailureClass>(written, out var failure) ? failure : null;
}
