using System.Collections.Immutable;
using Custos.Records;

namespace Custos.Policy.Documents;

/// <summary>What did a policy choose for each direction and each way in which it cannot tell?</summary>
/// <remarks>Nothing is chosen for it: a policy that leaves one out does not load.</remarks>
/// <param name="ByDirection">For each direction of the policy, a fallback for each <see cref="FailureClass"/> in the order of their numbers.</param>
public sealed record PolicyFallbacks(ImmutableDictionary<Direction, ImmutableArray<Fallback>> ByDirection)
{
    /// <exception cref="KeyNotFoundException">The policy does not look at this direction.</exception>
    public Fallback For(Direction direction, FailureClass failure) => ByDirection[direction][(int)failure];
}
