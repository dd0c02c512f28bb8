using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Scores;

/// <summary>If a problem is tried k times, how likely does at least one try pass?</summary>
/// <remarks>1 − C(n − c, k) / C(n, k), unbiased where 1 − (1 − c/n)ᵏ is not. Source: Chen et al. 2021, arXiv 2107.03374, eq. 1.</remarks>
public static class PassAtK
{
    private const long MostFactors = 10_000;

    /// <param name="samples">How often the problem was tried, n.</param>
    /// <param name="passed">How many of those passed, c.</param>
    /// <param name="k">The tries allowed, at most n.</param>
    /// <exception cref="ArgumentOutOfRangeException">Passed is outside [0, samples], or k outside [1, samples].</exception>
    public static double Of(long samples, long passed, long k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        Require.Countable(samples, nameof(samples));
        ArgumentOutOfRangeException.ThrowIfNegative(passed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(passed, samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, samples);
        if (samples - passed < k) return 1;

        // The chance that k drawn tries hold none that passed: C(n − c, k) / C(n, k), the same with c and k exchanged. As a product
        // Π (1 − larger / i) over the smaller of them, summed as logarithms so that a small chance keeps its digits; of many factors by its mass.
        var (smaller, larger) = passed < k ? (passed, k) : (k, passed);
        var logMiss = smaller > MostFactors ? Hypergeometric.LogMass(0, k, passed, samples) : 0.0;
        for (var i = samples - smaller + 1; i <= samples && smaller <= MostFactors; i++) logMiss += Math.Log((double)(i - larger) / i);
        return 0.0 - LogSpace.ExpM1(logMiss);
    }

    /// <summary>The mean over problems, with the normal interval of a mean over problems clipped to [0, 1]: the problems are the sample, not the tries.</summary>
    /// <exception cref="ArgumentException">There is no problem.</exception>
    /// <exception cref="ArgumentOutOfRangeException">As for one problem, or the confidence is not inside (0, 1).</exception>
    public static Estimate OverProblems(ReadOnlySpan<(long Samples, long Passed)> problems, long k, double confidence = 0.95)
    {
        if (problems.IsEmpty) throw new ArgumentException("There is no problem, so there is no rate of passing.", nameof(problems));
        var rates = new double[problems.Length];
        for (var i = 0; i < rates.Length; i++) rates[i] = Of(problems[i].Samples, problems[i].Passed, k);
        return MeanLoss.Of(rates, 1, confidence);
    }
}
