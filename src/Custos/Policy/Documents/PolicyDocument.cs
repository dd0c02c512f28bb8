using System.Collections.Immutable;
using Custos.Policy.Conditions;
using Custos.Records;

namespace Custos.Policy.Documents;

/// <summary>What may not pass, in whose name, and what happens when nobody can tell? One file, checked and ready to run.</summary>
public sealed record PolicyDocument
{
    /// <summary>Small letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Which harm it is there to prevent, in a sentence.</summary>
    public required string Harm { get; init; }

    /// <summary>What people read instead of what the policy stops; null for the usual sentence.</summary>
    public string? Message { get; init; }

    public required ImmutableArray<Direction> Directions { get; init; }

    public required ImmutableArray<PolicyRule> Rules { get; init; }

    public required PolicyFallbacks Fallbacks { get; init; }

    /// <summary>By label.</summary>
    public required IReadOnlyDictionary<string, ThresholdRule> Thresholds { get; init; }

    /// <summary>How long a decision waits for which judge, by the judge's name.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Judges { get; init; } = new Dictionary<string, TimeSpan>();

    public ImmutableArray<PolicyList> Lists { get; init; } = [];

    public ImmutableArray<PolicyPattern> Patterns { get; init; } = [];

    public ImmutableArray<PolicyTemplate> Templates { get; init; } = [];

    /// <summary>The only tools that may be called, where the policy names any; null where it names none.</summary>
    public ImmutableArray<PolicyTool>? Tools { get; init; }

    public ImmutableArray<PolicyExample> Examples { get; init; } = [];

    /// <summary>The file's name within the bundle.</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 of the file, as 64 hexadecimal digits.</summary>
    public required string ContentAddress { get; init; }
}
