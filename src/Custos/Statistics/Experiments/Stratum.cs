using Custos.Records;
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

    internal StratumArms Arms(double confidence) => new(
        Name, Arm(A), Arm(B), this is { A.N: >= 2, B.N: >= 2 } ? ArmDifference.Welch(B, A, DifferenceType.Absolute, confidence).Interval : null);

    private static StratumArm? Arm(Moments? arm) => arm is null ? null : new(arm.Mean, arm.N, arm.N, arm.N >= 2 ? arm.SquaredDeviations / (arm.N - 1) / arm.N : null);
}

/// <summary>One stratum of a ratio of sums, such as flags per message, as both arms saw it.</summary>
/// <param name="Name">Of the stratum.</param>
/// <param name="A">Denominator (x) and numerator (y) of the first arm's units in it; null when it has none.</param>
/// <param name="B">The second arm's.</param>
public sealed record RatioStratum(string Name, PairMoments? A, PairMoments? B)
{
    internal StratumArms Arms(double confidence) => new(
        Name, Arm(A), Arm(B), this is { A: { N: >= 2, MeanX: > 0 }, B: { N: >= 2, MeanX: > 0 } } ? RatioMetric.Compare(B, A, DifferenceType.Absolute, confidence).Interval : null);

    // An arm whose denominators are all 0 has no ratio in the stratum, and no part in that of the whole.
    private static StratumArm? Arm(PairMoments? arm) => arm switch
    {
        null or { MeanX: 0 } => null,
        { MeanX: < 0 } => throw new ArgumentException("The denominators of a stratum sum to less than 0.", nameof(arm)),
        { N: 1 } => new(arm.MeanY / arm.MeanX, arm.MeanX, 1, null),
        _ => new(arm.MeanY / arm.MeanX, arm.N * arm.MeanX, arm.N, Square(RatioMetric.Measure(arm).StandardError)),
    };

    private static double Square(double value) => value * value;
}

/// <summary>One stratum of events over stretches of exposure, as both saw it.</summary>
/// <param name="Name">Of the stratum.</param>
/// <param name="EventsA">In the first, at least 0.</param>
/// <param name="ExposureA">Its length, at least 0; 0 where it has none of the stratum.</param>
/// <param name="EventsB">In the second.</param>
/// <param name="ExposureB">Its length.</param>
public sealed record EventStratum(string Name, long EventsA, double ExposureA, long EventsB, double ExposureB)
{
    // Exposure is measured, not drawn: it has no units whose mix could differ by chance.
    internal StratumArms Arms() => new(Name, Arm(EventsA, ExposureA), Arm(EventsB, ExposureB), null);

    private static StratumArm? Arm(long events, double exposure)
    {
        Require.Countable(events, nameof(events));
        Require.Finite(exposure, nameof(exposure));
        ArgumentOutOfRangeException.ThrowIfNegative(exposure);
        if (exposure == 0 && events > 0) throw new ArgumentException("There are events where there is no exposure.", nameof(exposure));
        return exposure == 0 ? null : new(events / exposure, exposure, 0, events / exposure / exposure);
    }
}

/// <summary>What did one arm show in one stratum?</summary>
/// <param name="Mean">Its mean, ratio or rate.</param>
/// <param name="Weight">How much of the arm the stratum is: units, denominators or exposure.</param>
/// <param name="Units">What was drawn; 0 where nothing was.</param>
/// <param name="Variance">Of the mean; null when one unit tells none.</param>
internal sealed record StratumArm(double Mean, double Weight, long Units, double? Variance);

/// <summary>What did both arms show in one stratum, and where does their difference lie?</summary>
internal sealed record StratumArms(string Name, StratumArm? A, StratumArm? B, Interval? Interval);
