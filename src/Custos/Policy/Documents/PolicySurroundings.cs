using Custos.Policy.Conditions;

namespace Custos.Policy.Documents;

/// <summary>What does a bundle hold that a policy may name?</summary>
public sealed record PolicySurroundings
{
    /// <summary>Filled with what the policies ask for.</summary>
    public NeedTable Needs { get; init; } = new();

    /// <summary>The lists that every policy may look for.</summary>
    public IReadOnlyList<string> SharedLists { get; init; } = [];

    /// <summary>What the classifiers score; null where none are at hand, and any label is taken.</summary>
    public IReadOnlyDictionary<string, KnownLabel>? Labels { get; init; }
}
