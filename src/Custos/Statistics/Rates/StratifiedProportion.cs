using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Rates;

/// <summary>One stratum of a population, and what a simple random sample of it held.</summary>
/// <param name="Population">How many there are, at least <paramref name="Sampled"/>.</param>
/// <param name="Sampled">How many were drawn without replacement, at least 1.</param>
/// <param name="Successes">How many of those count.</param>
public sealed record Stratum(long Population, long Sampled, long Successes);

/// <summary>What is the rate of a whole population, of which some strata were sampled more densely than others?</summary>
/// <remarks>Source: Cochran 1977, "Sampling Techniques", sections 5.3 to 5.6.</remarks>
public sealed record StratifiedProportion
{
    /// <summary>The rate in the population, each stratum by its size.</summary>
    public required double Rate { get; init; }

    /// <summary>How many count in the whole population.</summary>
    public required double Total { get; init; }

    /// <summary>The rate in the pooled sample, as if it were a simple random one: the unadjusted answer.</summary>
    public required double Unadjusted { get; init; }

    /// <summary>The standard error of <see cref="Rate"/>, with the finite population correction; null when a stratum that is not sampled whole has one draw only.</summary>
    public required double? StandardError { get; init; }

    /// <summary>The variance over that of a simple random sample of as many, (1 − n/N) p(1−p)/(n−1); null when either does not exist.</summary>
    public required double? DesignEffect { get; init; }

    /// <summary>How many were drawn.</summary>
    public required long N { get; init; }

    /// <exception cref="ArgumentException">No stratum, or one whose counts contradict each other.</exception>
    public static StratifiedProportion Of(IReadOnlyList<Stratum> strata)
    {
        ArgumentNullException.ThrowIfNull(strata);
        Check(strata);
        double population = strata.Sum(stratum => (double)stratum.Population);
        double sampled = strata.Sum(stratum => (double)stratum.Sampled);
        var rate = strata.Sum(stratum => stratum.Population / population * stratum.Successes / stratum.Sampled);
        double? variance = strata.Any(stratum => stratum.Sampled == 1 && stratum.Population > 1) ? null : strata.Sum(stratum => VarianceOf(stratum, population));
        var simple = sampled > 1 ? (1 - sampled / population) * rate * (1 - rate) / (sampled - 1) : 0;
        return new StratifiedProportion
        {
            Rate = rate,
            Total = rate * population,
            Unadjusted = strata.Sum(stratum => (double)stratum.Successes) / sampled,
            StandardError = variance is { } known ? Math.Sqrt(known) : null,
            DesignEffect = simple > 0 ? variance / simple : null,
            N = (long)sampled,
        };
    }

    /// <summary>The rate with a normal interval, cut to [0, 1]; null when the standard error does not exist or is 0 although the sample is not the whole population.</summary>
    /// <remarks>A standard error of 0 from samples without any success, or without any failure, is no certainty: take <see cref="BinomialIntervals.UpperBound"/> per stratum.</remarks>
    public Estimate? ToEstimate(double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        if (StandardError is not > 0)
        {
            return null;
        }

        var half = Normal.InverseSurvival((1 - confidence) / 2) * StandardError.Value;
        return new Estimate(Rate, new Interval(Math.Max(0, Rate - half), Math.Min(1, Rate + half), confidence), N);
    }

    private static double VarianceOf(Stratum stratum, double population)
    {
        if (stratum.Sampled == stratum.Population)
        {
            return 0;
        }

        var (weight, p) = (stratum.Population / population, (double)stratum.Successes / stratum.Sampled);
        return weight * weight * (1 - (double)stratum.Sampled / stratum.Population) * p * (1 - p) / (stratum.Sampled - 1);
    }

    private static void Check(IReadOnlyList<Stratum> strata)
    {
        if (strata.Count == 0)
        {
            throw new ArgumentException("There must be at least one stratum.", nameof(strata));
        }

        foreach (var stratum in strata)
        {
            Require.Counts(stratum.Successes, stratum.Sampled, nameof(Stratum.Successes), nameof(Stratum.Sampled));
            if (stratum.Population < stratum.Sampled)
            {
                throw new ArgumentException("A stratum cannot have fewer members than were drawn from it.", nameof(strata));
            }
        }
    }
}
