using Custos.Statistics.Distributions;

namespace Custos.Statistics.Sequential;

/// <summary>How far may a sum stray by chance, at any time whatever, when it is sub-Gaussian?</summary>
/// <remarks>The sum S of centred observations against its intrinsic time V (the variance gathered so far). Looking after every
/// observation, the chance that S ever leaves ±<see cref="Bound"/> is at most α. Source: Howard, Ramdas, McAuliffe and Sekhon 2021,
/// equations 14 (two-sided) and Proposition 6 (one-sided); the numbers are those of their package confseq.</remarks>
public sealed record NormalMixture
{
    private const double FarBelow = 50;

    private readonly bool _oneSided;

    private NormalMixture(double rho, bool oneSided)
    {
        Rho = rho;
        _oneSided = oneSided;
    }

    /// <summary>The mixture's precision, in units of intrinsic time.</summary>
    public double Rho { get; }

    /// <summary>For both directions, tightest near intrinsic time <paramref name="bestAt"/>.</summary>
    /// <param name="bestAt">The intrinsic time to be tightest at, above 0.</param>
    /// <param name="alpha">The error for which it is tightest, in (0, 1).</param>
    public static NormalMixture TwoSided(double bestAt, double alpha = 0.05)
    {
        Require.Positive(bestAt, nameof(bestAt));
        Require.Inside01(alpha, nameof(alpha));
        return new NormalMixture(BestRho(bestAt, alpha), oneSided: false);
    }

    /// <summary>For sums that stray upwards only.</summary>
    /// <param name="bestAt">The intrinsic time to be tightest at, above 0.</param>
    /// <param name="alpha">The error for which it is tightest, in (0, 0.5).</param>
    public static NormalMixture OneSided(double bestAt, double alpha = 0.05)
    {
        Require.Positive(bestAt, nameof(bestAt));
        if (!(alpha is > 0 and < 0.5)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "A one-sided error lies strictly between 0 and 0.5.");
        return new NormalMixture(BestRho(bestAt, 2 * alpha), oneSided: true);
    }

    /// <summary>The natural logarithm of the evidence against chance: above ln(1/α), the null is rejected at any time.</summary>
    /// <param name="sum">S, finite.</param>
    /// <param name="time">V, at least 0.</param>
    public double LogEvidence(double sum, double time)
    {
        Require.Finite(sum, nameof(sum));
        CheckTime(time);
        var spread = time + Rho;
        var two = 0.5 * Math.Log(Rho / spread) + sum * sum / (2 * spread);
        if (!_oneSided) return two;
        var below = -sum / Math.Sqrt(spread);
        if (below < FarBelow) return two + Math.Log(2) + Normal.LogSurvival(below);

        // Far below, the square in the evidence and that in the tail cancel; what is left is the tail's series. Source: Abramowitz and Stegun 1964, 26.2.12.
        var inverse = 1 / (below * below);
        return 0.5 * Math.Log(Rho / spread) + Math.Log(2) - Math.Log(below) - 0.5 * Math.Log(2 * Math.PI)
            + double.LogP1(-inverse * (1 - 3 * inverse * (1 - 5 * inverse * (1 - 7 * inverse))));
    }

    /// <summary>How far S may stray at intrinsic time <paramref name="time"/>.</summary>
    /// <param name="time">At least 0.</param>
    /// <param name="alpha">In (0, 1).</param>
    public double Bound(double time, double alpha)
    {
        CheckTime(time);
        Require.Inside01(alpha, nameof(alpha));
        var spread = time + Rho;
        var two = Math.Sqrt(spread * (Math.Log(spread / Rho) - 2 * Math.Log(alpha)));
        if (!_oneSided) return two;
        // One-sided evidence is at most twice the two-sided, at least as much from 0 up.
        return Bisection.Root(sum => LogEvidence(sum, time) + Math.Log(alpha), 0, two);
    }

    internal static double BestRho(double bestAt, double alpha) => bestAt / (-2 * Math.Log(alpha) + double.LogP1(-2 * Math.Log(alpha)));

    private static void CheckTime(double time)
    {
        if (!(time >= 0 && double.IsFinite(time))) throw new ArgumentOutOfRangeException(nameof(time), time, "Intrinsic time is a finite number of at least 0.");
    }
}
