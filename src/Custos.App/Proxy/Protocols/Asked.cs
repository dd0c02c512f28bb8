namespace Custos.App.Proxy.Protocols;

/// <summary>What does a request ask of a model, as far as Custos needs to know?</summary>
internal sealed record Asked
{
    /// <summary>The model's name; null where the request names none.</summary>
    public string? Model { get; init; }

    public bool IsStreamed { get; init; }

    /// <summary>Whom the application asks for, by the protocol's own field.</summary>
    public string? User { get; init; }

    /// <summary>The conversation, where the protocol has a name for it.</summary>
    public string? Conversation { get; init; }

    /// <summary>Everything that the model is to read, in order.</summary>
    public required IReadOnlyList<AskedText> Texts { get; init; }
}

/// <summary>One text that the model is to read, and where it stands in the body.</summary>
/// <param name="Speaker">Whose it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="Place">The JSON string in the body.</param>
internal sealed record AskedText(Speaker Speaker, string Text, Place Place);

/// <summary>Whose words are these?</summary>
internal enum Speaker
{
    /// <summary>Whoever runs the application: instructions, tools' descriptions.</summary>
    Operator,

    User,

    /// <summary>What a tool gave back.</summary>
    Tool,

    /// <summary>What the model is said to have said before.</summary>
    Model,
}
