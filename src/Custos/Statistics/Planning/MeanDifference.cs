using Custos.Statistics.Distributions;

namespace Custos.Statistics.Planning;

/// <summary>How many does it take to tell two means apart by a t test?</summary>
/// <remarks>Exact power from the noncentral t; both tails count in a two-sided test. Effects are in standard deviations (Cohen's d). Source: Cohen 1988, chapter 2.</remarks>
public static class MeanDifference
{
    /// <summary>How many in each of two independent arms?</summary>
    /// <param name="effectSize">The difference over the common standard deviation, not 0; a one-sided plan looks in its direction.</param>
    /// <param name="terms">Alpha, power, sides, ratio.</param>
    public static RequiredSample SampleSize(double effectSize, PlanTerms? terms = null)
    {
        var asked = Checked(effectSize, terms);
        var exact = Smallest(n => PowerOf(effectSize, n, asked) - asked.Power, 2 / (1 + asked.Ratio) + 1e-3);
        return RequiredSample.Of(exact, asked.Ratio);
    }

    /// <summary>How likely is the effect to be found with so many in the first arm?</summary>
    public static double PowerOf(double effectSize, double n1, PlanTerms? terms = null)
    {
        var asked = Checked(effectSize, terms);
        var df = n1 * (1 + asked.Ratio) - 2;
        Require.Positive(df, nameof(n1));
        return Power(Math.Abs(effectSize) * Math.Sqrt(n1 / (1 + 1 / asked.Ratio)), df, asked);
    }

    /// <summary>How large must the effect be to be found with so many in the first arm?</summary>
    public static double DetectableEffect(double n1, PlanTerms? terms = null)
    {
        var asked = (terms ?? PlanTerms.Default).Checked();
        return Bisection.RootAbove(d => PowerOf(d, n1, asked) - asked.Power, 1e-12);
    }

    /// <summary>How many pairs, when every item is measured twice?</summary>
    /// <param name="effectSize">The mean difference over the standard deviation of the differences, not 0.</param>
    /// <param name="terms">Alpha, power, sides.</param>
    public static RequiredSample PairedSampleSize(double effectSize, PlanTerms? terms = null)
    {
        var asked = Checked(effectSize, terms);
        return RequiredSample.Of(Smallest(n => PairedPowerOf(effectSize, n, asked) - asked.Power, 1.001), ratio: 0);
    }

    /// <summary>How likely is the effect to be found with so many pairs?</summary>
    public static double PairedPowerOf(double effectSize, double pairs, PlanTerms? terms = null)
    {
        var asked = Checked(effectSize, terms);
        Require.Positive(pairs - 1, nameof(pairs));
        return Power(Math.Abs(effectSize) * Math.Sqrt(pairs), pairs - 1, asked);
    }

    /// <summary>How large must the effect be to be found with so many pairs?</summary>
    public static double PairedDetectableEffect(double pairs, PlanTerms? terms = null)
    {
        var asked = (terms ?? PlanTerms.Default).Checked();
        return Bisection.RootAbove(d => PairedPowerOf(d, pairs, asked) - asked.Power, 1e-12);
    }

    // Where the smallest size allowed already has the power, it is the answer.
    private static double Smallest(Func<double, double> surplus, double least) => surplus(least) >= 0 ? least : Bisection.RootAbove(surplus, least);

    private static double Power(double shift, double df, PlanTerms asked)
    {
        var critical = StudentT.InverseSurvival(asked.Tail, df);
        var near = NoncentralT.Survival(critical, df, shift);
        return asked.Alternative == Alternative.TwoSided ? Math.Min(1, near + NoncentralT.Cdf(-critical, df, shift)) : near;
    }

    private static PlanTerms Checked(double effectSize, PlanTerms? terms)
    {
        Require.Finite(effectSize, nameof(effectSize));
        if (effectSize == 0)
        {
            throw new ArgumentException("The effect is 0; there is nothing to find.", nameof(effectSize));
        }

        return (terms ?? PlanTerms.Default).Checked();
    }
}
