namespace Custos.Charts;

/// <summary>How do values become positions and words along one side of a chart?</summary>
public sealed record Axis
{
    /// <summary>What is measured, and its unit.</summary>
    public required string Label { get; init; }

    public AxisScale Scale { get; init; } = AxisScale.Linear;

    public AxisFormat Format { get; init; } = AxisFormat.Number;

    /// <summary>The first value shown; null takes a round number just below the data.</summary>
    public double? Min { get; init; }

    /// <summary>The last value shown; null takes a round number just above the data.</summary>
    public double? Max { get; init; }

    /// <summary>Ticks to show instead of round numbers: dates, or the names of categories at 0, 1, 2 … Null chooses round numbers.</summary>
    public IReadOnlyList<Tick>? Ticks { get; init; }
}

/// <summary>How far apart are two values drawn?</summary>
public enum AxisScale
{
    Linear,

    /// <summary>Base ten. Values that are not positive cannot be shown and are left out.</summary>
    Logarithmic,
}

/// <summary>How is a value written at its tick?</summary>
public enum AxisFormat
{
    Number,

    /// <summary>0.25 is written 25%.</summary>
    Percent,
}

/// <summary>Which value gets a mark on the axis, and what is written there?</summary>
public readonly record struct Tick(double Value, string Label);
