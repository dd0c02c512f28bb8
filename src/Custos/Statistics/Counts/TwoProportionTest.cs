using Custos.Statistics.Distributions;
using Custos.Statistics.Rates;

namespace Custos.Statistics.Counts;

/// <summary>Do two independent samples share one rate? Every usual test beside the others.</summary>
/// <remarks>The statistics are null when all or none of both samples succeeded: then nothing can tell them apart, and Fisher's p is 1.</remarks>
public sealed record TwoProportionTest
{
    /// <summary>(p₁ − p₂) over its standard error under one common rate; null when all or none succeeded.</summary>
    public required double? ZPooled { get; init; }

    /// <summary>Two-sided; equal to the p of <see cref="ChiSquared"/>.</summary>
    public required double PZPooled { get; init; }

    /// <summary>Pearson's statistic on 1 degree of freedom, without correction: the square of <see cref="ZPooled"/>.</summary>
    public required double? ChiSquared { get; init; }

    /// <summary>The p of Pearson's statistic with Yates's correction.</summary>
    public required double PYates { get; init; }

    /// <summary>The likelihood-ratio statistic on 1 degree of freedom, without correction.</summary>
    public required double? G { get; init; }

    public required double PG { get; init; }

    public required FisherExact Fisher { get; init; }

    /// <summary>Difference, ratio and odds ratio with their intervals.</summary>
    public required RateComparison Effect { get; init; }

    public static TwoProportionTest Of(long x1, long n1, long x2, long n2, double confidence = 0.95)
    {
        var effect = RateComparison.Of(x1, n1, x2, n2, confidence);
        var table = new TwoByTwo(x1, n1 - x1, x2, n2 - x2);
        var fisher = FisherExact.Test(table);
        if (table.Column1 == 0 || table.Column2 == 0)
        {
            return new TwoProportionTest { ZPooled = null, PZPooled = 1, ChiSquared = null, PYates = 1, G = null, PG = 1, Fisher = fisher, Effect = effect };
        }

        var pooled = (double)table.Column1 / table.Total;
        var perTrial = 1.0 / n1 + 1.0 / n2;
        var z = effect.Difference.Value / Math.Sqrt(pooled * (1 - pooled) * perTrial);
        // Yates moves every cell by half an observation towards its expectation, but not past it.
        var shift = Math.Min(0.5, Math.Abs(x1 - n1 * pooled));
        var zYates = (Math.Abs(x1 - n1 * pooled) - shift) * perTrial / Math.Sqrt(pooled * (1 - pooled) * perTrial);
        var g = 2 * (Part(x1, n1 * pooled) + Part(n1 - x1, n1 * (1 - pooled)) + Part(x2, n2 * pooled) + Part(n2 - x2, n2 * (1 - pooled)));
        return new TwoProportionTest
        {
            ZPooled = z,
            PZPooled = Normal.TwoSidedP(z),
            ChiSquared = z * z,
            PYates = Normal.TwoSidedP(zYates),
            G = Math.Max(0, g),
            PG = Normal.TwoSidedP(Math.Sqrt(Math.Max(0, g))),
            Fisher = fisher,
            Effect = effect,
        };
    }

    // o ln(o/e) − (o − e): the parts that cancel over the four cells are taken out, so that a small G keeps its digits.
    private static double Part(double observed, double expected)
    {
        var t = (observed - expected) / expected;
        return observed == 0 ? expected : Math.Abs(t) < 1e-3
            ? expected * t * t * (0.5 - t * (1.0 / 6 - t * (1.0 / 12 - t * (1.0 / 20 - t / 30))))
            : observed * Math.Log(observed / expected) - (observed - expected);
    }
}
