using Custos.Statistics.Distributions;

namespace Custos.Statistics.Planning;

/// <summary>How many does it take to tell one rate from a stated one?</summary>
public static class OneProportion
{
    // Scanning sizes one by one beyond it takes minutes, and the exact answer is then the approximate one.
    private const long LargestExact = 200_000;

    /// <summary>By the normal approximation: (z_α·√(p₀q₀) + z_β·√(p₁q₁))²/(p₁ − p₀)².</summary>
    /// <remarks>Source: Fleiss 1981, eq. 2.10, without continuity correction.</remarks>
    public static RequiredSample SampleSize(double p0, double p1, PlanTerms? terms = null)
    {
        Check(p0, p1);
        var asked = (terms ?? PlanTerms.Default).Checked();
        var root = (asked.CriticalZ * Math.Sqrt(p0 * (1 - p0)) + asked.PowerZ * Math.Sqrt(p1 * (1 - p1))) / (p1 - p0);
        return RequiredSample.Of(root * root, ratio: 0);
    }

    /// <summary>How likely is the planned rate to be told from the stated one with so many, by the normal approximation?</summary>
    public static double PowerOf(double p0, double p1, double n, PlanTerms? terms = null)
    {
        Check(p0, p1);
        Require.Positive(n, nameof(n));
        var asked = (terms ?? PlanTerms.Default).Checked();
        return Normal.Cdf((Math.Abs(p1 - p0) * Math.Sqrt(n) - asked.CriticalZ * Math.Sqrt(p0 * (1 - p0))) / Math.Sqrt(p1 * (1 - p1)));
    }

    /// <summary>Which rate above (or below) the stated one is found with so many? Null when none is far enough.</summary>
    public static double? DetectableRate(double p0, double n, PlanTerms? terms = null, bool isIncrease = true)
    {
        Require.Inside01(p0, nameof(p0));
        Require.Positive(n, nameof(n));
        var asked = (terms ?? PlanTerms.Default).Checked();
        var far = isIncrease ? 1 - 1e-12 : 1e-12;
        return PowerOf(p0, far, n, asked) < asked.Power
            ? null
            : p0 + (far - p0) * Bisection.Root(share => PowerOf(p0, p0 + share * (far - p0), n, asked) - asked.Power, 1e-12, 1);
    }

    /// <summary>How likely is the planned rate to be told from the stated one by the exact test?</summary>
    public static ExactProportionPower ExactPower(long n, double p0, double p1, double alpha = 0.05, Alternative alternative = Alternative.TwoSided) =>
        ExactProportionPower.Of(n, p0, p1, alpha, alternative);

    /// <summary>From how many on does the exact test keep the power?</summary>
    /// <remarks>Exact power goes up and down with n; this is the n after the last that fails, looked for up to a fifth and 50 above the approximate size.</remarks>
    public static long ExactSampleSize(double p0, double p1, PlanTerms? terms = null)
    {
        var asked = (terms ?? PlanTerms.Default).Checked();
        var approximate = SampleSize(p0, p1, asked).First;
        if (approximate > LargestExact)
        {
            throw new ArgumentException("The exact size is searched one by one and only below 200,000; take the approximate one.", nameof(p1));
        }

        for (var n = approximate + approximate / 5 + 50; n > 1; n--)
        {
            if (ExactPower(n - 1, p0, p1, asked.Alpha, asked.Alternative).Power < asked.Power)
            {
                return n;
            }
        }

        return 1;
    }

    private static void Check(double p0, double p1)
    {
        Require.Inside01(p0, nameof(p0));
        Require.Inside01(p1, nameof(p1));
        if (p0 == p1)
        {
            throw new ArgumentException("The two rates are equal; there is no difference to find.", nameof(p1));
        }
    }
}
