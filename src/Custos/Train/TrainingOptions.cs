using System.Collections.Immutable;
using System.Globalization;
using Custos.Learning;
using Custos.Records;

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

    /// <summary>Whether both classes of a label count alike in fitting, whatever their numbers.</summary>
    public ClassWeights ClassWeights { get; init; } = ClassWeights.Balanced;

    /// <summary>How hard a column's weight is drawn towards 0.</summary>
    public ColumnPenalty ColumnPenalty { get; init; } = ColumnPenalty.Even;

    /// <summary>What of a text is looked at.</summary>
    public TextFeatureOptions Features { get; init; } = new();

    /// <summary>Processor threads; it changes the time, never a byte.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <exception cref="BadInputException">A value is outside its range, or a column is named twice.</exception>
    internal void Check()
    {
        Require(Labels.Length > 0, "No label is named.", "Name at least one label column.");
        var columns = Labels.Add(Text).AddRange(Group is null ? ImmutableArray<string>.Empty : [Group]);
        var twice = columns.GroupBy(column => column).FirstOrDefault(same => same.Count() > 1);
        Require(twice is null, $"The column {twice?.Key} is named for two purposes.", "Name each column once: as the text, a label or the group.");
        RequireShare(MaxFpr, "false-positive rate");
        RequireShare(HeldOut, "held-out share");
        Require(NearIdentical is > 0 and <= 1, Outside("similarity", NearIdentical), "Give a number above 0 and at most 1.");
        Require(Folds is >= 2 and <= 100, Outside("number of folds", Folds), "Give a number from 2 to 100.");
        Require(C is > 0 and < double.PositiveInfinity, Outside("regularisation C", C), "Give a number above 0.");
        Require(Features.LexiconStrength is > 0 and <= TextFeatureOptions.MostStrength, Outside("strength of the lexicon", Features.LexiconStrength), string.Create(CultureInfo.InvariantCulture, $"Give a number above 0 and at most {TextFeatureOptions.MostStrength}; the usual one is 0.5."));
        Require(Threads >= 1, Outside("number of threads", Threads), "Give a number of at least 1.");
    }

    private static void RequireShare(double value, string name) =>
        Require(value is > 0 and < 1, Outside(name, value), "Give a number between 0 and 1, both excluded.");

    private static string Outside(string name, double value) => string.Create(CultureInfo.InvariantCulture, $"The {name} {value} is outside its range.");

    private static void Require(bool holds, string problem, string remedy)
    {
        if (!holds)
        {
            throw new BadInputException(problem, remedy, isUsage: true);
        }
    }
}

/// <summary>What is being done, and how much of the whole is done?</summary>
/// <param name="Doing">A few words: <c>reading rows</c>.</param>
/// <param name="ShareDone">In [0, 1], never falling.</param>
public sealed record TrainingProgress(string Doing, double ShareDone);
