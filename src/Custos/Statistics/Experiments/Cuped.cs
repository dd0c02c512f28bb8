using Custos.Statistics.Means;

namespace Custos.Statistics.Experiments;

/// <summary>What is the effect once each unit's own past is taken out? The unadjusted answer stands beside it.</summary>
/// <param name="Unadjusted">Welch's comparison of the metric as it is.</param>
/// <param name="Adjusted">The same of metric − θ · (covariate − its mean); the unadjusted one when the covariate never changes.</param>
/// <param name="Theta">By how much the metric goes with the covariate, both arms pooled; null when the covariate never changes.</param>
/// <param name="Correlation">Of metric and covariate, both arms pooled; null when either never changes.</param>
/// <param name="VarianceReduction">The share of the metric's variance that the covariate takes away, the squared correlation; null as that.</param>
/// <param name="CovariateDifference">Of the covariate between the arms: far from 0 means that the arms were not alike to begin with.</param>
/// <remarks>The covariate must be measured before the experiment, or otherwise be out of its reach: one that the treatment moves makes
/// the adjusted answer wrong. Source: Deng, Xu, Kohavi and Walker 2013. O(1) from moments that add.</remarks>
public sealed record Cuped(
    ArmDifference Unadjusted, ArmDifference Adjusted, double? Theta, double? Correlation, double? VarianceReduction, ArmDifference CovariateDifference)
{
    /// <param name="control">Covariate (x) and metric (y) of the control's units, at least two.</param>
    /// <param name="treatment">The same of the treatment's.</param>
    /// <param name="confidence">Of the intervals, in (0, 1).</param>
    public static Cuped Compare(PairMoments control, PairMoments treatment, double confidence = 0.95)
    {
        var pooled = control + treatment;
        double? theta = pooled.SquaresX > 0 ? pooled.Products / pooled.SquaresX : null;
        return new Cuped(
            ArmDifference.Welch(Metric(control), Metric(treatment), DifferenceType.Absolute, confidence),
            ArmDifference.Welch(AdjustedMetric(control, pooled, theta ?? 0), AdjustedMetric(treatment, pooled, theta ?? 0), DifferenceType.Absolute, confidence),
            theta,
            pooled.Correlation,
            pooled.Correlation * pooled.Correlation,
            ArmDifference.Welch(Covariate(control), Covariate(treatment), DifferenceType.Absolute, confidence));
    }

    private static Moments Metric(PairMoments arm) => new(arm.N, arm.MeanY, arm.SquaresY);

    private static Moments Covariate(PairMoments arm) => new(arm.N, arm.MeanX, arm.SquaresX);

    private static Moments AdjustedMetric(PairMoments arm, PairMoments pooled, double theta) => new(
        arm.N,
        arm.MeanY - theta * (arm.MeanX - pooled.MeanX),
        Math.Max(0, arm.SquaresY - 2 * theta * arm.Products + theta * theta * arm.SquaresX));
}
