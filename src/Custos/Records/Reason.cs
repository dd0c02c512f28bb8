using System.Collections.Immutable;

namespace Custos.Records;

/// <summary>Which rule of which policy speaks, and on what evidence?</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="Rule">The rule's name in it.</param>
/// <param name="Evidence">In the order in which the rule asks for it; empty where it rests on something not being there.</param>
public sealed record Reason(string Policy, string Rule, ImmutableArray<Evidence> Evidence)
{
    public bool Equals(Reason? other) => other is not null && Policy == other.Policy && Rule == other.Rule && Evidence.SequenceEqual(other.Evidence);

    public override int GetHashCode() => HashCode.Combine(Policy, Rule, Evidence.Length);
}
