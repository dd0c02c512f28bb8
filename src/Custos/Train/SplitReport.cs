namespace Custos.Train;

/// <summary>Which rows were learned from, which were held out, and do the two share anything?</summary>
public sealed record SplitReport
{
    /// <summary>The column whose values are kept on one side; null when the text itself is the group.</summary>
    public required string? GroupColumn { get; init; }

    /// <summary>The groups with at least one row that is learned from.</summary>
    public required long TrainGroups { get; init; }

    /// <summary>The groups that are held out.</summary>
    public required long ValidationGroups { get; init; }

    /// <summary>The groups on both sides, counted from the split as it was used: always 0.</summary>
    public required long Overlap { get; init; }

    public required long TrainRows { get; init; }

    public required long ValidationRows { get; init; }

    /// <summary>Rows of the training side that are near-identical to a held-out text and so are neither learned from nor scored.</summary>
    public required long LeftOutRows { get; init; }

    /// <summary>Rows without a group value, each a group of its own text; 0 without a group column.</summary>
    public required long UngroupedRows { get; init; }

    /// <summary>The file that the split was replayed from; null when it was drawn from the seed.</summary>
    public required string? ReplayedFrom { get; init; }
}
