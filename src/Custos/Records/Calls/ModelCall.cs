namespace Custos.Records.Calls;

/// <summary>What was a model call like: how did it end, how long did it take, what did it cost?</summary>
public sealed record ModelCall
{
    /// <summary>What the client spoke: openai-chat, openai-responses or anthropic-messages.</summary>
    public required string Protocol { get; init; }

    public required CallOutcome Outcome { get; init; }

    /// <summary>The HTTP status of the model's server; null where it gave none.</summary>
    public int? Status { get; init; }

    public bool IsStreamed { get; init; }

    /// <summary>Why the model stopped, in the protocol's own word.</summary>
    public string? StopReason { get; init; }

    /// <summary>Did the model decline, by the protocol's own sign? Null where there is no answer.</summary>
    public bool? Refused { get; init; }

    /// <summary>Tokens of all that was sent, cached ones too.</summary>
    public int? InputTokens { get; init; }

    /// <summary>Of the input tokens, those that the model's server had in its cache.</summary>
    public int? CachedTokens { get; init; }

    public int? OutputTokens { get; init; }

    /// <summary>The model's server did not count: the numbers are a quarter of the bytes.</summary>
    public bool TokensAreEstimated { get; init; }

    /// <summary>From the request's arrival to the model's first text or tool call; null where there was none, or the answer came in one piece.</summary>
    public long? FirstTokenMicroseconds { get; init; }

    /// <summary>From the request's arrival to the end of the answer.</summary>
    public required long DurationMicroseconds { get; init; }

    /// <summary>By the price file, in its currency; null where it does not name the model.</summary>
    public double? Cost { get; init; }

    /// <summary>The API key's identifier; null where none was needed.</summary>
    public string? Key { get; init; }
}
