using Custos.Records;
using Custos.Statistics.Experiments;

namespace Custos.Statistics.Sequential;

/// <summary>By how much do two arms differ, looking at any time, for small samples or with an effect in mind?</summary>
/// <param name="Estimate">Treatment − control with its any-time interval, and the units that it stands on.</param>
/// <param name="AnyTimeP">The p-value of "no difference" that is valid at every look, also the most flattering; over several looks take the smallest so far.</param>
/// <remarks><see cref="AsymptoticSequence"/> is the one for some hundreds of units in each arm.</remarks>
public sealed record AnyTimeDifference(Estimate Estimate, double AnyTimeP)
{
    /// <summary>By the mixture sequential probability ratio test, and the interval that inverts it.</summary>
    /// <param name="effect">The comparison at this look; it must vary.</param>
    /// <param name="expectedEffect">The usual size of effects, in the metric's unit, above 0: the mixture's standard deviation. Chosen before the data are seen.</param>
    /// <param name="alpha">The chance of ever missing the effect, in (0, 1).</param>
    /// <remarks>For means of many, whose standard error is nearly known. Source: Johari, Koomen, Pekelis and Walsh 2017.</remarks>
    public static AnyTimeDifference ByMixtureRatio(ArmDifference effect, double expectedEffect, double alpha = 0.05)
    {
        Require.Positive(expectedEffect, nameof(expectedEffect));
        Require.Inside01(alpha, nameof(alpha));
        if (!(effect.StandardError > 0)) throw new ArgumentException("The arms do not vary, so no interval can be given.", nameof(effect));
        var (known, wanted) = (effect.StandardError * effect.StandardError, expectedEffect * expectedEffect);
        var test = MixtureRatioTest.Measure(effect.N, effect.Value, 0, known * effect.N, wanted);
        var half = Math.Sqrt(2 * known * (known + wanted) / wanted * (0.5 * double.LogP1(wanted / known) - Math.Log(alpha)));
        return new(new Estimate(effect.Value, Around(effect.Value, half, alpha), effect.N), test.AnyTimeP);
    }

    /// <summary>By the normal mixture, of units taken in pairs in the order in which they came: exact from the first pair on.</summary>
    /// <param name="control">In the order in which they came, within the bounds; at least one.</param>
    /// <param name="treatment">Likewise. The longer arm's rest is left out.</param>
    /// <param name="lowest">The least that a value can be.</param>
    /// <param name="highest">The most.</param>
    /// <param name="alpha">The chance of ever missing the difference, in (0, 1).</param>
    /// <param name="bestAt">The number of units in both arms to be tightest at; chosen before the data are seen.</param>
    /// <remarks>A bounded value is sub-Gaussian with a quarter of its squared range (Hoeffding 1963), a difference of two with half of it.
    /// Source: <see cref="NormalMixture"/>.</remarks>
    public static AnyTimeDifference ByNormalMixture(
        IReadOnlyList<double> control, IReadOnlyList<double> treatment, double lowest = 0, double highest = 1, double alpha = 0.05, double bestAt = 10_000)
    {
        Require.Inside01(alpha, nameof(alpha));
        Require.Positive(bestAt, nameof(bestAt));
        var (pairs, sum) = Paired(control, treatment, lowest, highest);
        var step = (highest - lowest) * (highest - lowest) / 2;
        var mixture = NormalMixture.TwoSided(step * bestAt / 2, alpha);
        var half = mixture.Bound(step * pairs, alpha) / pairs;
        return new(new Estimate(sum / pairs, Around(sum / pairs, half, alpha), 2 * pairs), Math.Min(1, Math.Exp(-mixture.LogEvidence(sum, step * pairs))));
    }

    /// <summary>By the beta-binomial mixture; parameters as <see cref="ByNormalMixture"/>.</summary>
    /// <remarks>The difference of a pair, moved and scaled into [0, 1], is bounded as a coin is; the interval is that of <see cref="RateSequence"/>.
    /// It does not take the two of a pair to be independent, and pays for that: it is narrower than the normal mixture's only where the
    /// difference exceeds some 0.7 of the range.</remarks>
    public static AnyTimeDifference ByBetaBinomialMixture(
        IReadOnlyList<double> control, IReadOnlyList<double> treatment, double lowest = 0, double highest = 1, double alpha = 0.05, double bestAt = 10_000)
    {
        Require.Inside01(alpha, nameof(alpha));
        Require.Positive(bestAt, nameof(bestAt));
        var (pairs, sum) = Paired(control, treatment, lowest, highest);
        var width = highest - lowest;
        var coins = Math.Clamp((sum / width + pairs) / 2, 0, pairs);
        var (low, high) = RateSequence.Interval(coins, pairs, alpha, bestAt / 2, alpha).Interval;
        var evidence = new BetaBinomialMixture(0.5, 0.5, 0.25 * bestAt / 2, alpha).LogEvidence(coins - pairs / 2.0, 0.25 * pairs);
        return new(
            new Estimate(sum / pairs, new Interval(Math.Min(width * (2 * low - 1), sum / pairs), Math.Max(width * (2 * high - 1), sum / pairs), 1 - alpha), 2 * pairs), Math.Min(1, Math.Exp(-evidence)));
    }

    private static Interval Around(double value, double half, double alpha) => new(value - half, value + half, 1 - alpha);

    private static (int Pairs, double Sum) Paired(IReadOnlyList<double> control, IReadOnlyList<double> treatment, double lowest, double highest)
    {
        Require.Finite(lowest, nameof(lowest));
        Require.Finite(highest, nameof(highest));
        if (!(lowest < highest)) throw new ArgumentOutOfRangeException(nameof(highest), highest, "The highest value lies above the lowest.");
        Check(control, nameof(control));
        Check(treatment, nameof(treatment));
        var pairs = Math.Min(control.Count, treatment.Count);
        var sum = 0.0;
        for (var i = 0; i < pairs; i++) sum += treatment[i] - control[i];
        return (pairs, sum);

        void Check(IReadOnlyList<double> values, string name)
        {
            Require.Finite([.. values], name);
            if (values.Any(value => value < lowest || value > highest)) throw new ArgumentOutOfRangeException(name, "A value lies outside the bounds that were given.");
        }
    }
}
