using System.Collections.Immutable;
using Custos.Learning.Manifests;
using Custos.Statistics.Conformal;

namespace Custos.Learning;

/// <summary>What does a classifier know of one label, and from which probability on does it say so?</summary>
public sealed record TextClassifierLabel
{
    /// <summary>The label's name, as in the training table; not empty.</summary>
    public required string Name { get; init; }

    /// <summary>One per column of the features, finite.</summary>
    public required ReadOnlyMemory<double> Weights { get; init; }

    /// <summary>Added to the weighted sum: the raw decision value of a text without any known word.</summary>
    public required double Intercept { get; init; }

    public required Calibration Calibration { get; init; }

    /// <summary>The probability, in [0, 1], from which on the label is said: the certified threshold, or the empirical one where there is none.</summary>
    public required double Threshold { get; init; }

    /// <summary>Whether the bound on the false positive rate at <see cref="Threshold"/> is within <see cref="TargetFpr"/>.</summary>
    public required bool Certified { get; init; }

    /// <summary>The lowest probability, in [0, 1], at which the observed false positive rate was within <see cref="TargetFpr"/>.</summary>
    public required double EmpiricalThreshold { get; init; }

    /// <summary>The false positive rate that was asked for, in (0, 1).</summary>
    public required double TargetFpr { get; init; }

    /// <summary>Where the score leaves both answers open, by coverage, each once; none where training had too few held-out rows, or did not look.</summary>
    public ImmutableArray<ConformalBand> Bands { get; init; } = [];

    /// <summary>What is wrong with it, as a sentence; null when nothing is.</summary>
    internal string? FaultIn(int columns)
    {
        if (string.IsNullOrEmpty(Name))
        {
            return "A label has no name.";
        }

        if (Weights.Length != columns)
        {
            return $"Label {Name} has {Weights.Length} weights for {columns} columns.";
        }

        foreach (var weight in Weights.Span)
        {
            if (!double.IsFinite(weight))
            {
                return $"A weight of label {Name} is not finite.";
            }
        }

        if (!double.IsFinite(Intercept))
        {
            return $"The intercept of label {Name} is not finite.";
        }

        if (!ConformalBandJson.AreSound(Bands))
        {
            return $"A conformal band of label {Name} leaves its range, or stands twice.";
        }

        return Threshold is >= 0 and <= 1 && EmpiricalThreshold is >= 0 and <= 1 && TargetFpr is > 0 and < 1
            ? null
            : $"A threshold or the target of label {Name} leaves its range.";
    }
}
