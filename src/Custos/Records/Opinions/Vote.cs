namespace Custos.Records.Opinions;

/// <summary>What did a model answer when a judge asked it once, at which cost?</summary>
public sealed record Vote
{
    public required OpinionAnswer Answer { get; init; }

    /// <summary>Null for yes and no.</summary>
    public NoAnswer? Because { get; init; }

    /// <summary>The model's answer, as JSON that keeps the judge's schema; null where there is none.</summary>
    public string? Said { get; init; }

    /// <summary>The model's first answer did not keep the schema, and it was asked once more.</summary>
    public bool WasRepaired { get; init; }

    /// <summary>As the model's server counted them, over both answers where there were two; null where it did not.</summary>
    public int? InputTokens { get; init; }

    public int? OutputTokens { get; init; }

    /// <summary>By the judge's prices, in their currency; null where it names none or the tokens are not known.</summary>
    public double? Cost { get; init; }

    public required long DurationMicroseconds { get; init; }
}
