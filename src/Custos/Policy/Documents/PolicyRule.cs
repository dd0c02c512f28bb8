using System.Collections.Immutable;
using Custos.Policy.Expressions;
using Custos.Records;

namespace Custos.Policy.Documents;

/// <summary>When does a policy do what?</summary>
/// <param name="Name">Within its policy.</param>
/// <param name="When">Comes to a truth.</param>
/// <param name="Then">What is done where it is true.</param>
/// <param name="Asks">What the condition asks of the gate.</param>
public sealed record PolicyRule(string Name, CompiledExpression When, PolicyAction Then, ImmutableArray<RuleNeed> Asks)
{
    /// <summary>It rests on a judge that nobody may act on: whatever stands in <see cref="Then"/>, it flags, and the rules after it speak, too.</summary>
    public bool OnlyFlags { get; init; }

    /// <summary>Does the condition ask for something that this tier answers?</summary>
    public bool Awaits(Tier tier) => (_tiers & 1 << (int)tier) != 0;

    private readonly int _tiers = Asks.Aggregate(0, (tiers, ask) => tiers | 1 << (int)ask.Need.Tier);
}
