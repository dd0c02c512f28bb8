namespace Custos.Store.Import;

/// <summary>What kind of value does a column of an imported file hold?</summary>
internal enum ImportKind
{
    Text,
    Time,
    Number,
    Whole,
    Small,
    Truth,
    Id,
}

/// <summary>What does a column of an imported file hold?</summary>
/// <param name="Name">Its name, in the file and in the table.</param>
/// <param name="Kind">What kind of value.</param>
/// <param name="IsRequired">It must be there, and no row may leave it empty.</param>
/// <param name="IsKey">It is part of what a row is known by.</param>
internal sealed record ImportColumn(string Name, ImportKind Kind, bool IsRequired = false, bool IsKey = false)
{
    /// <summary>The only texts that it may hold; null for any.</summary>
    public IReadOnlyList<string>? Words { get; init; }
}
