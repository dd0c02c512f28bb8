using System.Collections.Immutable;

namespace Custos.Policy.Judging;

/// <summary>Who answers for a model?</summary>
public enum ModelProvider
{
    /// <summary>Anthropic's messages.</summary>
    Anthropic,

    /// <summary>OpenAI's chat completions, at its own address or at any that speaks them.</summary>
    Openai,

    /// <summary>A folder of answers that were given before.</summary>
    Recorded,

    /// <summary>Nobody: yes where the text says one of some words. For trials and tests.</summary>
    Simulated,
}

/// <summary>Which language model does a judge ask, and how?</summary>
public sealed record ModelChoice
{
    public required ModelProvider Provider { get; init; }

    /// <summary>The model's name, as its provider knows it.</summary>
    public required string Name { get; init; }

    /// <summary>Null for the provider's own.</summary>
    public Uri? Address { get; init; }

    /// <summary>The environment variable that holds the key; null where none is needed.</summary>
    public string? Key { get; init; }

    /// <summary>The folder of recorded answers, from the judge's file on; null for the other providers.</summary>
    public string? Recordings { get; init; }

    /// <summary>What the simulated model says yes to.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Null to leave it to the model: some take none.</summary>
    public double? Temperature { get; init; }

    /// <summary>How long an answer may be.</summary>
    public int MaxTokens { get; init; } = 500;

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
