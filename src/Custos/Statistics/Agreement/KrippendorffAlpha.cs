using Custos.Records;

namespace Custos.Statistics.Agreement;

/// <summary>How far apart are two values, as the scale of measurement sees it?</summary>
public enum MeasurementScale
{
    /// <summary>Names: different is different.</summary>
    Nominal,

    /// <summary>Ranks: by the number of ratings that lie between.</summary>
    Ordinal,

    /// <summary>By the squared difference.</summary>
    Interval,

    /// <summary>By the squared difference relative to the sum; values of at least 0.</summary>
    Ratio,
}

/// <summary>How far do any number of raters agree beyond chance, whatever the scale and however many ratings are missing?</summary>
/// <param name="Value">1 is perfect, 0 is chance; null when every pairable rating is the same.</param>
/// <param name="Interval">From resampled units; null when no resamples were asked for, the value is null, or nearly all resamples had none.</param>
/// <param name="PairableRatings">Ratings on units with at least two.</param>
/// <param name="Units">Units with at least two ratings.</param>
/// <param name="AbsentBecause">Why there is no value, in plain words; null when there is one.</param>
public sealed record KrippendorffAlpha(double? Value, Interval? Interval, long PairableRatings, int Units, string? AbsentBecause)
{
    /// <summary>From reliability data: raters × units, null where a rater did not rate.</summary>
    /// <param name="ratings">A row a rater, all rows of one length.</param>
    /// <param name="scale">Nominal, ordinal, interval or ratio.</param>
    /// <param name="resamples">How many times to draw the units anew for the interval; 0 for none.</param>
    /// <param name="seed">Of the drawing.</param>
    /// <param name="confidence">Of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">Ragged rows, a rating that is not finite, no unit with two ratings, or a negative value on the ratio scale.</exception>
    /// <remarks>Source: Krippendorff 2011, "Computing Krippendorff's alpha-reliability". The interval is the percentile bootstrap over
    /// units. Cost O(ratings + values²) and as much again for each resample.</remarks>
    public static KrippendorffAlpha Measure(
        IReadOnlyList<IReadOnlyList<double?>> ratings, MeasurementScale scale, int resamples = 0, int seed = 0, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        ArgumentOutOfRangeException.ThrowIfNegative(resamples);
        var (values, units) = PairableUnits(ratings, scale);
        var value = Alpha(units, values, scale);
        var pairable = (long)units.Sum(unit => unit.Sum());
        if (value is null) return new KrippendorffAlpha(null, null, pairable, units.Length, "Every pairable rating is the same, so agreement cannot be told from chance.");
        return new KrippendorffAlpha(value, Resampled(units, values, scale, resamples, seed, confidence), pairable, units.Length, null);
    }

    // The counts of each value on each unit that has two ratings or more.
    private static (double[] Values, double[][] Units) PairableUnits(IReadOnlyList<IReadOnlyList<double?>> ratings, MeasurementScale scale)
    {
        if (ratings.Count < 2) throw new ArgumentException("Agreement needs at least two raters.", nameof(ratings));
        foreach (var row in ratings)
        {
            Require.SameLength(ratings[0].Count, row.Count, nameof(ratings));
            foreach (var rating in row)
            {
                if (rating is not { } value) continue;
                Require.Squarable([value], nameof(ratings));
                if (scale == MeasurementScale.Ratio && value < 0) throw new ArgumentException("A ratio scale has no values below 0.", nameof(ratings));
            }
        }

        List<double[]> kept = [];
        for (var unit = 0; unit < ratings[0].Count; unit++)
        {
            double[] given = [.. ratings.Select(row => row[unit]).OfType<double>()];
            if (given.Length >= 2) kept.Add(given);
        }

        if (kept.Count == 0) throw new ArgumentException("No unit has two ratings, so there is nothing to compare.", nameof(ratings));
        double[] values = [.. kept.SelectMany(unit => unit).Distinct().Order()];
        return (values, [.. kept.Select(unit => Count(unit, values))]);
    }

    private static double[] Count(double[] unit, double[] values)
    {
        var counts = new double[values.Length];
        foreach (var value in unit) counts[Array.BinarySearch(values, value)]++;
        return counts;
    }

    private static double? Alpha(IReadOnlyList<double[]> units, double[] values, MeasurementScale scale)
    {
        var totals = new double[values.Length];
        foreach (var unit in units)
        {
            for (var c = 0; c < totals.Length; c++) totals[c] += unit[c];
        }

        var distance = Distances(values, totals, scale);
        var n = totals.Sum();
        var (observed, expected) = (0.0, 0.0);
        foreach (var unit in units)
        {
            var ratings = unit.Sum();
            for (var c = 0; c < totals.Length; c++)
            {
                if (unit[c] == 0) continue;
                for (var k = 0; k < c; k++) observed += 2 * unit[c] * unit[k] * distance[c][k] / (ratings - 1);
            }
        }

        for (var c = 0; c < totals.Length; c++)
        {
            for (var k = 0; k < c; k++) expected += 2 * totals[c] * totals[k] * distance[c][k];
        }

        return expected == 0 ? null : 1 - (n - 1) * observed / expected;
    }

    private static double[][] Distances(double[] values, double[] totals, MeasurementScale scale)
    {
        var distances = new double[values.Length][];
        for (var c = 0; c < values.Length; c++)
        {
            distances[c] = new double[c];
            var between = totals[c] / 2;
            for (var k = c - 1; k >= 0; k--)
            {
                var gap = values[c] - values[k];
                distances[c][k] = scale switch
                {
                    MeasurementScale.Nominal => 1,
                    MeasurementScale.Ordinal => (between + totals[k] / 2) * (between + totals[k] / 2),
                    MeasurementScale.Interval => gap * gap,
                    _ => gap / (values[c] + values[k]) * (gap / (values[c] + values[k])),
                };
                between += totals[k];
            }
        }

        return distances;
    }

    private static Interval? Resampled(double[][] units, double[] values, MeasurementScale scale, int resamples, int seed, double confidence)
    {
        if (resamples == 0) return null;
        var random = new Random(seed);
        var drawn = new double[units.Length][];
        List<double> alphas = [];
        for (var r = 0; r < resamples; r++)
        {
            for (var u = 0; u < units.Length; u++) drawn[u] = units[random.Next(units.Length)];
            if (Alpha(drawn, values, scale) is { } alpha) alphas.Add(alpha);
        }

        if (alphas.Count < 0.9 * resamples) return null;
        alphas.Sort();
        var tail = (1 - confidence) / 2;
        return new Interval(alphas[(int)Math.Floor(tail * (alphas.Count - 1))], alphas[(int)Math.Ceiling((1 - tail) * (alphas.Count - 1))], confidence);
    }
}
