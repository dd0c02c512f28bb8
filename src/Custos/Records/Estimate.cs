using System.Globalization;

namespace Custos.Records;

/// <summary>What is the number, how sure are we of it, and how much data does it stand on?</summary>
/// <param name="Value">The point estimate, finite.</param>
/// <param name="Interval">The confidence interval that bears the estimate's uncertainty.</param>
/// <param name="N">The number of independent observations it stands on, at least 1.</param>
public sealed record Estimate(double Value, Interval Interval, long N)
{
    // Φ⁻¹(0.975).
    private const double TwoSided95 = 1.959963984540054;

    /// <summary>What share of <paramref name="trials"/> were successes? With Wilson's 95 % interval.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No trials, or successes outside [0, trials]. No data is an error or a case, never 0.</exception>
    /// <remarks>Source: Wilson 1927; Brown, Cai, DasGupta 2001, eq. 4. The ends are exactly 0 and 1 at no and all successes.</remarks>
    public static Estimate OfRate(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        const double z2 = TwoSided95 * TwoSided95;
        double n = trials;
        var p = successes / n;
        var center = (p + z2 / (2 * n)) / (1 + z2 / n);
        var half = TwoSided95 / (1 + z2 / n) * Math.Sqrt(p * (1 - p) / n + z2 / (4 * n * n));
        var lower = successes == 0 ? 0 : Math.Max(0, center - half);
        var upper = successes == trials ? 1 : Math.Min(1, center + half);
        return new Estimate(p, new Interval(lower, upper), trials);
    }

    /// <summary>The estimate as a share: <c>80.0 % [49.0 %, 94.3 %], n = 10</c>.</summary>
    public string ToPercentText() => string.Create(
        CultureInfo.InvariantCulture, $"{Value * 100:F1} % [{Interval.Lower * 100:F1} %, {Interval.Upper * 100:F1} %], n = {N}");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:G4} {Interval}, n = {N}");
}
