using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Scores;

/// <summary>How likely does a positive row score higher than a negative one, counting a tie as half? The area under the ROC curve.</summary>
public sealed record RocArea
{
    // With a smaller class DeLong's variance is too small when the area is near 1; see the coverage table.
    private const int SmallClass = 100;

    private RocArea()
    {
    }

    /// <summary>The area with an interval that stays inside [0, 1]: <see cref="LogitInterval"/> from 100 rows in each class on, where it exists, else <see cref="ScoreInterval"/>.</summary>
    public required Estimate Estimate { get; init; }

    /// <summary>DeLong's variance of the area; null where a class has a single row, for which it is not defined.</summary>
    public required double? Variance { get; init; }

    /// <summary>Area ± z √Variance, clipped to [0, 1]; null without a variance. With perfect separation it has no width: do not read that as certainty.</summary>
    public required Interval? WaldInterval { get; init; }

    /// <summary>DeLong's interval on the logit scale; null where the variance is absent or 0, as with perfect separation.</summary>
    public required Interval? LogitInterval { get; init; }

    /// <summary>Newcombe's score interval, which exists always, also for an area of 1 and for one row in a class.</summary>
    public required Interval ScoreInterval { get; init; }

    public required int Positives { get; init; }

    public required int Negatives { get; init; }

    /// <summary>The area of this sample, with its intervals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not inside (0, 1).</exception>
    /// <remarks>
    /// Sources: DeLong, DeLong, Clarke-Pearson 1988, Biometrics 44, 837 (variance); Sun and Xu 2014, IEEE SPL 21, 1389 (from ranks);
    /// Newcombe 2006, Statistics in Medicine 25, 559, method 5 (score interval). One pass over the sorted sample, in whole numbers.
    /// </remarks>
    public static RocArea Of(ScoreSample sample, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Require.Inside01(confidence, nameof(confidence));
        var placements = Placements.Of(sample);
        double m = sample.Positives, n = sample.Negatives;
        var area = placements.DoubledWins / (2 * m * n);
        var z = Normal.Quantile(0.5 + confidence / 2);
        var variance = placements.Variance;
        var score = ScoreIntervalOf(area, m, n, z, confidence);
        var logit = LogitIntervalOf(area, variance, z, confidence);
        return new RocArea
        {
            Estimate = new Estimate(area, Math.Min(m, n) >= SmallClass ? logit ?? score : score, sample.Count),
            Variance = variance,
            WaldInterval = variance is { } v
                ? new Interval(Math.Max(0, area - z * Math.Sqrt(v)), Math.Min(1, area + z * Math.Sqrt(v)), confidence)
                : null,
            LogitInterval = logit,
            ScoreInterval = score,
            Positives = sample.Positives,
            Negatives = sample.Negatives,
        };
    }

    // The variance of logit(area) is that of the area over (area (1 − area))², by the delta method.
    private static Interval? LogitIntervalOf(double area, double? variance, double z, double confidence)
    {
        if (variance is not > 0 || area is <= 0 or >= 1) return null;
        var center = Math.Log(area / (1 - area));
        var half = z * Math.Sqrt(variance.Value) / (area * (1 - area));
        return new Interval(Logistic(center - half), Logistic(center + half), confidence);
    }

    // All θ with |area − θ| <= z √V(θ), V being Hanley and McNeil's variance with the two class sizes averaged where they stand apart.
    private static Interval ScoreIntervalOf(double area, double m, double n, double z, double confidence)
    {
        var average = (m + n) / 2 - 1;
        double Excess(double theta) =>
            Math.Abs(area - theta) - z * Math.Sqrt(theta * (1 - theta) * (1 + average * ((1 - theta) / (2 - theta) + theta / (1 + theta))) / (m * n));
        return new Interval(
            area == 0 ? 0 : Boundary(Excess, 0, area),
            area == 1 ? 1 : Boundary(Excess, 1, area),
            confidence);
    }

    private static double Boundary(Func<double, double> excess, double outside, double inside)
    {
        for (var i = 0; i < 200 && Math.Abs(outside - inside) > 1e-15; i++)
        {
            var middle = (outside + inside) / 2;
            if (excess(middle) > 0) outside = middle;
            else inside = middle;
        }

        return inside;
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}

/// <summary>For every row, how many rows of the other class does it beat? Summed, in whole numbers, so that no order of rows changes a digit.</summary>
/// <param name="DoubledWins">Twice the number of (positive, negative) pairs that the positive wins, a tie counting one.</param>
/// <param name="Variance">DeLong's variance; null when a class has one row.</param>
internal readonly record struct Placements(double DoubledWins, double? Variance)
{
    public static Placements Of(ScoreSample sample)
    {
        long m = sample.Positives, n = sample.Negatives;
        UInt128 wins = 0, positiveSquares = 0, negativeSquares = 0;
        var steps = sample.Descending();
        while (steps.Next())
        {
            long p = steps.Positives, q = steps.Negatives;
            var beaten = (ulong)(2 * (n - steps.NegativesFlagged) + q);
            var beating = (ulong)(2 * steps.PositivesFlagged - p);
            wins += (UInt128)beaten * (ulong)p;
            positiveSquares += (UInt128)(beaten * beaten) * (ulong)p;
            negativeSquares += (UInt128)(beating * beating) * (ulong)q;
        }

        return new Placements((double)wins, m > 1 && n > 1 ? Spread(positiveSquares, wins, m, n) + Spread(negativeSquares, wins, n, m) : null);
    }

    // The variance of the mean placement of `rows` rows, each placement being doubled and out of 2 × others.
    private static double Spread(UInt128 squares, UInt128 sum, long rows, long others)
    {
        var scaled = squares * (ulong)rows - sum * sum;
        var r = (double)rows;
        return (double)scaled / (4.0 * others * others) / (r * r * (r - 1));
    }
}
