using Custos.Records;
using Custos.Statistics.Rates;
using Custos.Statistics.Scores;
using Point = Custos.Statistics.Scores.OperatingPoint;

namespace Custos.Train;

/// <summary>Which threshold keeps the false-positive rate to a target, as observed and as proved?</summary>
/// <remarks>
/// A row is flagged when its score is at least the threshold; the candidates are the distinct observed scores.
/// The certified one is found by fixed-sequence testing: from the highest threshold down, "the rate here exceeds the target" is tested
/// at 5 % by the exact Clopper–Pearson bound, and the first that cannot be rejected ends the search. Because the true rate only rises
/// on the way down, all rejections together are wrong with probability at most 5 %, however many thresholds were looked at
/// (Bauer 1991; Angelopoulos et al. 2021, "Learn then Test", section 3). The bound depends on the number of false positives alone, so the
/// search is for the lowest threshold with no more of them than the budget allows.
/// </remarks>
internal static class OperatingPoints
{
    /// <summary>The lowest candidate whose observed rate is at most the target; where none is, the next number above all scores, which flags nothing observed.</summary>
    /// <param name="scores">Calibrated scores below 1 of rows with a known label.</param>
    /// <param name="maxFpr">The target, in (0, 1).</param>
    public static OperatingPoint Empirical(ScoreSample scores, double maxFpr)
    {
        var point = RocCurve.AtFalsePositiveRate(scores, maxFpr);
        return double.IsFinite(point.Threshold) ? Of(point) : Of(point with { Threshold = Math.BitIncrement(Highest(scores).Threshold) });
    }

    /// <summary>The lowest candidate such that it and every higher one have an exact one-sided 95 % upper bound of at most the target, or what is missing for one.</summary>
    /// <inheritdoc cref="Empirical" path="/param"/>
    public static Certification Certified(ScoreSample scores, double maxFpr)
    {
        var budget = FalsePositiveBudget.MaxFalsePositives(maxFpr, scores.Negatives) ?? -1;
        var point = RocCurve.Lowest(scores, falsePositives => falsePositives <= budget);
        if (double.IsFinite(point.Threshold))
        {
            return new Certification.Certified(Of(point));
        }

        var atTop = Highest(scores).FalsePositives;
        var needed = FalsePositiveBudget.MinNegatives(maxFpr, atTop);
        return new Certification.NotCertified(atTop, needed, needed - scores.Negatives);
    }

    private static Point Highest(ScoreSample scores)
    {
        var left = 1;
        return RocCurve.Lowest(scores, _ => left-- > 0);
    }

    private static OperatingPoint Of(Point point) => new()
    {
        Threshold = new Probability(point.Threshold),
        FalsePositives = point.FalsePositives,
        TruePositives = point.TruePositives,
        Fpr = new Estimate(
            (double)point.FalsePositives / point.Negatives,
            BinomialIntervals.ClopperPearson(point.FalsePositives, point.Negatives),
            point.Negatives),
        FprUpper95 = BinomialIntervals.UpperBound(point.FalsePositives, point.Negatives),
        Recall = point.Recall,
        Ppv = point.Precision,
    };
}
