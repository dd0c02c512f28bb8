using Custos.Records;
using Custos.Statistics.Experiments;

namespace Custos.Statistics.Sequential;

/// <summary>Between which values does an effect lie, looking at any time, for large samples?</summary>
/// <param name="Estimate">The effect with its any-time interval.</param>
/// <param name="StandardError">Of the effect at this look.</param>
/// <param name="Rho">The mixture's parameter, from the number of observations it was tuned for.</param>
/// <param name="AnyTimeP">The p-value of "no effect" that is valid at every look.</param>
/// <remarks>Asymptotic: it holds once the arms are large enough that means are nearly normal (some hundreds each), not from the first
/// observation. Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024, "Time-uniform central limit theory", Theorem 2.2.</remarks>
public sealed record AsymptoticSequence(Estimate Estimate, double StandardError, double Rho, double AnyTimeP)
{
    /// <summary>Half the width of the interval.</summary>
    public double HalfWidth => Estimate.Interval.Width / 2;

    /// <param name="effect">The comparison at this look.</param>
    /// <param name="alpha">The chance of ever missing the effect, in (0, 1).</param>
    /// <param name="tunedFor">The number of observations in both arms to be tightest at; chosen before the data are seen.</param>
    /// <exception cref="ArgumentException">The effect has no spread, or a number is out of its range.</exception>
    public static AsymptoticSequence Of(ArmDifference effect, double alpha = 0.05, double tunedFor = 10_000)
    {
        Require.Inside01(alpha, nameof(alpha));
        Require.Positive(tunedFor, nameof(tunedFor));
        if (!(effect.StandardError > 0)) throw new ArgumentException("The arms do not vary, so no interval can be given.", nameof(effect));
        double n = effect.N;
        var log = -2 * Math.Log(alpha);
        var rho = Math.Sqrt((log + Math.Log(log + 1)) / tunedFor);
        var gathered = n * rho * rho + 1;
        var se = effect.StandardError;
        var half = se * Math.Sqrt(n) * Math.Sqrt(2 * gathered * Math.Log(Math.Sqrt(gathered) / alpha)) / (n * rho);
        var score = effect.Value * effect.Value / (se * se) * n;
        var logEvidence = rho * rho * score / (2 * gathered) - 0.5 * Math.Log(gathered);
        return new AsymptoticSequence(
            new Estimate(effect.Value, new Interval(effect.Value - half, effect.Value + half, 1 - alpha), effect.N), se, rho, Math.Min(1, Math.Exp(-logEvidence)));
    }
}
