using System.CommandLine;
using Custos.Records;
using Custos.Store;
using Custos.Text.Tables;

namespace Custos.App.Cli;

/// <summary>Which file of rows does a verb read? The same options for every verb that reads one.</summary>
internal static class TableSource
{
    public static Option<string> Data(string description) => new("--data") { Description = description, Required = true, HelpName = "file" };

    public static Option<string?> Format()
    {
        var format = new Option<string?>("--format") { Description = $"How the rows are written: {string.Join(", ", TableFormats.ByName.Keys)}; by the file's extension unless said.", HelpName = "format" };
        format.AcceptOnlyFromAmong([.. TableFormats.ByName.Keys]);
        return format;
    }

    public static Option<string> Text() => new("--text") { Description = "The column that holds the text.", DefaultValueFactory = _ => "text", HelpName = "column" };

    /// <exception cref="BadInputException">The file does not exist, cannot be read, is empty, or its extension tells no format.</exception>
    public static Table Open(string path, string? format)
    {
        var known = format is null ? TableFormats.OfFile(path) : TableFormats.ByName[format];
        return known == TableFormat.Parquet ? ParquetTable.Open(path) : TextTable.Open(path, known);
    }
}
