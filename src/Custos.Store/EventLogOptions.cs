using Custos.Store.Journal;

namespace Custos.Store;

/// <summary>Where and how safely is recorded, and how much may wait?</summary>
public sealed record EventLogOptions
{
    public required DataDirectory DataDirectory { get; init; }

    /// <summary>When an append completes.</summary>
    public Durability Durability { get; init; } = Durability.Commit;

    /// <summary>How many events may wait for the disk; at 1,000 a second this is a minute.</summary>
    public int QueueCapacity { get; init; } = 65_536;

    /// <summary>How many bytes may wait for the disk.</summary>
    public long QueueBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How large the journal may become when the database does not take up its events.</summary>
    public long MaxJournalBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>From which size on a new journal file is begun.</summary>
    public long SegmentBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How often the database is filled: how old its newest event may be.</summary>
    public TimeSpan FillInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many events one transaction holds at most, but for the last append in it: of each that came from outside the identifier stays in memory.</summary>
    public int FillBatch { get; init; } = 1_000_000;

    /// <summary>How many bytes of the journal one transaction holds at most, but for the last append in it.</summary>
    public long FillBytes { get; init; } = 256L << 20;

    /// <summary>How a journal file is made; tests put a failing disk here.</summary>
    internal Func<string, DurableFile> CreateFile { get; init; } = static path => new DurableFile(path);
}
