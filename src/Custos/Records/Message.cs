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

    /// <summary>How long the caller waits for an answer.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMilliseconds(150);
}
