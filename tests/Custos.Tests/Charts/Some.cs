using Custos.Charts;

namespace Custos.Tests.Charts;

/// <summary>Examples of charts.</summary>
internal static class Some
{
    public static Chart Chart(params Series[] series) => new()
    {
        Title = "Title",
        Description = "What it shows.",
        X = new Axis { Label = "across" },
        Y = new Axis { Label = "up" },
        Series = series,
    };

    public static Series.Line Line(string name, params double[] values) =>
        new(name, [.. values.Select((value, index) => new Point(index, value))]);
}
