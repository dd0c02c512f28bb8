using System.Collections.Immutable;

namespace Custos.Train;

/// <summary>What came out of one training run, how good is it, on which rows does that stand, and how was it made?</summary>
public sealed record TrainingReport
{
    /// <summary>The artifact's content address: 64 hexadecimal digits.</summary>
    public required string ModelId { get; init; }

    /// <summary>The artifact's folder, as it was given.</summary>
    public required string ModelFolder { get; init; }

    public required TrainingSource Source { get; init; }

    public required SplitReport Split { get; init; }

    /// <summary>The id of the model that was brought and whose scores were calibrated and certified; null for one that was trained here.</summary>
    public string? ScoresOf { get; init; }

    /// <summary>The number of features the model looks at; null for one that was brought.</summary>
    public required int? Features { get; init; }

    /// <summary>One report per label, in the order in which the labels were asked for.</summary>
    public required ImmutableArray<LabelReport> Labels { get; init; }

    public required TrainingSeconds Seconds { get; init; }

    public required TrainingOptions Options { get; init; }

    /// <summary>The versions of what computed it: <c>Custos</c>, <c>.NET</c> and the libraries by name.</summary>
    public required ImmutableSortedDictionary<string, string> Versions { get; init; }

    /// <summary>What the reader should know before trusting a figure, as sentences; empty when there is nothing.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>True when every label has a certified operating point.</summary>
    public bool Certified => Labels.All(label => label.Certification is Certification.Certified);
}

/// <summary>Which file was learned from?</summary>
/// <param name="File">Its name, as it was given.</param>
/// <param name="Sha256">The digest of its bytes: 64 hexadecimal digits.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Rows">The number of rows read, headers not counted.</param>
/// <param name="EmptyTexts">The rows whose text is missing, empty or only white space.</param>
public sealed record TrainingSource(string File, string Sha256, long Bytes, long Rows, long EmptyTexts);

/// <summary>How long did each part of the run take, in seconds of wall-clock time?</summary>
/// <param name="Read">Reading the table, the split and the search for near-identical rows.</param>
/// <param name="Fit">The vocabulary, the features and the model; the scoring, of a model that was brought.</param>
/// <param name="Calibrate">The cross-validation folds and the calibration that follows from them.</param>
/// <param name="Evaluate">The held-out figures and the learning curve.</param>
public sealed record TrainingSeconds(double Read, double Fit, double Calibrate, double Evaluate)
{
    public double Total => Read + Fit + Calibrate + Evaluate;
}
