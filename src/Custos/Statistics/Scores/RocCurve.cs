namespace Custos.Statistics.Scores;

/// <summary>Which trade between recall and false alarms do the thresholds of a sample offer?</summary>
public static class RocCurve
{
    /// <summary>One point per distinct score, from the strictest threshold (nothing flagged) to the loosest (all flagged).</summary>
    /// <remarks>The same points draw the precision-recall curve: <see cref="OperatingPoint.Precision"/> against <see cref="OperatingPoint.Recall"/>. O(n).</remarks>
    public static IReadOnlyList<OperatingPoint> Points(ScoreSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var points = new List<OperatingPoint> { Nothing(sample) };
        var steps = sample.Descending();
        while (steps.Next()) points.Add(Point(sample, steps));
        return points;
    }

    /// <summary>The area under the curve for false-positive rates up to the given one; a straight line joins the points.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not in (0, 1].</exception>
    /// <remarks>Source: McClish 1989, Medical Decision Making 9, 190.</remarks>
    public static PartialArea PartialArea(ScoreSample sample, double maxFalsePositiveRate)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (!(maxFalsePositiveRate is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(maxFalsePositiveRate), maxFalsePositiveRate, "A largest false-positive rate lies above 0 and is at most 1.");
        }

        double m = sample.Positives, n = sample.Negatives, area = 0, x = 0, y = 0;
        var steps = sample.Descending();
        while (x < maxFalsePositiveRate && steps.Next())
        {
            var nextX = steps.NegativesFlagged / n;
            var nextY = steps.PositivesFlagged / m;
            if (nextX > maxFalsePositiveRate)
            {
                nextY = y + (nextY - y) * (maxFalsePositiveRate - x) / (nextX - x);
                nextX = maxFalsePositiveRate;
            }

            area += (nextX - x) * (y + nextY) / 2;
            (x, y) = (nextX, nextY);
        }

        return new PartialArea(area, maxFalsePositiveRate);
    }

    /// <summary>Which lowest threshold keeps the share of flagged negatives within the given rate, and what recall does it give?</summary>
    /// <returns>A threshold that is one of the scores, or positive infinity where even the highest score would break the limit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not in [0, 1].</exception>
    /// <remarks>The rate is that of this sample, not a promise about others.</remarks>
    public static OperatingPoint AtFalsePositiveRate(ScoreSample sample, double maxFalsePositiveRate)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (!(maxFalsePositiveRate is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(maxFalsePositiveRate), maxFalsePositiveRate, "A false-positive rate lies between 0 and 1.");
        }

        return Lowest(sample, falsePositives => (double)falsePositives / sample.Negatives <= maxFalsePositiveRate);
    }

    /// <summary>The loosest point whose number of false positives is allowed, where allowing fewer is easier.</summary>
    internal static OperatingPoint Lowest(ScoreSample sample, Func<int, bool> allowed)
    {
        var best = Nothing(sample);
        var steps = sample.Descending();
        while (steps.Next() && allowed(steps.NegativesFlagged)) best = Point(sample, steps);
        return best;
    }

    private static OperatingPoint Nothing(ScoreSample sample) => new(double.PositiveInfinity, 0, 0, sample.Positives, sample.Negatives);

    private static OperatingPoint Point(ScoreSample sample, ScoreSteps steps) =>
        new(steps.Score, steps.PositivesFlagged, steps.NegativesFlagged, sample.Positives, sample.Negatives);
}

/// <summary>How large is the area under the left end of a ROC curve?</summary>
/// <param name="Raw">The area itself, in [0, MaxFalsePositiveRate].</param>
/// <param name="MaxFalsePositiveRate">Where the area ends, in (0, 1].</param>
public sealed record PartialArea(double Raw, double MaxFalsePositiveRate)
{
    /// <summary>McClish's scale: 0.5 for scores without information, 1 for perfect ones.</summary>
    public double Standardized
    {
        get
        {
            var chance = MaxFalsePositiveRate * MaxFalsePositiveRate / 2;
            return (1 + (Raw - chance) / (MaxFalsePositiveRate - chance)) / 2;
        }
    }
}
