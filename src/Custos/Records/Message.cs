namespace Custos.Records;

/// <summary>What is the gate asked about? One text with its direction, sender and deadline.</summary>
public sealed record Message
{
    public required string Text { get; init; }

    public Direction Direction { get; init; } = Direction.Input;

    /// <summary>Where it came in, for instance <c>/v1/decisions</c>.</summary>
    public required string Endpoint { get; init; }

    public string? Organisation { get; init; }

    public string? User { get; init; }

    public string? Conversation { get; init; }

    public string? Tier { get; init; }

    public string? Region { get; init; }

    /// <summary>Where the user came from, for counting distinct ones.</summary>
    public string? Address { get; init; }

    /// <summary>The tool's name, where <see cref="Direction"/> is a tool call; its arguments, as JSON, are <see cref="Text"/>.</summary>
    public string? Tool { get; init; }

    /// <summary>How many tokens the text has, where the caller counted them.</summary>
    public int? Tokens { get; init; }

    /// <summary>Is it a piece of a text that is still growing? Windows and conversations count the whole text only.</summary>
    public bool IsPiece { get; init; }

    /// <summary>Must every policy have its say and every label be scored, also where the verdict is settled without?</summary>
    public bool WantsAll { get; init; }

    /// <summary>How long the caller waits for an answer.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMilliseconds(150);
}
