using Custos.Records;

namespace Custos.Text.Tables;

/// <summary>How is a CSV, TSV or JSON Lines file opened?</summary>
public static class TextTable
{
    /// <summary>The longest record that is read unless said: 16 MiB.</summary>
    public const int DefaultRecordLimitBytes = 16 << 20;

    /// <summary>The rows of a file.</summary>
    /// <param name="path">The file; messages give it as it is written here.</param>
    /// <param name="format">Csv, Tsv or JsonLines; null goes by the extension.</param>
    /// <param name="recordLimitBytes">The longest record that is read.</param>
    /// <exception cref="BadInputException">The file does not exist, cannot be read, is empty, or its header is broken.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The format is Parquet, which the store reads.</exception>
    public static Table Open(string path, TableFormat? format = null, int recordLimitBytes = DefaultRecordLimitBytes)
    {
        var rows = format ?? TableFormats.OfFile(path);
        return Read(OpenFile(path), path, rows, recordLimitBytes);
    }

    /// <summary>The rows of a stream, which the table disposes of.</summary>
    /// <param name="stream">UTF-8, with or without a byte order mark.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="format">Csv, Tsv or JsonLines.</param>
    /// <param name="recordLimitBytes">The longest record that is read.</param>
    /// <inheritdoc cref="Open" path="/exception"/>
    public static Table Read(Stream stream, string source, TableFormat format, int recordLimitBytes = DefaultRecordLimitBytes)
    {
        var buffer = new RecordBuffer(stream, recordLimitBytes);
        try
        {
            return format switch
            {
                TableFormat.Csv => new DelimitedTable(source, buffer, (byte)','),
                TableFormat.Tsv => new DelimitedTable(source, buffer, (byte)'\t'),
                TableFormat.JsonLines => new JsonLinesTable(source, buffer),
                _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Text tables are CSV, TSV and JSON Lines."),
            };
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            // The record buffer reads in large blocks: a second buffer would only copy.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException("The file does not exist.", "Check the path.", path, innerException: cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw Directory.Exists(path)
                ? new BadInputException("This is a folder, not a file.", "Give the file with the rows.", path, innerException: cause)
                : new BadInputException("The file may not be read.", "Ask for permission to read it.", path, innerException: cause);
        }
        catch (Exception cause) when (cause is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw new BadInputException("This is not a path.", "Check the path.", path, isUsage: true, innerException: cause);
        }
    }
}
