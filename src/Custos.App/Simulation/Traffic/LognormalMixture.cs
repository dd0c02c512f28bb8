using System.Collections.Immutable;

namespace Custos.App.Simulation.Traffic;

/// <summary>How are token counts spread? A mixture of lognormals, rounded to whole numbers and cut at the longest that is allowed.</summary>
/// <param name="Parts">Weights that add up to 1, with mean and deviation of the logarithm.</param>
/// <param name="Most">Every larger count is this one: the model's limit.</param>
internal sealed record LognormalMixture(ImmutableArray<LognormalPart> Parts, int Most)
{
    /// <summary>At least 1.</summary>
    public int Draw(TrafficRandom random)
    {
        var left = random.NextDouble();
        var part = Parts[^1];
        foreach (var candidate in Parts)
        {
            left -= candidate.Weight;
            if (left >= 0) continue;
            part = candidate;
            break;
        }

        return (int)Math.Clamp(Math.Round(Math.Exp(part.Mean + (part.Deviation * random.NextNormal()))), 1, Most);
    }
}

/// <summary>One lognormal of a mixture, by the mean and deviation of the logarithm.</summary>
internal readonly record struct LognormalPart(double Weight, double Mean, double Deviation);
