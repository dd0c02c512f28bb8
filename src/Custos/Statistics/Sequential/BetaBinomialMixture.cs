using Custos.Statistics.Distributions;

namespace Custos.Statistics.Sequential;

/// <summary>How far may a sum stray by chance, at any time, when each step lies in [−g, h]?</summary>
/// <remarks>For centred observations of a bounded quantity, above all of a rate p: g = p, h = 1 − p, V = n p (1 − p).
/// Source: Howard, Ramdas, McAuliffe and Sekhon 2021, Propositions 7 and 8; the numbers are those of their package confseq.</remarks>
public sealed record BetaBinomialMixture
{
    private const double MostSteps = 1e15;

    private readonly double _g;
    private readonly double _h;
    private readonly double _r;
    private readonly bool _oneSided;
    private readonly double _normalizer;

    /// <param name="g">How far a step may go down, above 0.</param>
    /// <param name="h">How far a step may go up, above 0.</param>
    /// <param name="bestAt">The intrinsic time to be tightest at, above 0.</param>
    /// <param name="alpha">The error for which it is tightest, in (0, 1); in (0, 0.5) when one-sided.</param>
    /// <param name="oneSided">True for sums that stray upwards only.</param>
    public BetaBinomialMixture(double g, double h, double bestAt, double alpha = 0.05, bool oneSided = false)
    {
        Require.Positive(g, nameof(g));
        Require.Positive(h, nameof(h));
        (_g, _h, _oneSided) = (g, h, oneSided);
        var rho = oneSided ? NormalMixture.OneSided(bestAt, alpha).Rho : NormalMixture.TwoSided(bestAt, alpha).Rho;
        _r = Math.Max(rho - g * h, 1e-3 * g * h);
        if (Math.Min(g, h) < 1e-100 || Math.Max(g, h) > 1e100 || Math.Max(g, h) / Math.Min(g, h) > (oneSided ? 1e15 : 1e100))
        {
            throw new ArgumentOutOfRangeException(nameof(g), g, "Steps reach between 1e-100 and 1e100, and one way at most 1e100 times as far as the other, 1e15 times when one-sided.");
        }

        if (!(_r / (Math.Min(g, h) * (g + h)) <= MostSteps)) throw new ArgumentOutOfRangeException(nameof(bestAt), bestAt, "So long a time is beyond 1e15 steps.");
        _normalizer = LogBeta(_r / (g * (g + h)), _r / (h * (g + h)));
    }

    /// <summary>The natural logarithm of the evidence against chance: above ln(1/α), the null is rejected at any time.</summary>
    /// <param name="sum">S, from −V/h to V/g.</param>
    /// <param name="time">V, at least 0.</param>
    /// <exception cref="ArgumentException">A sum that steps in [−g, h] cannot reach at that time.</exception>
    public double LogEvidence(double sum, double time)
    {
        Require.Finite(sum, nameof(sum));
        if (!(time >= 0 && double.IsFinite(time))) throw new ArgumentOutOfRangeException(nameof(time), time, "Intrinsic time is a finite number of at least 0.");
        var (g, h, all) = (_g, _h, _g + _h);
        var (down, up) = ((time - g * sum) / (g * all), (time + h * sum) / (h * all));
        if (down < -1e-9 * (1 + up) || up < -1e-9 * (1 + down)) throw new ArgumentOutOfRangeException(nameof(sum), sum, "Steps in [-g, h] cannot reach this sum at this time.");
        (down, up) = (Math.Max(0, down), Math.Max(0, up));
        if (!(down + up <= MostSteps)) throw new ArgumentOutOfRangeException(nameof(time), time, "So long a time is beyond 1e15 steps.");
        return time / (g * h) * Math.Log(all) - up * Math.Log(g) - down * Math.Log(h) + LogBeta(_r / (g * all) + down, _r / (h * all) + up) - _normalizer;
    }

    /// <summary>How far S may stray at intrinsic time <paramref name="time"/>; V/g, the farthest it can, where nothing is ruled out.</summary>
    /// <param name="time">At least 0.</param>
    /// <param name="alpha">In (0, 1).</param>
    public double Bound(double time, double alpha)
    {
        Require.Inside01(alpha, nameof(alpha));
        var farthest = time / _g;
        return LogEvidence(farthest, time) < -Math.Log(alpha) ? farthest : Bisection.Root(sum => LogEvidence(sum, time) + Math.Log(alpha), 0, farthest);
    }

    private double LogBeta(double a, double b)
    {
        var complete = IncompleteBeta.LogComplete(a, b);
        return _oneSided ? complete + IncompleteBeta.Tails(a, b, _h / (_g + _h), _g / (_g + _h)).Lower : complete;
    }
}
