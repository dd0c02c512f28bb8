using Custos.Records;
using Custos.Statistics.Distributions;
using Custos.Statistics.Means;

namespace Custos.Statistics.Experiments;

/// <summary>One stratum (a country, a device, a difficulty) as both arms saw it.</summary>
/// <param name="Name">Of the stratum.</param>
/// <param name="A">The first arm's units in it; null when it has none.</param>
/// <param name="B">The second arm's.</param>
public sealed record Stratum(string Name, Moments? A, Moments? B)
{
    /// <summary>From counts of successes; an arm may have no unit in the stratum.</summary>
    /// <exception cref="ArgumentException">Successes outside [0, total].</exception>
    public static Stratum OfRates(string name, long successesA, long totalA, long successesB, long totalB) =>
        new(name, OfRate(successesA, totalA, nameof(successesA)), OfRate(successesB, totalB, nameof(successesB)));

    private static Moments? OfRate(long successes, long total, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        if (successes < 0 || successes > total) throw new ArgumentOutOfRangeException(name, successes, $"Successes lie between 0 and the total, {total}.");
        return total == 0 ? null : new Moments(total, (double)successes / total, successes * (1 - (double)successes / total));
    }
}

/// <summary>The difference A − B inside one stratum.</summary>
/// <param name="Name">Of the stratum.</param>
/// <param name="Difference">A − B; null when an arm has no unit in it.</param>
/// <param name="Interval">Welch's; null when an arm has fewer than two units.</param>
/// <param name="Weight">The stratum's share of all units.</param>
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
/// <param name="MixP">The p-value of "both arms saw the same mix" (chi-square); null with one stratum.</param>
/// <param name="N">Units in both arms.</param>
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

    /// <summary>True when the aggregate alone would mislead: the paradox, or a mix that differs (p below 0.001) and moves the
    /// difference by more than the strata themselves do.</summary>
    public bool Misleads => Reversal || MixP < 0.001 && Math.Abs(MixEffect ?? 0) > Math.Abs(WithinEffect ?? 0);

    /// <summary>Compares the arms stratum by stratum.</summary>
    /// <param name="strata">At least one, with both arms seen somewhere.</param>
    /// <param name="confidence">Of the intervals, in (0, 1).</param>
    /// <exception cref="ArgumentException">No stratum, or an arm has no unit at all.</exception>
    public static StratifiedComparison Of(IReadOnlyList<Stratum> strata, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        var a = Total(strata.Select(stratum => stratum.A), nameof(strata));
        var b = Total(strata.Select(stratum => stratum.B), nameof(strata));
        double n = a.N + b.N;
        StratumDifference[] differences =
        [
            .. strata.Select(stratum => new StratumDifference(
                stratum.Name,
                stratum.A?.Mean - stratum.B?.Mean,
                stratum is { A.N: >= 2, B.N: >= 2 } ? ArmDifference.Welch(stratum.B, stratum.A, DifferenceType.Absolute, confidence).Interval : null,
                ((stratum.A?.N ?? 0) + (stratum.B?.N ?? 0)) / n)),
        ];
        double? standardA = Standardized(strata, differences, stratum => stratum.A);
        double? standardB = Standardized(strata, differences, stratum => stratum.B);
        var aggregate = a.Mean - b.Mean;
        var signs = differences.Where(difference => difference.Weight > 0).Select(difference => Math.Sign(difference.Difference ?? 0)).Distinct().ToArray();
        var within = standardA is null || standardB is null ? (double?)null : strata.Sum(stratum =>
            0.5 * ((stratum.A?.N ?? 0) / (double)a.N + (stratum.B?.N ?? 0) / (double)b.N) * (stratum.A is { } left && stratum.B is { } right ? left.Mean - right.Mean : 0));
        return new StratifiedComparison(
            a.Mean,
            b.Mean,
            differences,
            standardA,
            standardB,
            PostStratified(strata, differences, standardA - standardB, (long)n, confidence),
            signs.Length == 1 && signs[0] != 0 && Math.Sign(aggregate) == -signs[0],
            aggregate - within,
            within,
            MixTest(strata, a.N, b.N),
            (long)n);
    }

    private static Moments Total(IEnumerable<Moments?> parts, string name) => parts.Where(part => part is not null)
        .Aggregate((Moments?)null, (sum, part) => sum is null ? part : sum + part!) ?? throw new ArgumentException("An arm has no unit in any stratum.", name);

    private static double? Standardized(IReadOnlyList<Stratum> strata, StratumDifference[] differences, Func<Stratum, Moments?> arm)
    {
        var sum = 0.0;
        for (var k = 0; k < strata.Count; k++)
        {
            if (differences[k].Weight == 0) continue;
            if (arm(strata[k]) is not { } moments) return null;
            sum += differences[k].Weight * moments.Mean;
        }

        return sum;
    }

    private static Estimate? PostStratified(IReadOnlyList<Stratum> strata, StratumDifference[] differences, double? value, long n, double confidence)
    {
        if (value is not { } difference) return null;
        var variance = 0.0;
        for (var k = 0; k < strata.Count; k++)
        {
            if (differences[k].Weight == 0) continue;
            if (strata[k] is not { A: { N: >= 2 } a, B: { N: >= 2 } b }) return null;
            var w = differences[k].Weight;
            variance += w * w * (a.SquaredDeviations / (a.N - 1) / a.N + b.SquaredDeviations / (b.N - 1) / b.N);
        }

        var half = Normal.InverseSurvival((1 - confidence) / 2) * Math.Sqrt(variance);
        return new Estimate(difference, new Interval(difference - half, difference + half, confidence), n);
    }

    private static double? MixTest(IReadOnlyList<Stratum> strata, double totalA, double totalB)
    {
        Stratum[] seen = [.. strata.Where(stratum => stratum.A is not null || stratum.B is not null)];
        if (seen.Length < 2) return null;
        var chiSquare = 0.0;
        foreach (var stratum in seen)
        {
            double a = stratum.A?.N ?? 0, b = stratum.B?.N ?? 0;
            var gap = a * totalB - b * totalA;
            chiSquare += gap * gap / (totalA * totalB * (a + b));
        }

        return ChiSquare.Survival(chiSquare, seen.Length - 1);
    }
}
