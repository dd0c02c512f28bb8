namespace Custos.Charts;

/// <summary>How does a reader learn which series is which: beside the line's end where there is room, else in rows above the plot?</summary>
internal sealed class Legend
{
    private const double Swatch = 22;
    private const double Gap = 14;

    private Legend(IReadOnlyList<(Series Series, int Colour)> entries, double roomAtTheRight)
    {
        Entries = entries;
        RoomAtTheRight = roomAtTheRight;
    }

    /// <summary>The named series with the number of their colour.</summary>
    public IReadOnlyList<(Series Series, int Colour)> Entries { get; }

    /// <summary>How much the names take beside the plot; 0 when they stand above it.</summary>
    public double RoomAtTheRight { get; }

    public static Legend Of(Chart chart)
    {
        var entries = Coloured(chart.Series).Where(entry => entry.Series is { Name.Length: > 0 } and not Series.Rule and not Series.Line { IsReference: true }).ToList();
        if (entries.Count < 2)
        {
            // A single series is what the title is about.
            return new Legend([], 0);
        }

        var widest = entries.Max(entry => SvgText.Width(entry.Series.Name, Frame.TextSize));
        var beside = widest <= chart.Width * 0.2 && entries.All(entry => entry.Series is Series.Line { Points.Count: > 0 }) && EndsAreApart(chart, entries);
        return new Legend(entries, beside ? widest + 8 : 0);
    }

    /// <summary>Each series with the number of its colour; references have none of the colours.</summary>
    public static IEnumerable<(Series Series, int Colour)> Coloured(IEnumerable<Series> all)
    {
        var next = 0;
        foreach (var series in all)
        {
            yield return series is Series.Rule or Series.Line { IsReference: true } ? (series, -1) : (series, next++ % SvgStyle.Colours);
        }
    }

    /// <summary>The number of rows above the plot.</summary>
    public int Rows(double width) => RoomAtTheRight > 0 || Entries.Count == 0 ? 0 : Places(width).Max(place => place.Row) + 1;

    /// <summary>The dashes that tell a line apart without its colour; none where its name stands beside it.</summary>
    public string DashOf(int colour) => RoomAtTheRight > 0 || colour < 1 ? "" : $" d{colour}";

    public void Draw(SvgText svg, Frame frame)
    {
        if (RoomAtTheRight > 0)
        {
            foreach (var (series, colour) in Entries)
            {
                var last = ((Series.Line)series).Points[^1];
                svg.Words(frame.Right + 6, frame.Y[last.Y] + 4, $"lgd f{colour}", series.Name);
            }

            return;
        }

        foreach (var (series, colour, x, row) in Places(frame.Chart.Width - 2 * Frame.Margin))
        {
            var y = frame.LegendTop + row * 16 + 6;
            DrawSwatch(svg, series, colour, Frame.Margin + x, y);
            svg.Words(Frame.Margin + x + Swatch, y + 4, "lgd", SvgText.Shorten(series.Name, Frame.TextSize, frame.Chart.Width - 2 * Frame.Margin - Swatch));
        }
    }

    private void DrawSwatch(SvgText svg, Series series, int colour, double x, double y)
    {
        _ = series switch
        {
            Series.Bars => svg.Raw("<rect").Number("x", x).Number("y", y - 5).Number("width", 16).Number("height", 10).Raw($" class=\"bar f{colour} l{colour}\"/>\n"),
            Series.Marks => svg.Raw("<circle").Number("cx", x + 8).Number("cy", y).Number("r", 3.2).Raw($" class=\"f{colour}\"/>\n"),
            _ => svg.Raw("<path d=\"M").Raw(SvgText.Number(x)).Raw(" ").Raw(SvgText.Number(y)).Raw($"h16\" class=\"lin l{colour}{DashOf(colour)}\"/>\n"),
        };
    }

    private IEnumerable<(Series Series, int Colour, double X, int Row)> Places(double width)
    {
        double x = 0;
        var row = 0;
        foreach (var (series, colour) in Entries)
        {
            var needed = Swatch + SvgText.Width(series.Name, Frame.TextSize);
            if (x > 0 && x + needed > width)
            {
                (x, row) = (0, row + 1);
            }

            yield return (series, colour, x, row);
            x += needed + Gap;
        }
    }

    private static bool EndsAreApart(Chart chart, List<(Series Series, int Colour)> entries)
    {
        // Any margin serves here: only the distance between ends counts.
        var (min, max) = Scale.RangeOf(chart.Y, Values.Y(chart), 4);
        var y = new Scale(min, max, chart.PlotHeight, 0, chart.Y.Scale == AxisScale.Logarithmic);
        var ends = entries.Select(entry => y[((Series.Line)entry.Series).Points[^1].Y]).Order().ToList();
        return ends.Zip(ends.Skip(1), (one, next) => next - one).All(distance => distance >= 13);
    }
}
