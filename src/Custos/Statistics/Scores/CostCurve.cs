namespace Custos.Statistics.Scores;

/// <summary>What does each threshold cost, when a false alarm and a miss cost what they cost?</summary>
/// <param name="Points">Every threshold from the strictest to the loosest, with its cost.</param>
/// <param name="Cheapest">The point that costs least; of equals the strictest.</param>
/// <param name="CostOfFlaggingNothing">The expected cost per row without the model.</param>
/// <param name="CostOfFlaggingAll">The expected cost per row when every row is flagged.</param>
public sealed record CostCurve(IReadOnlyList<CostPoint> Points, CostPoint Cheapest, double CostOfFlaggingNothing, double CostOfFlaggingAll)
{
    /// <param name="sample">The scores.</param>
    /// <param name="costOfFalsePositive">What flagging a negative row costs, at least 0, in any unit.</param>
    /// <param name="costOfFalseNegative">What missing a positive row costs, at least 0, in the same unit.</param>
    /// <param name="prevalence">The share of positives where the threshold will be used, inside (0, 1); the sample's own when null.</param>
    /// <exception cref="ArgumentException">A cost is negative or not finite, or the prevalence is not inside (0, 1).</exception>
    /// <remarks>Expected cost = (1 − π) c_FP FPR + π c_FN (1 − recall), at the sample's own rates: the cheapest point is a little too cheap on new rows. Source: Drummond and Holte 2006, Machine Learning 65, 95.</remarks>
    public static CostCurve Of(ScoreSample sample, double costOfFalsePositive, double costOfFalseNegative, double? prevalence = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        CheckCost(costOfFalsePositive, nameof(costOfFalsePositive));
        CheckCost(costOfFalseNegative, nameof(costOfFalseNegative));
        var share = prevalence ?? (double)sample.Positives / sample.Count;
        Require.Inside01(share, nameof(prevalence));
        var points = RocCurve.Points(sample).Select(point => new CostPoint(
            point,
            (1 - share) * costOfFalsePositive * point.FalsePositives / point.Negatives + share * costOfFalseNegative * (point.Positives - point.TruePositives) / point.Positives)).ToArray();
        return new CostCurve(points, points.MinBy(point => point.ExpectedCost)!, points[0].ExpectedCost, points[^1].ExpectedCost);
    }

    private static void CheckCost(double cost, string name)
    {
        if (!(cost >= 0 && double.IsFinite(cost))) throw new ArgumentOutOfRangeException(name, cost, "A cost is a finite number of at least 0.");
    }
}

/// <summary>What does this threshold cost per row, on average?</summary>
public sealed record CostPoint(OperatingPoint Point, double ExpectedCost);
