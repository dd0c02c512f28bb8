using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Experiments;

/// <summary>Is there evidence of a difference, of no difference that matters, or neither?</summary>
public enum EquivalenceVerdict
{
    /// <summary>Neither: the data are too few. This is not "no effect".</summary>
    CannotTell,

    /// <summary>The difference is inside the margins, and may be 0.</summary>
    Equivalent,

    /// <summary>There is a difference, and it is inside the margins.</summary>
    DifferentButNegligible,

    /// <summary>There is a difference, and it may be outside the margins.</summary>
    Different,
}

/// <summary>Does an effect lie inside margins that were set before? Two one-sided tests (TOST).</summary>
/// <param name="Verdict">What the data say, told apart from what they do not say.</param>
/// <param name="P">The p-value of "the effect is outside the margins", the larger of the two; null when nothing varies.</param>
/// <param name="PBelow">Of "it is at or below the lower margin".</param>
/// <param name="PAbove">Of "it is at or above the upper margin".</param>
/// <param name="Interval">At confidence 1 − 2α: inside the margins exactly when the verdict is of equivalence.</param>
/// <remarks>Source: Schuirmann 1987. The margins are the smallest difference that would matter, set before looking.</remarks>
public sealed record Equivalence(EquivalenceVerdict Verdict, double? P, double? PBelow, double? PAbove, Interval Interval)
{
    /// <param name="value">The estimated effect.</param>
    /// <param name="standardError">Of the effect, at least 0.</param>
    /// <param name="degreesOfFreedom">Of Student's t; infinity for the normal.</param>
    /// <param name="lower">The lower margin.</param>
    /// <param name="upper">The upper margin, above it.</param>
    /// <param name="alpha">Of each test, in (0, 0.5).</param>
    public static Equivalence Test(double value, double standardError, double degreesOfFreedom, double lower, double upper, double alpha = 0.05)
    {
        Require.Finite(value, nameof(value));
        Require.Finite(lower, nameof(lower));
        Require.Finite(upper, nameof(upper));
        if (!(standardError >= 0 && double.IsFinite(standardError))) throw new ArgumentOutOfRangeException(nameof(standardError), standardError, "A standard error is a finite number of at least 0.");
        if (upper <= lower) throw new ArgumentException("The upper margin must be above the lower.", nameof(upper));
        if (!(alpha is > 0 and < 0.5)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The error lies strictly between 0 and 0.5.");
        if (standardError == 0)
        {
            var inside = value > lower && value < upper;
            var verdict = !inside ? EquivalenceVerdict.Different : value == 0 ? EquivalenceVerdict.Equivalent : EquivalenceVerdict.DifferentButNegligible;
            return new Equivalence(verdict, null, null, null, new Interval(value, value, 1 - 2 * alpha));
        }

        var below = StudentT.Survival((value - lower) / standardError, degreesOfFreedom);
        var above = StudentT.Survival((upper - value) / standardError, degreesOfFreedom);
        var p = Math.Max(below, above);
        var half = StudentT.InverseSurvival(alpha, degreesOfFreedom) * standardError;
        var differs = StudentT.TwoSidedP(value / standardError, degreesOfFreedom) < alpha;
        return new Equivalence(
            (p < alpha, differs) switch
            {
                (true, true) => EquivalenceVerdict.DifferentButNegligible,
                (true, false) => EquivalenceVerdict.Equivalent,
                (false, true) => EquivalenceVerdict.Different,
                _ => EquivalenceVerdict.CannotTell,
            },
            p,
            below,
            above,
            new Interval(value - half, value + half, 1 - 2 * alpha));
    }

    /// <summary>The same of a comparison of arms.</summary>
    public static Equivalence Test(ArmDifference difference, double lower, double upper, double alpha = 0.05) =>
        Test(difference.Value, difference.StandardError, difference.DegreesOfFreedom ?? double.PositiveInfinity, lower, upper, alpha);
}
