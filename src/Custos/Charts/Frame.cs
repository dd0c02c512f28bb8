namespace Custos.Charts;

/// <summary>Where on the picture lie its parts, and where does a value of either axis lie?</summary>
internal sealed class Frame
{
    public const double TitleSize = 14;
    public const double TextSize = 11.5;
    public const double TickSize = 11;
    public const double CaptionSize = 10.5;
    private const double Edge = 8;

    public Frame(Chart chart)
    {
        Chart = chart;
        Legend = Legend.Of(chart);
        Title = SvgText.Wrap(chart.Title, TitleSize * 1.13, chart.Width - 2 * Edge);
        Subtitle = SvgText.Wrap(chart.Subtitle, TextSize, chart.Width - 2 * Edge);
        Caption = SvgText.Wrap(chart.Caption, CaptionSize, chart.Width - 2 * Edge);

        var yTicksWanted = Math.Max(2, chart.PlotHeight / 45);
        var (yMin, yMax) = Scale.RangeOf(chart.Y, Values.Y(chart), yTicksWanted);
        YTicks = Ticks.Between(yMin, yMax, chart.Y, yTicksWanted);
        Left = Edge + Math.Max(14, YTicks.Select(tick => SvgText.Width(tick.Label, TickSize)).DefaultIfEmpty(0).Max()) + 5;
        Right = chart.Width - Edge - Math.Max(4, Legend.RoomAtTheRight);

        var xTicksWanted = Math.Max(2, (int)((Right - Left) / 62));
        var (xMin, xMax) = Scale.RangeOf(chart.X, Values.X(chart), xTicksWanted);
        XTicks = Ticks.Between(xMin, xMax, chart.X, xTicksWanted);

        LegendTop = Edge + Title.Count * 18 + Subtitle.Count * 15 + (Title.Count + Subtitle.Count > 0 ? 4 : 0);
        // The y axis bears its label above it, to be read without turning the head; notes of marks stand below that.
        YLabelBase = LegendTop + Legend.Rows(chart.Width - 2 * Edge) * 16 + 14;
        NoteBase = YLabelBase + 13;
        Top = YLabelBase + (Values.HasNotes(chart) ? 19 : 8);
        Bottom = Top + chart.PlotHeight;
        CaptionTop = Bottom + 34 + (chart.X.Label.Length > 0 ? 0 : -14);
        Height = CaptionTop + (Caption.Count > 0 ? 4 + Caption.Count * 14 : 0) + 2;
        X = new Scale(xMin, xMax, Left, Right, chart.X.Scale == AxisScale.Logarithmic);
        Y = new Scale(yMin, yMax, Bottom, Top, chart.Y.Scale == AxisScale.Logarithmic);
    }

    public Chart Chart { get; }

    public Legend Legend { get; }

    public IReadOnlyList<string> Title { get; }

    public IReadOnlyList<string> Subtitle { get; }

    public IReadOnlyList<string> Caption { get; }

    public IReadOnlyList<Tick> XTicks { get; }

    public IReadOnlyList<Tick> YTicks { get; }

    public Scale X { get; }

    public Scale Y { get; }

    public double Left { get; }

    public double Right { get; }

    public double Top { get; }

    public double Bottom { get; }

    public double LegendTop { get; }

    public double YLabelBase { get; }

    public double NoteBase { get; }

    public double CaptionTop { get; }

    public double Height { get; }

    /// <summary>The left edge of words that belong to the whole picture.</summary>
    public static double Margin => Edge;

    /// <summary>Can both values be placed?</summary>
    public bool Holds(double x, double y) => X.Holds(x) && Y.Holds(y);
}
