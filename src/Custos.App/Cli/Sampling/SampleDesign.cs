using Custos.Statistics.Sampling;

namespace Custos.App.Cli.Sampling;

/// <summary>What sample was asked for?</summary>
internal sealed record SampleDesign
{
    /// <summary>The column of classes.</summary>
    public required string By { get; init; }

    public required Allocation Allocation { get; init; }

    public int Minimum { get; init; }

    public Shortage Shortage { get; init; }

    public ulong Seed { get; init; }

    /// <summary>The column whose higher values come first; null for chance alone.</summary>
    public string? Priority { get; init; }

    /// <summary>The column whose rows stay together; null where every row is by itself.</summary>
    public string? Group { get; init; }

    /// <summary>The column that names a row; null for its number.</summary>
    public string? Id { get; init; }

    /// <summary>The outputs with their shares, which sum to 1; one without a name where there is no split.</summary>
    public IReadOnlyList<(string Name, double Share)> Splits { get; init; } = [("", 1)];

    /// <summary>The column of weights in the sample.</summary>
    public required string WeightColumn { get; init; }

    /// <summary>What each output is asked for: each number is divided by largest remainder.</summary>
    public IReadOnlyList<Allocation> AllocationOfSplit()
    {
        var parts = Apportionment.LargestRemainder(Allocation.MostOfOne, [.. Splits.Select(split => split.Share)]);
        return [.. parts.Select(part => (Allocation)(Allocation switch
        {
            Allocation.PerStratum => new Allocation.PerStratum(part),
            Allocation.Proportional => new Allocation.Proportional(part),
            Allocation.Equal => new Allocation.Equal(part),
            Allocation.Weighted weighted => new Allocation.Weighted(part, weighted.Weights),
            var other => throw new InvalidOperationException($"{other.GetType().Name} cannot be divided."),
        }))];
    }
}
