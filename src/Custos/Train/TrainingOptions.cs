using System.Collections.Immutable;

namespace Custos.Train;

/// <summary>What is learned from which columns, what is held out, and which false-positive rate is allowed?</summary>
public sealed record TrainingOptions
{
    /// <summary>The column that holds the text.</summary>
    public required string Text { get; init; }

    /// <summary>The columns that hold 1, 0 or nothing, one label each; at least one.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>The column whose equal values stay on one side of the split; null lets the text itself be the group.</summary>
    public string? Group { get; init; }

    /// <summary>The false-positive rate that operating points keep to, in (0, 1).</summary>
    public double MaxFpr { get; init; } = 0.01;

    /// <summary>What the split is drawn from.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>The share of groups that is held out, in (0, 1).</summary>
    public double HeldOut { get; init; } = 0.2;

    /// <summary>A split file to replay instead of drawing one; null draws one.</summary>
    public string? SplitFile { get; init; }

    /// <summary>The Jaccard similarity of word 1–2-grams from which on a training row counts as near-identical to a held-out text, in (0, 1].</summary>
    public double NearIdentical { get; init; } = 0.8;

    /// <summary>The cross-validation folds, at least 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The inverse of the regularisation's strength, above 0.</summary>
    public double C { get; init; } = 1;

    /// <summary>True weighs the classes so that both count alike, whatever their numbers.</summary>
    public bool BalancedClasses { get; init; } = true;

    /// <summary>Processor threads; it changes the time, never a byte.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>What is being done, and how much of the whole is done?</summary>
/// <param name="Doing">A few words: <c>reading rows</c>.</param>
/// <param name="ShareDone">In [0, 1], never falling.</param>
public sealed record TrainingProgress(string Doing, double ShareDone);
