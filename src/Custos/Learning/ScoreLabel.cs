using System.Collections.Immutable;
using Custos.Statistics.Conformal;

namespace Custos.Learning;

/// <summary>How does the raw score of a model that was brought become a probability, and from which one on is the label said?</summary>
public sealed record ScoreLabel
{
    /// <summary>The label's name; not empty.</summary>
    public required string Name { get; init; }

    /// <summary>From the model's own log-odds to a probability; <see cref="AsItIs"/> believes the model.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>The probability, in [0, 1], from which on the label is said.</summary>
    public required double Threshold { get; init; }

    /// <summary>Whether the bound on the false positive rate at <see cref="Threshold"/> is within <see cref="TargetFpr"/>.</summary>
    public bool Certified { get; init; }

    /// <summary>The lowest probability at which the observed false positive rate was within <see cref="TargetFpr"/>; null where nothing was measured.</summary>
    public double? EmpiricalThreshold { get; init; }

    /// <summary>The false positive rate that was asked for, in (0, 1); null where nothing was measured.</summary>
    public double? TargetFpr { get; init; }

    /// <summary>Where the score leaves both answers open, by coverage; none where nothing was measured, or on too few rows.</summary>
    public ImmutableArray<ConformalBand> Bands { get; init; } = [];

    /// <summary>The model's own probability, from its log-odds.</summary>
    public static Calibration AsItIs { get; } = new Calibration.Platt(-1, 0);
}
