using System.Collections.Immutable;
using Custos.Policy.Conditions;
using Custos.Policy.Documents;

namespace Custos.Gate;

/// <summary>Of what is a bundle made?</summary>
public sealed record BundleParts
{
    /// <summary>Read with one table of needs, <see cref="Needs"/>.</summary>
    public required ImmutableArray<PolicyDocument> Policies { get; init; }

    public required NeedTable Needs { get; init; }

    public ImmutableArray<PolicyList> SharedLists { get; init; } = [];

    public ImmutableArray<Signal> Signals { get; init; } = [];
}
