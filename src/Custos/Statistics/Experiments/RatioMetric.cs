using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Experiments;

/// <summary>What is the ratio of two sums over units, such as clicks a page view, and how sure is it when a unit has several?</summary>
/// <remarks>The unit that was randomised (a user) bears the variance, not the event: dividing by the number of events makes
/// intervals far too narrow. Source: the delta method, as in Deng, Knoblich and Lu 2018. O(1) from moments that add.</remarks>
public static class RatioMetric
{
    /// <summary>Σ numerator / Σ denominator with its delta-method standard error.</summary>
    /// <param name="units">Denominator (x) and numerator (y) of each unit, at least two units.</param>
    /// <param name="confidence">Of the normal interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">Fewer than two units, or the denominators sum to 0.</exception>
    public static (Estimate Ratio, double StandardError) Measure(PairMoments units, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        var (ratio, variance) = RatioAndVariance(units, nameof(units));
        var se = Math.Sqrt(variance);
        var half = Normal.InverseSurvival((1 - confidence) / 2) * se;
        return (new Estimate(ratio, new Interval(ratio - half, ratio + half, confidence), units.N), se);
    }

    /// <summary>Treatment's ratio minus control's, or that over control's.</summary>
    /// <exception cref="ArgumentException">As <see cref="Measure"/>, or a relative difference is asked of a control with ratio 0.</exception>
    public static ArmDifference Compare(PairMoments control, PairMoments treatment, DifferenceType type = DifferenceType.Absolute, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        var (a, va) = RatioAndVariance(control, nameof(control));
        var (b, vb) = RatioAndVariance(treatment, nameof(treatment));
        if (type == DifferenceType.Relative && a == 0) throw new ArgumentException("The control's ratio is 0, so no share of it can be told. Ask for the absolute difference.", nameof(control));
        var (value, variance) = type == DifferenceType.Absolute ? (b - a, va + vb) : (b / a - 1, (vb + va * (b / a) * (b / a)) / (a * a));
        var se = Math.Sqrt(variance);
        var half = Normal.InverseSurvival((1 - confidence) / 2) * se;
        return new ArmDifference(
            type, value, se, double.PositiveInfinity, new Interval(value - half, value + half, confidence), se > 0 ? Normal.TwoSidedP(value / se) : null, control.N + treatment.N, a, b);
    }

    private static (double Ratio, double Variance) RatioAndVariance(PairMoments units, string name)
    {
        if (units.N < 2) throw new ArgumentException($"A ratio metric needs at least two units; there are {units.N}.", name);
        if (units.MeanX == 0) throw new ArgumentException("The denominators sum to 0.", name);
        var ratio = units.MeanY / units.MeanX;
        var squares = units.SquaresY - 2 * ratio * units.Products + ratio * ratio * units.SquaresX;
        return (ratio, Math.Max(0, squares) / (units.N - 1) / units.N / (units.MeanX * units.MeanX));
    }
}
