namespace Custos.Store.Import;

/// <summary>What became of the rows of an import?</summary>
/// <param name="Rows">All rows that the file holds.</param>
/// <param name="Added">Those that are new, and are in the table now.</param>
/// <param name="Conflicts">Those whose key is there already with other content; what was there stays.</param>
/// <param name="Rejected">Those that could not be taken.</param>
public sealed record ImportCount(long Rows, long Added, long Conflicts = 0, long Rejected = 0)
{
    /// <summary>Rows that the table held already, or that the file repeats.</summary>
    public long AlreadyThere => Rows - Added - Conflicts - Rejected;

    /// <summary>Of the added rows and of those that were there, how many were brought by an earlier run of the same file that was broken off?</summary>
    public long Resumed { get; init; }
}
