using Custos.Records.Calls;

namespace Custos.Records;

/// <summary>What was said to or by a model, by whom, where and when? One model call, or the half of it that was shown to the gate.</summary>
public sealed record Exchange(Guid Id, DateTimeOffset At) : Event(Id, At)
{
    /// <summary>Where it came in, for instance <c>/v1/moderations</c>.</summary>
    public required string Endpoint { get; init; }

    public string? Organisation { get; init; }

    public string? User { get; init; }

    public string? Conversation { get; init; }

    /// <summary>The user's plan, for instance <c>free</c> or <c>enterprise</c>.</summary>
    public string? Tier { get; init; }

    public string? Region { get; init; }

    /// <summary>The language model that was called, where known.</summary>
    public string? Model { get; init; }

    /// <summary>What went to the model; null when only the output was seen.</summary>
    public string? Input { get; init; }

    /// <summary>What came from the model; null when only the input was seen.</summary>
    public string? Output { get; init; }

    /// <summary>Where the user came from, where the caller tells.</summary>
    public string? Address { get; init; }

    /// <summary>The tool that the model wants to call; null for an exchange of texts.</summary>
    public string? Tool { get; init; }

    /// <summary>The arguments of the tool's call, as JSON.</summary>
    public string? Arguments { get; init; }

    /// <summary>How many tokens the text had, where the caller counted them.</summary>
    public int? Tokens { get; init; }

    /// <summary>The exchange that this tool call was part of; null for an exchange of its own.</summary>
    public Guid? Parent { get; init; }

    /// <summary>What its sender calls it; null for what this program saw itself.</summary>
    public string? ExternalKey { get; init; }

    /// <summary>The language that is spoken, as BCP 47 writes it, where the caller tells.</summary>
    public string? Language { get; init; }

    /// <summary>What it is about, where the caller tells, for instance <c>medicine</c>.</summary>
    public string? Domain { get; init; }

    /// <summary>Everything else that its sender said of it, as a JSON object.</summary>
    public string? Attributes { get; init; }

    /// <summary>How the model was called; null where only a text was shown to the gate.</summary>
    public ModelCall? Call { get; init; }
}
