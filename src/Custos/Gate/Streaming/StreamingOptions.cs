namespace Custos.Gate.Streaming;

/// <summary>How is a text decided on while it grows? Lengths in UTF-16 units.</summary>
public sealed record StreamingOptions
{
    /// <summary>How much of what has passed is still held back: a match of at most this length is never let go in part.</summary>
    public int HoldBack { get; init; } = 96;

    /// <summary>How much new text there must be before it is decided on.</summary>
    public int Stride { get; init; } = 48;

    /// <summary>How much of what was let go is read again, so that a piece is understood.</summary>
    public int Context { get; init; } = 500;

    /// <summary>A word that grows longer than this is cut, so that what is held stays bounded.</summary>
    public int LongestWord { get; init; } = 4096;
}
