using Custos.Records;
using Custos.Statistics.Distributions;
using Custos.Statistics.Means;

namespace Custos.Statistics.Experiments;

/// <summary>Is the difference between arms in the metric's own unit, or a share of the control's mean?</summary>
public enum DifferenceType
{
    /// <summary>Treatment − control, in the metric's unit.</summary>
    Absolute,

    /// <summary>Treatment / control − 1, a share.</summary>
    Relative,
}

/// <summary>By how much does the treatment's mean differ from the control's?</summary>
/// <param name="Type">In which unit.</param>
/// <param name="Value">The difference, in that unit.</param>
/// <param name="StandardError">Of the value; 0 when neither arm varies.</param>
/// <param name="DegreesOfFreedom">Welch's, on the absolute scale; null when neither arm varies.</param>
/// <param name="Interval">Student t.</param>
/// <param name="P">The two-sided p-value of "no difference"; null when neither arm varies.</param>
/// <param name="N">Units in both arms.</param>
/// <param name="Control">The control's mean.</param>
/// <param name="Treatment">The treatment's mean.</param>
public sealed record ArmDifference(
    DifferenceType Type, double Value, double StandardError, double? DegreesOfFreedom, Interval Interval, double? P, long N, double Control, double Treatment)
{
    /// <summary>The difference with its interval and n.</summary>
    public Estimate Estimate => new(Value, Interval, N);

    /// <summary>Welch's comparison from each arm's moments, which add: a billion rows arrive as six numbers from SQL.</summary>
    /// <param name="control">At least two units.</param>
    /// <param name="treatment">At least two units.</param>
    /// <param name="type">Absolute or relative.</param>
    /// <param name="confidence">Of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">An arm has fewer than two units, or a relative difference is asked of a control with mean 0.</exception>
    /// <remarks>The relative difference by the delta method, with Welch's degrees of freedom of the absolute one; it needs the control's mean
    /// many standard errors from 0. Sources: Welch 1947; Deng, Knoblich and Lu 2018. O(1).</remarks>
    public static ArmDifference Welch(Moments control, Moments treatment, DifferenceType type = DifferenceType.Absolute, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        Check(control, nameof(control));
        Check(treatment, nameof(treatment));
        if (type == DifferenceType.Relative && control.Mean == 0) throw new ArgumentException("The control's mean is 0, so no share of it can be told. Ask for the absolute difference.", nameof(control));
        var (a, b) = (MeanVariance(control), MeanVariance(treatment));
        var (value, variance) = type == DifferenceType.Absolute
            ? (treatment.Mean - control.Mean, a + b)
            : (treatment.Mean / control.Mean - 1, (b + a * Square(treatment.Mean / control.Mean)) / Square(control.Mean));
        var n = control.N + treatment.N;
        if (variance == 0) return new ArmDifference(type, value, 0, null, new Interval(value, value, confidence), null, n, control.Mean, treatment.Mean);
        var degrees = Square(a + b) / (a * a / (control.N - 1) + b * b / (treatment.N - 1));
        var se = Math.Sqrt(variance);
        var half = StudentT.InverseSurvival((1 - confidence) / 2, degrees) * se;
        return new ArmDifference(
            type, value, se, degrees, new Interval(value - half, value + half, confidence), StudentT.TwoSidedP(value / se, degrees), n, control.Mean, treatment.Mean);
    }

    /// <summary>Moments from the sums that SQL gives: count, sum and sum of squares.</summary>
    /// <param name="n">Units, at least 1.</param>
    /// <param name="sum">Σx.</param>
    /// <param name="sumOfSquares">Σx², at least sum²/n but for rounding.</param>
    /// <exception cref="ArgumentException">The sums contradict each other.</exception>
    /// <remarks>Where the mean is far larger than the spread, sums of squares lose digits: subtract a constant first.</remarks>
    public static Moments MomentsOf(long n, double sum, double sumOfSquares)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        Require.Finite(sum, nameof(sum));
        Require.Finite(sumOfSquares, nameof(sumOfSquares));
        var mean = sum / n;
        var deviations = sumOfSquares - sum * mean;
        if (deviations < -1e-9 * sumOfSquares) throw new ArgumentException("The sum of squares is below what the sum alone makes necessary.", nameof(sumOfSquares));
        return new Moments(n, mean, Math.Max(0, deviations));
    }

    private static void Check(Moments arm, string name)
    {
        if (arm.N < 2) throw new ArgumentException($"An arm has {arm.N} unit(s); a comparison needs at least two in each.", name);
        Require.Finite(arm.Mean, name);
        Require.Finite(arm.SquaredDeviations, name);
    }

    private static double MeanVariance(Moments arm) => arm.SquaredDeviations / (arm.N - 1) / arm.N;

    private static double Square(double value) => value * value;
}
