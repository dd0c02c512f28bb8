using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Means;

/// <summary>How far apart are two independent estimates, of which no more is known than their intervals?</summary>
/// <param name="Value">First minus second.</param>
/// <param name="Interval">Between which differences the truth lies.</param>
/// <param name="P">The two-sided p-value of "no difference": the confidence at which the interval would end at 0. 0 where neither estimate has any width.</param>
public sealed record EstimateDifference(double Value, Interval Interval, double P)
{
    /// <param name="first">Inside its interval, of any kind.</param>
    /// <param name="firstInterval">Both ends finite.</param>
    /// <param name="second">As the first.</param>
    /// <param name="secondInterval">Of the same confidence.</param>
    /// <exception cref="ArgumentException">An end is infinite, an estimate lies outside its interval, or the confidences differ.</exception>
    /// <remarks>
    /// Square-and-add, which follows the skew of both intervals: Zou and Donner 2008, Statistics in Medicine 27, 1693. The p-value takes each
    /// interval's half on the side of 0 to grow with the confidence as a normal one does, and is approximate.
    /// </remarks>
    public static EstimateDifference Of(double first, Interval firstInterval, double second, Interval secondInterval)
    {
        Check(first, firstInterval, nameof(firstInterval));
        Check(second, secondInterval, nameof(secondInterval));
        if (firstInterval.Confidence != secondInterval.Confidence) throw new ArgumentException("The intervals are of different confidence.", nameof(secondInterval));
        var value = first - second;
        var below = Hypotenuse(first - firstInterval.Lower, secondInterval.Upper - second);
        var above = Hypotenuse(firstInterval.Upper - first, second - secondInterval.Lower);
        var towardsZero = value > 0 ? below : above;
        var z = Normal.InverseSurvival((1 - firstInterval.Confidence) / 2);
        var p = value == 0 ? 1 : towardsZero > 0 ? Normal.TwoSidedP(z * Math.Abs(value) / towardsZero) : 0;
        return new EstimateDifference(value, new Interval(value - below, value + above, firstInterval.Confidence), p);
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt(a * a + b * b);

    private static void Check(double value, Interval interval, string name)
    {
        if (!double.IsFinite(interval.Lower) || !double.IsFinite(interval.Upper)) throw new ArgumentException("An end of the interval is infinite.", name);
        if (!(value >= interval.Lower && value <= interval.Upper)) throw new ArgumentException("The estimate lies outside its interval.", name);
    }
}
