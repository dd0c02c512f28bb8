namespace Custos.Charts;

/// <summary>What does a picture show? Values and words only; <see cref="SvgWriter"/> turns it into a picture.</summary>
public sealed record Chart
{
    /// <summary>The finding or the question, in a few words. Wrapped where it is long.</summary>
    public required string Title { get; init; }

    /// <summary>One line under the title: what was counted, on how much data. Empty means none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>Small print below: how to read it, where it comes from. Empty means none.</summary>
    public string Caption { get; init; } = "";

    /// <summary>The picture in one or two sentences, for a reader who does not see it.</summary>
    public required string Description { get; init; }

    public required Axis X { get; init; }

    public required Axis Y { get; init; }

    /// <summary>What is drawn, the first at the back. Without a value to draw, the picture says "no data".</summary>
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>The picture's width in units of the text (11 units tall), 400 unless said: legible on a phone without scrolling.</summary>
    public int Width { get; init; } = 400;

    /// <summary>The height of the plotting area alone; titles and captions come on top.</summary>
    public int PlotHeight { get; init; } = 200;
}
