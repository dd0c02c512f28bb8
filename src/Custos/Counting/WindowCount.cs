namespace Custos.Counting;

/// <summary>How many were there in the window, and between which bounds is that sure?</summary>
/// <param name="Value">The count; the best guess where the bounds differ.</param>
/// <param name="Low">The least it can be.</param>
/// <param name="High">The most it can be.</param>
/// <remarks>The bounds are certain, but for distinct values beyond the memory of their series, where they hold with 99 % confidence.</remarks>
public readonly record struct WindowCount(double Value, double Low, double High)
{
    public bool IsExact => Low == High;

    /// <summary>A count that is sure.</summary>
    public static WindowCount Exactly(double value) => new(value, value, value);
}
