using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Experiments;

/// <summary>The difference A − B inside one stratum.</summary>
/// <param name="Name">Of the stratum.</param>
/// <param name="Difference">A − B; null when an arm has no unit in it.</param>
/// <param name="Interval">Welch's, of a ratio the delta method's; null when an arm has fewer than two units, and for events.</param>
/// <param name="Weight">The stratum's share of all units (of a ratio, of all denominators; of events, of all exposure).</param>
public sealed record StratumDifference(string Name, double? Difference, Interval? Interval, double Weight);

/// <summary>Do the arms differ, or only the mix of strata that they saw? Both answers side by side.</summary>
/// <param name="AggregateA">A's mean over all its units.</param>
/// <param name="AggregateB">B's.</param>
/// <param name="Strata">The difference inside each.</param>
/// <param name="StandardizedA">A's mean if it had seen the pooled mix; null when it lacks a stratum.</param>
/// <param name="StandardizedB">B's.</param>
/// <param name="Adjusted">Standardized A − B with its interval (post-stratification); null when an arm has fewer than two units in a stratum.</param>
/// <param name="Reversal">True when every stratum points one way and the aggregate the other: Simpson's paradox.</param>
/// <param name="MixEffect">The part of the aggregate difference that is due to the mix (Kitagawa 1955); null as <paramref name="StandardizedA"/>.</param>
/// <param name="WithinEffect">The rest, due to the strata themselves; null as that.</param>
/// <param name="MixP">The p-value of "both arms saw the same mix" (chi-square of units); null with one stratum, and for events, whose exposure is not drawn.</param>
/// <param name="N">Units in both arms; of events, how many.</param>
public sealed record StratifiedComparison(
    double AggregateA,
    double AggregateB,
    IReadOnlyList<StratumDifference> Strata,
    double? StandardizedA,
    double? StandardizedB,
    Estimate? Adjusted,
    bool Reversal,
    double? MixEffect,
    double? WithinEffect,
    double? MixP,
    long N)
{
    /// <summary>A − B over all units, the mix included.</summary>
    public double AggregateDifference => AggregateA - AggregateB;

    /// <summary>True when the aggregate alone would mislead: the paradox, or a mix that differs (p below 0.001, where chance has a say) and
    /// moves the difference by more than the strata themselves do.</summary>
    public bool Misleads => Reversal || MixP is null or < 0.001 && Math.Abs(MixEffect ?? 0) > Math.Abs(WithinEffect ?? 0);

    /// <summary>Compares the arms stratum by stratum.</summary>
    /// <param name="strata">At least one, with both arms seen somewhere.</param>
    /// <param name="confidence">Of the intervals, in (0, 1).</param>
    /// <exception cref="ArgumentException">No stratum, or an arm has no unit at all.</exception>
    public static StratifiedComparison Of(IReadOnlyList<Stratum> strata, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        return Of([.. strata.Select(stratum => stratum.Arms(confidence))], Total(strata.Select(stratum => (Int128)(stratum.A?.N ?? 0) + (stratum.B?.N ?? 0)), nameof(strata)), confidence, nameof(strata));
    }

    /// <summary>Compares a ratio of sums stratum by stratum; a stratum weighs as much as its denominators.</summary>
    /// <exception cref="ArgumentException">As <see cref="Of(IReadOnlyList{Stratum}, double)"/>, or denominators sum to less than 0.</exception>
    public static StratifiedComparison OfRatios(IReadOnlyList<RatioStratum> strata, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        return Of([.. strata.Select(stratum => stratum.Arms(confidence))], Total(strata.Select(stratum => (Int128)(stratum.A?.N ?? 0) + (stratum.B?.N ?? 0)), nameof(strata)), confidence, nameof(strata));
    }

    /// <summary>Compares rates of events stratum by stratum; a stratum weighs as much as its exposure.</summary>
    /// <exception cref="ArgumentException">As <see cref="Of(IReadOnlyList{Stratum}, double)"/>.</exception>
    public static StratifiedComparison OfEvents(IReadOnlyList<EventStratum> strata, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        return Of([.. strata.Select(stratum => stratum.Arms())], Total(strata.Select(stratum => (Int128)stratum.EventsA + stratum.EventsB), nameof(strata)), confidence, nameof(strata));
    }

    private static long Total(IEnumerable<Int128> counts, string name)
    {
        var total = counts.Aggregate(Int128.Zero, (sum, count) => sum + count);
        return total <= long.MaxValue ? (long)total : throw new ArgumentException("The strata together hold more than 9.2e18 units.", name);
    }

    private static StratifiedComparison Of(StratumArms[] strata, long n, double confidence, string name)
    {
        var (weightA, weightB) = (strata.Sum(stratum => stratum.A?.Weight ?? 0), strata.Sum(stratum => stratum.B?.Weight ?? 0));
        if (!(weightA > 0 && weightB > 0)) throw new ArgumentException("An arm has no unit in any stratum.", name);
        var (a, b) = (strata.Sum(stratum => stratum.A is { } arm ? arm.Weight / weightA * arm.Mean : 0), strata.Sum(stratum => stratum.B is { } arm ? arm.Weight / weightB * arm.Mean : 0));
        StratumDifference[] differences =
        [
            .. strata.Select(stratum => new StratumDifference(
                stratum.Name,
                stratum.A?.Mean - stratum.B?.Mean,
                stratum.Interval,
                ((stratum.A?.Weight ?? 0) + (stratum.B?.Weight ?? 0)) / (weightA + weightB))),
        ];
        double? standardA = Standardized(strata, differences, stratum => stratum.A);
        double? standardB = Standardized(strata, differences, stratum => stratum.B);
        var signs = differences.Where(difference => difference.Weight > 0).Select(difference => Math.Sign(difference.Difference ?? 0)).Distinct().ToArray();
        var within = standardA is null || standardB is null ? (double?)null : strata.Sum(stratum =>
            0.5 * ((stratum.A?.Weight ?? 0) / weightA + (stratum.B?.Weight ?? 0) / weightB) * (stratum.A is { } left && stratum.B is { } right ? left.Mean - right.Mean : 0));
        return new StratifiedComparison(
            a,
            b,
            differences,
            standardA,
            standardB,
            PostStratified(strata, differences, standardA - standardB, n, confidence),
            signs.Length == 1 && signs[0] != 0 && Math.Sign(a - b) == -signs[0],
            a - b - within,
            within,
            MixTest(strata),
            n);
    }

    private static double? Standardized(StratumArms[] strata, StratumDifference[] differences, Func<StratumArms, StratumArm?> arm)
    {
        var sum = 0.0;
        for (var k = 0; k < strata.Length; k++)
        {
            if (differences[k].Weight == 0) continue;
            if (arm(strata[k]) is not { } seen) return null;
            sum += differences[k].Weight * seen.Mean;
        }

        return sum;
    }

    private static Estimate? PostStratified(StratumArms[] strata, StratumDifference[] differences, double? value, long n, double confidence)
    {
        if (value is not { } difference) return null;
        var variance = 0.0;
        for (var k = 0; k < strata.Length; k++)
        {
            if (differences[k].Weight == 0) continue;
            if (strata[k] is not { A.Variance: { } a, B.Variance: { } b }) return null;
            var w = differences[k].Weight;
            variance += w * w * (a + b);
        }

        var half = Normal.InverseSurvival((1 - confidence) / 2) * Math.Sqrt(variance);
        return new Estimate(difference, new Interval(difference - half, difference + half, confidence), n);
    }

    private static double? MixTest(StratumArms[] strata)
    {
        StratumArms[] seen = [.. strata.Where(stratum => stratum.A?.Units > 0 || stratum.B?.Units > 0)];
        if (seen.Length < 2) return null;
        double totalA = seen.Sum(stratum => stratum.A?.Units ?? 0), totalB = seen.Sum(stratum => stratum.B?.Units ?? 0);
        var chiSquare = 0.0;
        foreach (var stratum in seen)
        {
            double a = stratum.A?.Units ?? 0, b = stratum.B?.Units ?? 0;
            var gap = a * totalB - b * totalA;
            chiSquare += gap * gap / (totalA * totalB * (a + b));
        }

        return ChiSquare.Survival(chiSquare, seen.Length - 1);
    }
}
