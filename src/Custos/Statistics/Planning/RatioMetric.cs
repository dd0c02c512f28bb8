using Custos.Statistics.Distributions;

namespace Custos.Statistics.Planning;

/// <summary>How many users does a ratio metric take, such as flags per message where a user sends many?</summary>
/// <param name="MeanNumerator">Per user, as flags.</param>
/// <param name="MeanDenominator">Per user, as messages; above 0.</param>
/// <param name="VarianceNumerator">Between users.</param>
/// <param name="VarianceDenominator">Between users.</param>
/// <param name="Covariance">Between numerator and denominator, over users.</param>
/// <remarks>The user is the unit that is randomised, the ratio of sums is measured; its variance by the delta method. Source: Deng, Knoblich and Lu 2018.</remarks>
public sealed record RatioMetric(double MeanNumerator, double MeanDenominator, double VarianceNumerator, double VarianceDenominator, double Covariance)
{
    /// <summary>Numerator over denominator, of the whole.</summary>
    public double Ratio => MeanNumerator / MeanDenominator;

    /// <summary>The variance of the ratio times the number of users.</summary>
    public double VariancePerUser =>
        (VarianceNumerator - 2 * Ratio * Covariance + Ratio * Ratio * VarianceDenominator) / (MeanDenominator * MeanDenominator);

    /// <summary>How many users in each arm to find an absolute change of the ratio?</summary>
    public RequiredSample SampleSize(double change, PlanTerms? terms = null)
    {
        Check(change);
        var asked = (terms ?? PlanTerms.Default).Checked();
        var root = (asked.CriticalZ + asked.PowerZ) / change;
        return RequiredSample.Of(root * root * VariancePerUser * (1 + 1 / asked.Ratio), asked.Ratio);
    }

    /// <summary>How likely is the change to be found with so many users in the first arm?</summary>
    public double PowerOf(double change, double users, PlanTerms? terms = null)
    {
        Check(change);
        Require.Positive(users, nameof(users));
        var asked = (terms ?? PlanTerms.Default).Checked();
        return Normal.Cdf(Math.Abs(change) * Math.Sqrt(users / (VariancePerUser * (1 + 1 / asked.Ratio))) - asked.CriticalZ);
    }

    /// <summary>Which absolute change is found with so many users in the first arm?</summary>
    public double DetectableChange(double users, PlanTerms? terms = null)
    {
        Check(1);
        Require.Positive(users, nameof(users));
        var asked = (terms ?? PlanTerms.Default).Checked();
        return (asked.CriticalZ + asked.PowerZ) * Math.Sqrt(VariancePerUser * (1 + 1 / asked.Ratio) / users);
    }

    private void Check(double change)
    {
        Require.Finite(change, nameof(change));
        Require.Finite(MeanNumerator, nameof(MeanNumerator));
        Require.Positive(MeanDenominator, nameof(MeanDenominator));
        Require.Finite(Covariance, nameof(Covariance));
        if (change == 0)
        {
            throw new ArgumentException("The change is 0; there is nothing to find.", nameof(change));
        }

        // Not above 0 where the moments contradict each other, or no user differs from another.
        Require.Positive(VariancePerUser, nameof(VarianceNumerator));
    }
}
