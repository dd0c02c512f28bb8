using Custos.Statistics.Distributions;

namespace Custos.Statistics.Counts;

/// <summary>Does one sample come from the stated rate?</summary>
/// <param name="TwoSided">The chance of an outcome at most as likely as this one: as R's binom.test and scipy's binomtest.</param>
/// <param name="Less">The chance of at most as many successes.</param>
/// <param name="Greater">The chance of at least as many.</param>
public sealed record BinomialTest(double TwoSided, double Less, double Greater)
{
    // Outcomes that are equally likely on paper differ by rounding; R's binom.test allows the same.
    private const double Tie = 1e-7;

    /// <param name="successes">Between 0 and <paramref name="trials"/>.</param>
    /// <param name="trials">At least 1.</param>
    /// <param name="rate">The rate that is tested, in [0, 1].</param>
    public static BinomialTest Of(long successes, long trials, double rate)
    {
        Require.Counts(successes, trials, nameof(successes), nameof(trials));
        Require.Within01(rate, nameof(rate));
        var less = Binomial.AtMost(successes, trials, rate);
        var greater = Binomial.AtLeast(successes, trials, rate);
        return new BinomialTest(Math.Min(1, TwoSidedP(successes, trials, rate, less, greater)), less, greater);
    }

    private static double TwoSidedP(double k, double n, double rate, double less, double greater)
    {
        var mode = Math.Clamp(Math.Floor((n + 1) * rate), 0, n);
        var level = Binomial.LogMass(k, n, rate) + Tie;
        if (Binomial.LogMass(mode, n, rate) <= level)
        {
            return 1;
        }

        var spread = Math.Sqrt(n * rate * (1 - rate));
        if (k < mode)
        {
            var above = WholeNumberSearch.First(j => j > n || Binomial.LogMass(j, n, rate) <= level, mode, n + 1, 2 * mode - k, spread);
            return less + Binomial.AtLeast(above, n, rate);
        }

        // Mirrored, so that the same search finds the last unlikely enough outcome below the mode.
        var below = WholeNumberSearch.First(j => -j < 0 || Binomial.LogMass(-j, n, rate) <= level, -mode, 1, k - 2 * mode, spread);
        return greater + Binomial.AtMost(-below, n, rate);
    }
}
