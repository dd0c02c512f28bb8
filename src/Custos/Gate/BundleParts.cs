using System.Collections.Immutable;
using Custos.Policy.Conditions;
using Custos.Policy.Documents;
using Custos.Policy.Judging;

namespace Custos.Gate;

/// <summary>Of what is a bundle made?</summary>
public sealed record BundleParts
{
    /// <summary>Read with one table of needs, <see cref="Needs"/>.</summary>
    public required ImmutableArray<PolicyDocument> Policies { get; init; }

    public required NeedTable Needs { get; init; }

    public ImmutableArray<PolicyList> SharedLists { get; init; } = [];

    public ImmutableArray<Signal> Signals { get; init; } = [];

    public ImmutableArray<BundleJudge> Judges { get; init; } = [];
}

/// <summary>A judge of a bundle.</summary>
/// <param name="Document">What it asks.</param>
/// <param name="Standing">May policies act on it?</param>
/// <param name="Live">Asks its model; null where nobody is to be asked: then the signal is missing.</param>
public sealed record BundleJudge(JudgeDocument Document, JudgeStanding Standing, Judge? Live);
