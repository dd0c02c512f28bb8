namespace Custos.Charts;

/// <summary>Which values does a chart hold along either axis?</summary>
internal static class Values
{
    public static IEnumerable<double> X(Chart chart) => chart.Series.SelectMany(series => series switch
    {
        Series.Line line => line.Points.Select(point => point.X).Concat(line.Band.Select(band => band.X)),
        Series.Marks marks => marks.Values.Select(mark => mark.X),
        Series.Bars bars => bars.Values.SelectMany(bar => new[] { bar.From, bar.To }),
        Series.Rule { Direction: RuleDirection.Vertical } rule => [rule.At],
        _ => [],
    });

    /// <summary>Bars stand on zero, so zero belongs to them.</summary>
    public static IEnumerable<double> Y(Chart chart) => chart.Series.SelectMany(series => series switch
    {
        Series.Line line => line.Points.Select(point => point.Y).Concat(line.Band.SelectMany(band => new[] { band.Lower, band.Upper })),
        Series.Marks marks => marks.Values.SelectMany(mark => mark.Interval is { } interval ? new[] { mark.Y, interval.Lower, interval.Upper } : [mark.Y]),
        Series.Bars bars => bars.Values.Select(bar => bar.Value).Append(0),
        Series.Rule { Direction: RuleDirection.Horizontal } rule => [rule.At],
        _ => [],
    });

    /// <summary>Is anything written in the row above the plot?</summary>
    public static bool HasNotes(Chart chart) => chart.Series.Any(series => series switch
    {
        Series.Marks marks => marks.Values.Any(mark => mark.Note is { Length: > 0 }),
        Series.Rule { Direction: RuleDirection.Vertical, Name.Length: > 0 } => true,
        _ => false,
    });

    /// <summary>Is there anything to see but references?</summary>
    public static bool HasAny(Chart chart) => chart.Series.Any(series => series switch
    {
        Series.Line { IsReference: false } line => line.Points.Count + line.Band.Count > 0,
        Series.Marks marks => marks.Values.Count > 0,
        Series.Bars bars => bars.Values.Count > 0,
        _ => false,
    });

    /// <exception cref="ArgumentException">A value is NaN: no data is an empty series, never a number.</exception>
    public static void Check(Chart chart)
    {
        if (X(chart).Concat(Y(chart)).Any(double.IsNaN))
        {
            throw new ArgumentException("A chart holds no NaN; leave out what is not known.", nameof(chart));
        }

        if (chart.Width < 120 || chart.PlotHeight < 40)
        {
            throw new ArgumentException("A chart is at least 120 wide and its plot 40 high.", nameof(chart));
        }

        foreach (var axis in (ReadOnlySpan<Axis>)[chart.X, chart.Y])
        {
            if (axis is { Scale: AxisScale.Logarithmic, Min: < 1e-300 } or { Scale: AxisScale.Logarithmic, Max: < 1e-300 } || axis.Min >= axis.Max)
            {
                throw new ArgumentException($"The axis \"{axis.Label}\" needs Min below Max, and both positive where it is logarithmic.", nameof(chart));
            }
        }
    }
}
