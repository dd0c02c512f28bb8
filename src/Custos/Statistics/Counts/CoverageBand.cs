using Custos.Statistics.Distributions;

namespace Custos.Statistics.Counts;

/// <summary>How often may an interval of the stated coverage cover, in so many simulated repetitions, before it is called wrong?</summary>
/// <param name="Least">The fewest coverings that pass.</param>
/// <param name="Most">The most that pass.</param>
public sealed record CoverageBand(long Least, long Most)
{
    /// <param name="nominal">The stated coverage.</param>
    /// <param name="replications">How many repetitions.</param>
    /// <param name="falseAlarm">The chance of calling a right interval wrong, half of it on each side.</param>
    public static CoverageBand Of(double nominal, long replications, double falseAlarm)
    {
        Require.Inside01(nominal, nameof(nominal));
        Require.Inside01(falseAlarm, nameof(falseAlarm));
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 1);
        Require.Countable(replications, nameof(replications));
        return new CoverageBand(
            (long)Binomial.Quantile(falseAlarm / 2, replications, nominal),
            (long)Binomial.Quantile(1 - falseAlarm / 2, replications, nominal));
    }

    public bool Accepts(long covered) => covered >= Least && covered <= Most;
}
