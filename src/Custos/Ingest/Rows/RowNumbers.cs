namespace Custos.Ingest.Rows;

/// <summary>Which of several equal rows of one request is this? Equal rows are different ones; sent again they come in the same order.</summary>
/// <remarks>Not thread-safe; one for each request.</remarks>
internal sealed class RowNumbers
{
    private readonly Dictionary<Guid, int> _counts = [];

    /// <summary>An identifier of everything that is said of the row, and of its number where there were equal ones before it.</summary>
    public Guid IdOf(DateTimeOffset at, params ReadOnlySpan<string?> said)
    {
        var id = RowId.OfContent(at, said);
        var before = _counts.GetValueOrDefault(id);
        _counts[id] = before + 1;
        return before == 0 ? id : RowId.OfContent(at, $"{id}", $"{before}");
    }
}
