using Custos.Policy.Conditions;
using Custos.Policy.Judging;

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

    /// <summary>The judges, by name, and whether policies may act on them; null where none are at hand, and any name is taken.</summary>
    public IReadOnlyDictionary<string, JudgeStanding>? Judges { get; init; }
}
