using Custos.Records;

namespace Custos.Charts;

/// <summary>Which values are drawn, and in which form?</summary>
/// <param name="Name">Written beside the line or in the legend; empty keeps it out of the legend.</param>
public abstract record Series(string Name)
{
    /// <summary>A curve through points in the order of x. Long ones are thinned without a visible difference.</summary>
    public sealed record Line(string Name, IReadOnlyList<Point> Points) : Series(Name)
    {
        /// <summary>A shaded band around the curve, in the order of x; empty means none. An infinite end reaches the edge.</summary>
        public IReadOnlyList<Band> Band { get; init; } = [];

        public LineShape Shape { get; init; } = LineShape.Straight;

        /// <summary>True for what the eye compares with (a diagonal, a target): thin, grey and dashed.</summary>
        public bool IsReference { get; init; }
    }

    /// <summary>Single points, each with its interval where it has one.</summary>
    public sealed record Marks(string Name, IReadOnlyList<Mark> Values) : Series(Name);

    /// <summary>Bars from the axis's foot, each over its own stretch of x: a histogram, or one bar a category.</summary>
    public sealed record Bars(string Name, IReadOnlyList<Bar> Values) : Series(Name);

    /// <summary>A straight line across the whole plot at one value, with its name on it, or above the plot where it is vertical.</summary>
    public sealed record Rule(string Name, double At, RuleDirection Direction) : Series(Name);
}

/// <summary>How does a curve get from one point to the next?</summary>
public enum LineShape
{
    Straight,

    /// <summary>A value holds until the next point: counts, empirical distributions.</summary>
    Step,
}

/// <summary>Across which axis does a rule stand?</summary>
public enum RuleDirection
{
    /// <summary>At a value of x.</summary>
    Vertical,

    /// <summary>At a value of y.</summary>
    Horizontal,
}

public readonly record struct Point(double X, double Y);

public readonly record struct Band(double X, double Lower, double Upper);

public readonly record struct Bar(double From, double To, double Value);

/// <param name="X">Where along the x axis.</param>
/// <param name="Y">The value.</param>
/// <param name="Interval">Drawn as a whisker; null when there is none.</param>
/// <param name="Note">A few characters above the plot at this x, for instance a count; left out where it would touch its neighbour.</param>
public readonly record struct Mark(double X, double Y, Interval? Interval = null, string? Note = null);
