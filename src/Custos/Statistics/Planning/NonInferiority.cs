using Custos.Statistics.Distributions;

namespace Custos.Statistics.Planning;

/// <summary>How many does it take to show that something new is not worse by more than a margin?</summary>
/// <remarks>
/// One-sided at alpha, whatever <see cref="PlanTerms.Alternative"/> says; higher is better. Not finding a difference is no proof of there being
/// none: that is what the margin is for. Source: Chow, Shao and Wang 2008, sections 3.2 and 4.2 (unpooled variance).
/// </remarks>
public static class NonInferiority
{
    /// <summary>How many in each arm, for two rates?</summary>
    /// <param name="pNew">The rate planned for the new, in the first arm.</param>
    /// <param name="pOld">The rate planned for the old, in the second.</param>
    /// <param name="margin">By how much the new may be worse, above 0; the planned loss must be smaller.</param>
    /// <param name="terms">Alpha (one-sided), power, ratio.</param>
    public static RequiredSample SampleSizeOfRates(double pNew, double pOld, double margin, PlanTerms? terms = null)
    {
        Require.Inside01(pNew, nameof(pNew));
        Require.Inside01(pOld, nameof(pOld));
        var asked = (terms ?? PlanTerms.Default).Checked();
        return SizeOf(pNew * (1 - pNew) + pOld * (1 - pOld) / asked.Ratio, pNew - pOld, margin, asked);
    }

    /// <summary>How likely is it to be shown with so many in the first arm, for two rates?</summary>
    public static double PowerOfRates(double pNew, double pOld, double margin, double n1, PlanTerms? terms = null)
    {
        Require.Inside01(pNew, nameof(pNew));
        Require.Inside01(pOld, nameof(pOld));
        Require.Positive(n1, nameof(n1));
        var asked = (terms ?? PlanTerms.Default).Checked();
        return PowerOf(pNew * (1 - pNew) + pOld * (1 - pOld) / asked.Ratio, pNew - pOld, margin, n1, asked);
    }

    /// <summary>Within which margin is it shown with so many in the first arm, for two rates?</summary>
    /// <returns>The smallest margin; 0 or below where the new is even shown to be better.</returns>
    public static double DetectableMarginOfRates(double pNew, double pOld, double n1, PlanTerms? terms = null)
    {
        Require.Inside01(pNew, nameof(pNew));
        Require.Inside01(pOld, nameof(pOld));
        Require.Positive(n1, nameof(n1));
        var asked = (terms ?? PlanTerms.Default).Checked();
        return MarginOf(pNew * (1 - pNew) + pOld * (1 - pOld) / asked.Ratio, pNew - pOld, n1, asked);
    }

    /// <summary>How many in each arm, for two means?</summary>
    /// <param name="difference">New less old as planned, in the unit of the measure; often 0.</param>
    /// <param name="standardDeviation">Of one observation, the same in both arms.</param>
    /// <param name="margin">By how much the new may be worse, above 0.</param>
    /// <param name="terms">Alpha (one-sided), power, ratio.</param>
    public static RequiredSample SampleSizeOfMeans(double difference, double standardDeviation, double margin, PlanTerms? terms = null)
    {
        Require.Finite(difference, nameof(difference));
        Require.Positive(standardDeviation, nameof(standardDeviation));
        var asked = (terms ?? PlanTerms.Default).Checked();
        return SizeOf(standardDeviation * standardDeviation * (1 + 1 / asked.Ratio), difference, margin, asked);
    }

    /// <summary>How likely is it to be shown with so many in the first arm, for two means?</summary>
    public static double PowerOfMeans(double difference, double standardDeviation, double margin, double n1, PlanTerms? terms = null)
    {
        Require.Finite(difference, nameof(difference));
        Require.Positive(standardDeviation, nameof(standardDeviation));
        Require.Positive(n1, nameof(n1));
        var asked = (terms ?? PlanTerms.Default).Checked();
        return PowerOf(standardDeviation * standardDeviation * (1 + 1 / asked.Ratio), difference, margin, n1, asked);
    }

    /// <summary>Within which margin is it shown with so many in the first arm, for two means?</summary>
    /// <returns>The smallest margin; 0 or below where the new is even shown to be better.</returns>
    public static double DetectableMarginOfMeans(double difference, double standardDeviation, double n1, PlanTerms? terms = null)
    {
        Require.Finite(difference, nameof(difference));
        Require.Positive(standardDeviation, nameof(standardDeviation));
        Require.Positive(n1, nameof(n1));
        var asked = (terms ?? PlanTerms.Default).Checked();
        return MarginOf(standardDeviation * standardDeviation * (1 + 1 / asked.Ratio), difference, n1, asked);
    }

    private static double PowerOf(double variance, double difference, double margin, double n1, PlanTerms asked) =>
        Normal.Cdf(Room(difference, margin) * Math.Sqrt(n1 / variance) - Normal.InverseSurvival(asked.Alpha));

    private static double MarginOf(double variance, double difference, double n1, PlanTerms asked) =>
        (Normal.InverseSurvival(asked.Alpha) + asked.PowerZ) * Math.Sqrt(variance / n1) - difference;

    private static RequiredSample SizeOf(double variance, double difference, double margin, PlanTerms asked)
    {
        var root = (Normal.InverseSurvival(asked.Alpha) + asked.PowerZ) / Room(difference, margin);
        return RequiredSample.Of(root * root * variance, asked.Ratio);
    }

    private static double Room(double difference, double margin)
    {
        Require.Positive(margin, nameof(margin));
        // 0.5 − 0.6 + 0.1 is a rounding above 0.
        return difference + margin > 1e-12 * margin
            ? difference + margin
            : throw new ArgumentOutOfRangeException(nameof(margin), margin, "The planned loss is as large as the margin; no sample can show that it is smaller.");
    }
}
