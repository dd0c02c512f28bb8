namespace Custos.Store.Journal;

/// <summary>How much may wait, how large is a segment, and how is a file opened?</summary>
internal sealed record JournalOptions
{
    public required string Directory { get; init; }

    public required Durability Durability { get; init; }

    public required int QueueCapacity { get; init; }

    public required long QueueBytes { get; init; }

    public required long SegmentBytes { get; init; }

    public required long MaxJournalBytes { get; init; }

    /// <summary>How a segment's file is made; tests put a failing disk here.</summary>
    public Func<string, DurableFile> Create { get; init; } = static path => new DurableFile(path);
}
