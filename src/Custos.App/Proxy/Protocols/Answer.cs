namespace Custos.App.Proxy.Protocols;

/// <summary>What does a model's whole answer say, as far as Custos needs to know?</summary>
internal sealed record Answer
{
    /// <summary>In the order in which they stand.</summary>
    public required IReadOnlyList<SaidText> Texts { get; init; }

    public required IReadOnlyList<SaidCall> Calls { get; init; }

    public Ending Ending { get; init; } = new();
}

/// <summary>One text of an answer, and where it stands in the body.</summary>
internal sealed record SaidText(string Text, Place Place);

/// <summary>One call of a tool that the model wants.</summary>
/// <param name="Tool">Its name.</param>
/// <param name="Arguments">As JSON.</param>
/// <param name="Place">The JSON value in the body.</param>
/// <param name="IsText">Do the arguments stand in the body as a string that holds JSON, and not as JSON?</param>
internal sealed record SaidCall(string Tool, string Arguments, Place Place, bool IsText);

/// <summary>How did an answer end, and what did it use?</summary>
internal sealed record Ending
{
    /// <summary>In the protocol's own word.</summary>
    public string? StopReason { get; init; }

    /// <summary>Did the model decline, by the protocol's own sign?</summary>
    public bool Refused { get; init; }

    public int? InputTokens { get; init; }

    public int? CachedTokens { get; init; }

    public int? OutputTokens { get; init; }

    /// <summary>What another event adds: the last that was said counts.</summary>
    public Ending Then(Ending later) => new()
    {
        StopReason = later.StopReason ?? StopReason,
        Refused = later.Refused || Refused,
        InputTokens = later.InputTokens ?? InputTokens,
        CachedTokens = later.CachedTokens ?? CachedTokens,
        OutputTokens = later.OutputTokens ?? OutputTokens,
    };
}
