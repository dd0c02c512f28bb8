namespace Custos.Text.Views;

/// <summary>How was a view made?</summary>
public enum ViewKind
{
    /// <summary>The text as it came.</summary>
    Raw,

    /// <summary>A text with an encoding undone; what it says is read from its own normalised view.</summary>
    Decoded,

    /// <summary>Evasive spelling taken away: <see cref="NormalisedText"/>.</summary>
    Normalised,

    /// <summary>Letters only, by what they look like: <see cref="SkeletonText"/>. Weaker evidence than the others.</summary>
    Skeleton,
}
