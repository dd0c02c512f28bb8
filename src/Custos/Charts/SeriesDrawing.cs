namespace Custos.Charts;

/// <summary>What does one series look like inside the plot?</summary>
internal static class SeriesDrawing
{
    /// <summary>Draws what is cut off at the plot's edge.</summary>
    public static void Clipped(SvgText svg, Frame frame, Series series, int colour)
    {
        switch (series)
        {
            case Series.Line line:
                DrawBand(svg, frame, line, colour);
                DrawLine(svg, frame, line, colour);
                break;
            case Series.Bars bars:
                DrawBars(svg, frame, bars, colour);
                break;
            case Series.Rule rule:
                DrawRule(svg, frame, rule);
                break;
            case Series.Marks marks:
                DrawWhiskers(svg, frame, marks, colour);
                break;
        }
    }

    /// <summary>Draws what may stand half outside: the marks themselves, their notes, the names of rules.</summary>
    public static void Unclipped(SvgText svg, Frame frame, Series series, int colour)
    {
        if (series is Series.Marks marks)
        {
            foreach (var mark in Pixels(frame, marks).Where(mark => mark.Y >= frame.Top - 0.01 && mark.Y <= frame.Bottom + 0.01))
            {
                svg.Raw("<circle").Number("cx", mark.X).Number("cy", mark.Y).Number("r", marks.Values.Count > 60 ? 1.8 : 3.2).Raw($" class=\"f{colour}\"/>\n");
            }

            DrawNotes(svg, frame, marks);
        }
        else if (series is Series.Rule { Name.Length: > 0 } rule)
        {
            NameRule(svg, frame, rule);
        }
    }

    private static void DrawBand(SvgText svg, Frame frame, Series.Line line, int colour)
    {
        var band = Thinning.Envelope([.. line.Band
            .Where(entry => frame.X.Holds(entry.X))
            .Select(entry => new Band(frame.X[entry.X], frame.Y[entry.Lower], frame.Y[entry.Upper]))]);
        if (band.Count == 0)
        {
            return;
        }

        var step = line.Shape == LineShape.Step;
        svg.Raw("<path d=\"");
        Trace(svg, [.. band.Select(entry => new Point(entry.X, entry.Upper))], step, 'M');
        // Back along the lower edge; steps turned round go first down, then across.
        Trace(svg, [.. band.Reverse().Select(entry => new Point(entry.X, entry.Lower))], step, 'L', backwards: true);
        svg.Raw($"Z\" class=\"bnd f{Math.Max(0, colour)}\"/>\n");
    }

    private static void DrawLine(SvgText svg, Frame frame, Series.Line line, int colour)
    {
        var points = Thinning.Curve([.. line.Points.Where(point => frame.Holds(point.X, point.Y)).Select(point => new Point(frame.X[point.X], frame.Y[point.Y]))]);
        if (points.Count == 0)
        {
            return;
        }

        svg.Raw("<path d=\"");
        Trace(svg, points, line.Shape == LineShape.Step, 'M');
        svg.Raw(line.IsReference ? "\" class=\"ref\"/>\n" : $"\" class=\"lin l{colour}{frame.Legend.DashOf(colour)}\"/>\n");
    }

    private static void Trace(SvgText svg, IReadOnlyList<Point> points, bool step, char first, bool backwards = false)
    {
        for (var index = 0; index < points.Count; index++)
        {
            var (x, y) = (SvgText.Number(points[index].X), SvgText.Number(points[index].Y));
            if (index == 0)
            {
                svg.Raw($"{first}{x} {y}");
            }
            else if (step)
            {
                svg.Raw(backwards ? $"V{y}H{x}" : $"H{x}V{y}");
            }
            else
            {
                svg.Raw($"L{x} {y}");
            }
        }
    }

    private static void DrawBars(SvgText svg, Frame frame, Series.Bars bars, int colour)
    {
        var foot = frame.Chart.Y.Scale == AxisScale.Logarithmic ? frame.Bottom : frame.Y[0];
        var pixels = Thinning.Skyline([.. bars.Values
            .Where(bar => frame.Holds(bar.From, bar.Value) && frame.X.Holds(bar.To))
            .Select(bar => new Bar(frame.X[bar.From], frame.X[bar.To], frame.Y[bar.Value]))]);
        foreach (var bar in pixels)
        {
            // A gap of a pixel keeps neighbours apart; a bar too small to see is left out rather than drawn as a line.
            var width = Math.Max(0.8, bar.To - bar.From - 1);
            if (Math.Abs(foot - bar.Value) >= 0.05)
            {
                svg.Raw("<rect").Number("x", bar.From + 0.5).Number("y", Math.Min(bar.Value, foot)).Number("width", width).Number("height", Math.Abs(foot - bar.Value))
                    .Raw($" class=\"bar f{colour} l{colour}\"/>\n");
            }
        }
    }

    private static void DrawWhiskers(SvgText svg, Frame frame, Series.Marks marks, int colour)
    {
        foreach (var mark in Pixels(frame, marks))
        {
            if (mark.Interval is { } interval)
            {
                var (x, low, high) = (mark.X, frame.Y[interval.Lower], frame.Y[interval.Upper]);
                svg.Raw($"<path d=\"M{SvgText.Number(x)} {SvgText.Number(low)}V{SvgText.Number(high)}M{SvgText.Number(x - 2.5)} {SvgText.Number(low)}h5M{SvgText.Number(x - 2.5)} {SvgText.Number(high)}h5\" class=\"whk l{colour}\"/>\n");
            }
        }
    }

    private static IReadOnlyList<Mark> Pixels(Frame frame, Series.Marks marks) => Thinning.Cloud([.. marks.Values
        .Where(mark => frame.Holds(mark.X, mark.Y))
        .Select(mark => mark with { X = frame.X[mark.X], Y = frame.Y[mark.Y] })]);

    private static void DrawNotes(SvgText svg, Frame frame, Series.Marks marks)
    {
        var free = double.NegativeInfinity;
        foreach (var mark in Pixels(frame, marks).Where(mark => mark.Note is { Length: > 0 }).OrderBy(mark => mark.X))
        {
            var half = SvgText.Width(mark.Note!, 9.5) / 2;
            if (mark.X - half >= free)
            {
                svg.Words(mark.X, frame.NoteBase, "nte", mark.Note!, "middle");
                free = mark.X + half + 3;
            }
        }
    }

    private static void DrawRule(SvgText svg, Frame frame, Series.Rule rule)
    {
        if (rule.Direction == RuleDirection.Vertical ? frame.X.Holds(rule.At) : frame.Y.Holds(rule.At))
        {
            svg.Raw(rule.Direction == RuleDirection.Vertical
                ? $"<path d=\"M{SvgText.Number(frame.X[rule.At])} {SvgText.Number(frame.Top)}V{SvgText.Number(frame.Bottom)}\" class=\"ref\"/>\n"
                : $"<path d=\"M{SvgText.Number(frame.Left)} {SvgText.Number(frame.Y[rule.At])}H{SvgText.Number(frame.Right)}\" class=\"ref\"/>\n");
        }
    }

    private static void NameRule(SvgText svg, Frame frame, Series.Rule rule)
    {
        if (rule.Direction == RuleDirection.Horizontal && frame.Y.Holds(rule.At))
        {
            var y = frame.Y[rule.At];
            svg.Words(frame.Right, y - 4 < frame.Top + 8 ? y + 12 : y - 4, "nte", rule.Name, "end");
        }
        else if (rule.Direction == RuleDirection.Vertical && frame.X.Holds(rule.At))
        {
            var half = SvgText.Width(rule.Name, 9.5) / 2;
            svg.Words(Math.Clamp(frame.X[rule.At], frame.Left + half, Math.Max(frame.Left + half, frame.Right - half)), frame.NoteBase, "nte", rule.Name, "middle");
        }
    }
}
