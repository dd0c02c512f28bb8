using Custos.Policy.Conditions;

namespace Custos.Policy.Documents;

/// <summary>What does a rule ask, and against which threshold is it held?</summary>
/// <param name="Number">In the bundle's <see cref="NeedTable"/>.</param>
/// <param name="Need">What is asked.</param>
/// <param name="Threshold">Null where the rule compares the answer itself.</param>
public sealed record RuleNeed(int Number, Need Need, ThresholdRule? Threshold);
