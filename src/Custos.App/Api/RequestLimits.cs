namespace Custos.App.Api;

/// <summary>How much may one request ask? Read and checked once, at start-up.</summary>
internal sealed record RequestLimits
{
    /// <summary>The whole body; a larger one is refused unread.</summary>
    public int MaxBodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>One text, in UTF-16 units.</summary>
    public int MaxTextLength { get; init; } = 1024 * 1024;

    /// <summary>Texts in one request.</summary>
    public int MaxTexts { get; init; } = 1024;

    /// <summary>How deep JSON may nest.</summary>
    public int MaxDepth { get; init; } = 32;
}
