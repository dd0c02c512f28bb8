using System.Globalization;
using System.Text;

namespace Custos.Charts;

/// <summary>What does a chart look like as SVG? The same bytes for the same chart, on every machine.</summary>
/// <remarks>Cost O(values); the result is bounded by the picture's width, however long the series. Thread-safe.</remarks>
public static class SvgWriter
{
    /// <summary>The picture as a file of its own, with its style inside.</summary>
    /// <exception cref="ArgumentException">A value is NaN, or the chart's sizes or axes hold no plot.</exception>
    public static string Write(Chart chart) => Draw(chart, withStyle: true);

    /// <summary>The picture to stand inside an HTML page that states <see cref="SvgStyle.Css"/> once.</summary>
    /// <exception cref="ArgumentException">A value is NaN, or the chart's sizes or axes hold no plot.</exception>
    public static string WriteInline(Chart chart) => Draw(chart, withStyle: false);

    private static string Draw(Chart chart, bool withStyle)
    {
        Values.Check(chart);
        var frame = new Frame(chart);
        var body = new SvgText();
        DrawWords(body, frame);
        DrawAxes(body, frame);
        // One name per drawing, so that pictures on one page do not share their clips and descriptions.
        var name = "c" + NameOf(body + chart.Description + string.Join('|', chart.Series.Select(series => series.Name)) + Plot(frame, "x"));
        var whole = new SvgText()
            .Raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cst\" role=\"img\"")
            .Number("width", chart.Width).Number("height", frame.Height)
            .Raw($" viewBox=\"0 0 {chart.Width.ToString(CultureInfo.InvariantCulture)} {SvgText.Number(frame.Height)}\" aria-labelledby=\"{name}t {name}d\">\n")
            .Raw($"<title id=\"{name}t\">{SvgText.Escape(chart.Title)}</title>\n<desc id=\"{name}d\">{SvgText.Escape(chart.Description)}</desc>\n");
        if (withStyle)
        {
            whole.Raw("<style>").Raw(SvgStyle.Css).Raw("</style>\n");
        }

        return whole.Raw(body.ToString()).Raw(Plot(frame, name)).Raw("</svg>\n").ToString();
    }

    private static void DrawWords(SvgText svg, Frame frame)
    {
        var y = 6.0;
        foreach (var line in frame.Title)
        {
            svg.Words(Frame.Margin, y += 18, "ttl", line);
        }

        foreach (var line in frame.Subtitle)
        {
            svg.Words(Frame.Margin, y += 15, "sub", line);
        }

        y = frame.CaptionTop + 4;
        foreach (var line in frame.Caption)
        {
            svg.Words(Frame.Margin, (y += 14) - 3, "cap", line);
        }
    }

    private static void DrawAxes(SvgText svg, Frame frame)
    {
        svg.Words(Frame.Margin, frame.YLabelBase, "sub", frame.Chart.Y.Label);
        foreach (var tick in frame.YTicks)
        {
            var y = frame.Y[tick.Value];
            svg.Raw($"<path d=\"M{SvgText.Number(frame.Left)} {SvgText.Number(y)}H{SvgText.Number(frame.Right)}\" class=\"grd\"/>\n");
            svg.Words(frame.Left - 5, y + 4, "tck", tick.Label, "end");
        }

        svg.Raw($"<path d=\"M{SvgText.Number(frame.Left)} {SvgText.Number(frame.Bottom)}H{SvgText.Number(frame.Right)}\" class=\"axs\"/>\n");
        var free = double.NegativeInfinity;
        foreach (var tick in frame.XTicks)
        {
            var x = frame.X[tick.Value];
            var half = SvgText.Width(tick.Label, Frame.TickSize) / 2;
            svg.Raw($"<path d=\"M{SvgText.Number(x)} {SvgText.Number(frame.Bottom)}v4\" class=\"axs\"/>\n");
            // Labels stay inside the picture, and one that would touch its neighbour is left out.
            var centre = Math.Min(x, frame.Chart.Width - half - 1);
            if (centre - half >= free)
            {
                svg.Words(centre, frame.Bottom + 16, "tck", tick.Label, "middle");
                free = centre + half + 4;
            }
        }

        if (frame.Chart.X.Label.Length > 0)
        {
            svg.Words((frame.Left + frame.Right) / 2, frame.Bottom + 32, "sub", frame.Chart.X.Label, "middle");
        }
    }

    private static string Plot(Frame frame, string name)
    {
        var svg = new SvgText();
        if (!Values.HasAny(frame.Chart))
        {
            return svg.Words((frame.Left + frame.Right) / 2, (frame.Top + frame.Bottom) / 2, "sub", "no data", "middle").ToString();
        }

        svg.Raw($"<clipPath id=\"{name}p\"><rect").Number("x", frame.Left).Number("y", frame.Top - 1).Number("width", frame.Right - frame.Left).Number("height", frame.Bottom - frame.Top + 2)
            .Raw($"/></clipPath>\n<g clip-path=\"url(#{name}p)\">\n");
        foreach (var (series, colour) in Legend.Coloured(frame.Chart.Series))
        {
            SeriesDrawing.Clipped(svg, frame, series, colour);
        }

        svg.Raw("</g>\n");
        foreach (var (series, colour) in Legend.Coloured(frame.Chart.Series))
        {
            SeriesDrawing.Unclipped(svg, frame, series, colour);
        }

        frame.Legend.Draw(svg, frame);
        return svg.ToString();
    }

    /// <summary>A short name of a text: FNV-1a in hexadecimal.</summary>
    private static string NameOf(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ one) * 1099511628211UL;
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
