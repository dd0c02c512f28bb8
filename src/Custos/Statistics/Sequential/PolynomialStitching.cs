namespace Custos.Statistics.Sequential;

/// <summary>How far may a sum stray by chance, at any time, with the slowest growth that the law of the iterated logarithm allows?</summary>
/// <remarks>One-sided, for sub-gamma sums of scale c (c = 0 is sub-Gaussian). Source: Howard, Ramdas, McAuliffe and Sekhon 2021, equation 10.</remarks>
public sealed record PolynomialStitching
{
    private const double Largest = 1e6;

    private readonly double _c;
    private readonly double _s;
    private readonly double _eta;
    private readonly double _from;

    /// <param name="from">The intrinsic time from which the bound is meant, above 0; before, it stays level.</param>
    /// <param name="c">The scale of the sub-gamma tail; below 0 allows less than Gaussian.</param>
    /// <param name="s">The power of the epochs' errors, above 1.</param>
    /// <param name="eta">The ratio of one epoch to the next, above 1.</param>
    public PolynomialStitching(double from, double c = 0, double s = 1.4, double eta = 2)
    {
        Require.Positive(from, nameof(from));
        Require.Finite(c, nameof(c));
        if (!(s > 1 && s <= Largest)) throw new ArgumentOutOfRangeException(nameof(s), s, "The power of the epochs is above 1 and at most 1e6.");
        if (!(eta > 1 && eta <= Largest)) throw new ArgumentOutOfRangeException(nameof(eta), eta, "The ratio of epochs is above 1 and at most 1e6.");
        (_from, _c, _s, _eta) = (from, c, s, eta);
    }

    /// <summary>How far S may rise at intrinsic time <paramref name="time"/>.</summary>
    /// <param name="time">At least 0.</param>
    /// <param name="alpha">In (0, 1).</param>
    public double Bound(double time, double alpha)
    {
        Require.Inside01(alpha, nameof(alpha));
        if (!(time >= 0 && double.IsFinite(time))) throw new ArgumentOutOfRangeException(nameof(time), time, "Intrinsic time is a finite number of at least 0.");
        var v = Math.Max(time, _from);
        var level = _s * Math.Log(Math.Log(_eta) + Math.Log(v) - Math.Log(_from)) + Math.Log(Zeta(_s)) - Math.Log(alpha) - _s * Math.Log(Math.Log(_eta));
        var spread = (Math.Pow(_eta, 0.25) + Math.Pow(_eta, -0.25)) / Math.Sqrt(2);
        var drift = (Math.Sqrt(_eta) + 1) / 2 * _c * level;
        var root = double.Hypot(spread * Math.Sqrt(v * level), drift);
        return drift < 0 ? spread * spread * v * level / (root - drift) : root + drift;
    }

    // Euler–Maclaurin from the twentieth term; six Bernoulli terms leave less than 1e-16. Source: NIST DLMF 25.2.9.
    internal static double Zeta(double s)
    {
        const int n = 20;
        var sum = 0.0;
        for (var k = n - 1; k >= 1; k--) sum += Math.Pow(k, -s);
        sum += Math.Pow(n, 1 - s) / (s - 1) + 0.5 * Math.Pow(n, -s);
        double[] bernoulliOverFactorial = [1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000];
        var rising = s * Math.Pow(n, -s - 1);
        for (var j = 0; j < bernoulliOverFactorial.Length; j++)
        {
            sum += bernoulliOverFactorial[j] * rising;
            rising *= (s + 2 * j + 1) * (s + 2 * j + 2) / (n * (double)n);
        }

        return sum;
    }
}
