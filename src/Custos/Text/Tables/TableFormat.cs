using Custos.Records;

namespace Custos.Text.Tables;

/// <summary>How are a file's rows written?</summary>
public enum TableFormat
{
    /// <summary>Comma-separated, RFC 4180.</summary>
    Csv,

    /// <summary>Tab-separated, quoted like CSV.</summary>
    Tsv,

    /// <summary>One JSON object per line.</summary>
    JsonLines,

    /// <summary>Apache Parquet.</summary>
    Parquet,
}

/// <summary>Which format does a name stand for?</summary>
public static class TableFormats
{
    /// <summary>The formats by the names that a user may give.</summary>
    public static IReadOnlyDictionary<string, TableFormat> ByName { get; } =
        new SortedDictionary<string, TableFormat>(StringComparer.OrdinalIgnoreCase)
        {
            ["csv"] = TableFormat.Csv,
            ["tsv"] = TableFormat.Tsv,
            ["tab"] = TableFormat.Tsv,
            ["json"] = TableFormat.JsonLines,
            ["jsonl"] = TableFormat.JsonLines,
            ["ndjson"] = TableFormat.JsonLines,
            ["parquet"] = TableFormat.Parquet,
        };

    /// <summary>Which format does the file's extension stand for?</summary>
    /// <exception cref="BadInputException">The extension is none of the names.</exception>
    public static TableFormat OfFile(string path) =>
        ByName.TryGetValue(Path.GetExtension(path).TrimStart('.'), out var format)
            ? format
            : throw new BadInputException(
                "The file's extension does not tell how its rows are written.",
                $"Give the format: {string.Join(", ", ByName.Keys)}.",
                path,
                isUsage: true);
}
