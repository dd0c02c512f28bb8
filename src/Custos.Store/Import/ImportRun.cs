namespace Custos.Store.Import;

/// <summary>How is a file imported?</summary>
public sealed record ImportRun
{
    /// <summary>The hash of the file's content, by which a run that was broken off is gone on with; null where none shall be.</summary>
    public string? FileHash { get; init; }

    /// <summary>Rows that were found wrong before, by reason; they are accounted with the first piece.</summary>
    public IReadOnlyDictionary<string, long> Rejected { get; init; } = new Dictionary<string, long>();

    /// <summary>Passes over rows that cannot be taken, which <see cref="Rejected"/> has counted; otherwise the first of them ends the import.</summary>
    public bool SkipsBad { get; init; }

    /// <summary>Is told after each piece.</summary>
    public Action<ImportCount>? Progress { get; init; }
}
