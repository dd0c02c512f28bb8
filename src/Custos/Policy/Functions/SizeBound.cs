namespace Custos.Policy.Functions;

/// <summary>How large can a value be at most?</summary>
/// <param name="Count">Characters of a text, bytes, a list's items or a map's entries; 1 for anything else.</param>
/// <param name="Total">The same, with everything inside it.</param>
/// <param name="Element">Of one item, or of a map's keys and values; null when no more is known than the total.</param>
public sealed record SizeBound(double Count, double Total, SizeBound? Element = null)
{
    /// <summary>A number, a truth, a moment.</summary>
    public static SizeBound One { get; } = new(1, 1);

    /// <summary>What is known of an item.</summary>
    public SizeBound Item => Element ?? new SizeBound(Total, Total);

    /// <summary>A text or bytes of at most so many characters or bytes, or a value of any shape with at most so many in all.</summary>
    public static SizeBound Of(double size) => new(size, size);

    /// <summary>A list or map of at most so many items, each no larger than one bound.</summary>
    public static SizeBound ListOf(double count, SizeBound item) => new(count, count * (1 + item.Total), item);

    public static SizeBound Max(SizeBound one, SizeBound other) => new(
        Math.Max(one.Count, other.Count),
        Math.Max(one.Total, other.Total),
        one.Element is null && other.Element is null ? null : Max(one.Item, other.Item));

    public static SizeBound Sum(SizeBound one, SizeBound other) => new(
        one.Count + other.Count,
        one.Total + other.Total,
        one.Element is null && other.Element is null ? null : Max(one.Item, other.Item));
}
