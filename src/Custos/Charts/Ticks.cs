using System.Globalization;

namespace Custos.Charts;

/// <summary>At which round numbers does an axis bear marks, and how are they written?</summary>
internal static class Ticks
{
    private const int MaxTicks = 100;

    /// <summary>Round numbers between two values, at most about <paramref name="wanted"/> of them.</summary>
    /// <returns>In ascending order; steps are 1, 2, 2.5 or 5 times a power of ten, on a logarithmic axis powers of ten (1, 2, 5 where these are few).</returns>
    public static IReadOnlyList<Tick> Between(double min, double max, Axis axis, int wanted)
    {
        if (axis.Ticks is { } given)
        {
            return [.. given.Where(tick => tick.Value >= min && tick.Value <= max)];
        }

        return axis.Scale == AxisScale.Logarithmic
            ? [.. Powers(min, max, wanted).Select(value => new Tick(value, Write(value, value, value, axis.Format)))]
            : Linear(min, max, axis.Format, wanted);
    }

    /// <summary>The step of a linear axis with about <paramref name="wanted"/> ticks over <paramref name="span"/>.</summary>
    public static double Step(double span, int wanted)
    {
        var raw = span / Math.Max(1, wanted);
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var lead = raw / magnitude;
        var round = lead switch { <= 1.0001 => 1, <= 2.0001 => 2, <= 2.5001 => 2.5, <= 5.0001 => 5, _ => 10 };
        return round * magnitude;
    }

    private static List<Tick> Linear(double min, double max, AxisFormat format, int wanted)
    {
        var step = Step(max - min, wanted);
        var ticks = new List<Tick>();
        var slack = step * 1e-9;
        var first = Math.Ceiling((min - slack) / step);
        var count = Math.Min(Math.Floor((max + slack) / step) - first + 1, MaxTicks);
        // Multiples, not sums: adding the step again and again would drift away from the round number.
        for (var index = 0; index < count; index++)
        {
            var value = (first + index) * step;
            ticks.Add(new Tick(Math.Clamp(value, min, max), Write(value, step, Math.Max(Math.Abs(min), Math.Abs(max)), format)));
        }

        return ticks;
    }

    private static List<double> Powers(double min, double max, int wanted)
    {
        var first = (int)Math.Floor(Math.Log10(min) + 1e-9);
        var last = (int)Math.Ceiling(Math.Log10(max) - 1e-9);
        double[] leads = Math.Log10(max / min) < 2 ? [1, 2, 5] : [1];
        var every = Math.Max(1, (int)Math.Ceiling((last - first) / (double)Math.Max(1, wanted)));
        var values = new List<double>();
        for (var exponent = first; exponent <= last; exponent += every)
        {
            foreach (var lead in leads)
            {
                var value = lead * Math.Pow(10, exponent);
                if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9))
                {
                    values.Add(Math.Clamp(value, min, max));
                }
            }
        }

        return values;
    }

    /// <summary>A value with as many decimals as its step needs, in the unit of the axis's largest value: 0.25 → 0.25, 12000 → 12k, 0.5 as a percentage → 50%.</summary>
    private static string Write(double value, double step, double largest, AxisFormat format) => (format, value, largest) switch
    {
        (AxisFormat.Percent, _, _) => Round(value * 100, step * 100) + "%",
        (_, 0, _) => "0",
        (_, _, >= 1e15 or < 1e-4) => value.ToString("0.##E0", CultureInfo.InvariantCulture).Replace('E', 'e').Replace('-', '−'),
        (_, _, >= 1e9) => Round(value / 1e9, step / 1e9) + "G",
        (_, _, >= 1e6) => Round(value / 1e6, step / 1e6) + "M",
        (_, _, >= 1e4) => Round(value / 1e3, step / 1e3) + "k",
        _ => Round(value, step),
    };

    private static string Round(double value, double step)
    {
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 8);
        // A step of 2.5 needs one decimal more than its magnitude.
        if (Math.Abs(step * Math.Pow(10, decimals) - Math.Round(step * Math.Pow(10, decimals))) > 1e-6)
        {
            decimals++;
        }

        var text = value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.StartsWith('-') && text.AsSpan(1).IndexOfAnyExcept('0', '.') < 0 ? text[1..] : text.Replace('-', '−');
    }
}
