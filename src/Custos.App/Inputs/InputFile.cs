using Custos.Records;

namespace Custos.App.Inputs;

/// <summary>Where do the bytes come from: a file, or standard input?</summary>
internal static class InputFile
{
    /// <summary>How standard input is asked for.</summary>
    public const string StandardInput = "-";

    /// <summary>What messages call it.</summary>
    public static string NameOf(string path) => path == StandardInput ? "standard input" : path;

    /// <summary>The size on the disk, in bytes; null where it cannot be known before it has been read.</summary>
    public static long? BytesOf(string path) => path != StandardInput && File.Exists(path) && new FileInfo(path) is { Length: > 0 } file ? file.Length : null;

    /// <exception cref="BadInputException">The file does not exist or may not be read.</exception>
    public static Stream Open(string path)
    {
        if (path == StandardInput) return Console.OpenStandardInput();
        try
        {
            // Blocks of a megabyte are read: a second buffer would only copy.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException("The file does not exist.", "Check the path.", path, innerException: cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw Directory.Exists(path)
                ? new BadInputException("This is a folder, not a file.", "Give its files, for instance with *.jsonl.", path, innerException: cause)
                : new BadInputException("The file may not be read.", "Ask for permission to read it.", path, innerException: cause);
        }
    }
}
