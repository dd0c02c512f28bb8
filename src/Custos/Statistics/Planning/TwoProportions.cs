using Custos.Statistics.Distributions;

namespace Custos.Statistics.Planning;

/// <summary>Which approximation does a plan for two rates stand on?</summary>
public enum ProportionMethod
{
    /// <summary>Null variance from the pooled rate, as the z test that will be run. The far tail is ignored. Source: Fleiss 1981, eq. 3.14; R's power.prop.test.</summary>
    Pooled,

    /// <summary>Both variances from the planned rates.</summary>
    Unpooled,

    /// <summary>On the scale where the variance is the same everywhere, 2·asin√p. Source: Cohen 1988, chapter 6.</summary>
    Arcsine,

    /// <summary>The pooled size enlarged for Yates's correction or Fisher's test. Source: Fleiss, Tytun and Ury 1980.</summary>
    ContinuityCorrected,
}

/// <summary>How many does it take to tell two rates apart, how likely is that with so many, how far apart must they be?</summary>
/// <remarks>All three questions of one formula; <see cref="PlanTerms.Ratio"/> is the second arm over the first.</remarks>
public static class TwoProportions
{
    /// <summary>How many observations in each arm?</summary>
    /// <param name="p1">The rate planned for the first arm, strictly between 0 and 1.</param>
    /// <param name="p2">The rate planned for the second, other than <paramref name="p1"/>.</param>
    /// <param name="terms">Alpha, power, sides, ratio; the usual ones unless given.</param>
    /// <param name="method">The approximation.</param>
    public static RequiredSample SampleSize(double p1, double p2, PlanTerms? terms = null, ProportionMethod method = ProportionMethod.Pooled)
    {
        CheckRates(p1, p2);
        var asked = (terms ?? PlanTerms.Default).Checked();
        var (za, zb) = (asked.CriticalZ, asked.PowerZ);
        var exact = method switch
        {
            ProportionMethod.Pooled => Square(za * NullSpread(p1, p2, asked.Ratio) + zb * Spread(p1, p2, asked.Ratio)) / Square(p1 - p2),
            ProportionMethod.Unpooled => Square((za + zb) * Spread(p1, p2, asked.Ratio)) / Square(p1 - p2),
            ProportionMethod.Arcsine => Square(za + zb) * (1 + 1 / asked.Ratio) / Square(EffectSizeH(p1, p2)),
            _ => Corrected(SampleSize(p1, p2, asked).Exact, Math.Abs(p1 - p2), asked.Ratio),
        };
        return RequiredSample.Of(exact, asked.Ratio);
    }

    /// <summary>How likely is the planned difference to be found with so many in the first arm?</summary>
    public static double PowerOf(double p1, double p2, double n1, PlanTerms? terms = null, ProportionMethod method = ProportionMethod.Pooled)
    {
        CheckRates(p1, p2);
        Require.Positive(n1, nameof(n1));
        var asked = (terms ?? PlanTerms.Default).Checked();
        var (d, za) = (Math.Abs(p1 - p2), asked.CriticalZ);
        var n = method == ProportionMethod.ContinuityCorrected ? n1 * Square(Math.Max(0, 1 - (asked.Ratio + 1) / (2 * asked.Ratio * d * n1))) : n1;
        return Normal.Cdf(method switch
        {
            ProportionMethod.Unpooled => d * Math.Sqrt(n) / Spread(p1, p2, asked.Ratio) - za,
            ProportionMethod.Arcsine => Math.Abs(EffectSizeH(p1, p2)) * Math.Sqrt(n / (1 + 1 / asked.Ratio)) - za,
            _ => (d * Math.Sqrt(n) - za * NullSpread(p1, p2, asked.Ratio)) / Spread(p1, p2, asked.Ratio),
        });
    }

    /// <summary>How far from <paramref name="p1"/> must the second rate lie to be found with so many? Null when no rate on that side is far enough.</summary>
    /// <param name="p1">The rate of the first arm.</param>
    /// <param name="n1">How many in the first arm.</param>
    /// <param name="terms">The power that is wanted, and the rest.</param>
    /// <param name="isIncrease">True for a rate above <paramref name="p1"/>.</param>
    /// <param name="method">The approximation.</param>
    /// <returns>The second rate.</returns>
    public static double? DetectableRate(
        double p1, double n1, PlanTerms? terms = null, bool isIncrease = true, ProportionMethod method = ProportionMethod.Pooled)
    {
        Require.Inside01(p1, nameof(p1));
        Require.Positive(n1, nameof(n1));
        var asked = (terms ?? PlanTerms.Default).Checked();
        var far = isIncrease ? 1 - 1e-12 : 1e-12;
        if (PowerOf(p1, far, n1, asked, method) < asked.Power)
        {
            return null;
        }

        return Bisection.Root(share => PowerOf(p1, p1 + share * (far - p1), n1, asked, method) - asked.Power, 1e-12, 1) * (far - p1) + p1;
    }

    /// <summary>How far apart are two rates on the scale of equal variance? Cohen's h = 2·asin√p₁ − 2·asin√p₂.</summary>
    public static double EffectSizeH(double p1, double p2) => 2 * Math.Asin(Math.Sqrt(p1)) - 2 * Math.Asin(Math.Sqrt(p2));

    /// <summary>How likely is an effect of <paramref name="effectSize"/> standard deviations to be found by a z test of two arms? Both tails count in a two-sided test.</summary>
    /// <param name="effectSize">Signed: a one-sided test in the other direction hardly ever finds it.</param>
    /// <param name="n1">How many in the first arm.</param>
    /// <param name="terms">Alpha, sides, ratio.</param>
    public static double NormalPower(double effectSize, double n1, PlanTerms? terms = null)
    {
        Require.Finite(effectSize, nameof(effectSize));
        Require.Positive(n1, nameof(n1));
        var asked = (terms ?? PlanTerms.Default).Checked();
        var shift = effectSize * Math.Sqrt(n1 / (1 + 1 / asked.Ratio));
        var z = asked.CriticalZ;
        return asked.Alternative switch
        {
            Alternative.Greater => Normal.Cdf(shift - z),
            Alternative.Less => Normal.Cdf(-shift - z),
            _ => Normal.Cdf(shift - z) + Normal.Cdf(-shift - z),
        };
    }

    // √((1 + 1/r)·p̄·q̄), the spread of the difference times √n₁ if both arms shared the pooled rate.
    private static double NullSpread(double p1, double p2, double ratio)
    {
        var pooled = (p1 + ratio * p2) / (1 + ratio);
        return Math.Sqrt(pooled * (1 - pooled) * (1 + 1 / ratio));
    }

    private static double Spread(double p1, double p2, double ratio) => Math.Sqrt(p1 * (1 - p1) + p2 * (1 - p2) / ratio);

    private static double Corrected(double n, double d, double ratio) => n / 4 * Square(1 + Math.Sqrt(1 + 2 * (ratio + 1) / (n * ratio * d)));

    private static void CheckRates(double p1, double p2)
    {
        Require.Inside01(p1, nameof(p1));
        Require.Inside01(p2, nameof(p2));
        if (p1 == p2)
        {
            throw new ArgumentException("The two rates are equal; there is no difference to find.", nameof(p2));
        }
    }

    private static double Square(double x) => x * x;
}
