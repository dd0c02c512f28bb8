using System.Globalization;
using System.Text;
using Custos.Records;

namespace Custos.Store;

/// <summary>Who holds the store? One process at a time; the operating system lets go when that process ends, however it ends.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <exception cref="BadInputException">Another process holds the store, or the folder cannot be written.</exception>
    public static DirectoryLock Take(DataDirectory directory)
    {
        try
        {
            Directory.CreateDirectory(directory.Path);
            var file = new FileStream(directory.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new DirectoryLock(file);
        }
        catch (IOException busy) when (busy is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && HolderOf(directory) is { } holder)
        {
            var server = ServerFile.TryRead(directory);
            throw new BadInputException(
                server is null ? $"The store is in use by process {holder}." : $"The store is in use by the Custos server at {server.Url} (process {holder}).",
                server is null ? "Wait until it has ended, or stop it." : "Ask that server, or stop it.",
                directory.Path,
                innerException: busy);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            throw new BadInputException("The store's folder cannot be written.", "Choose another folder with --data-dir, or mend its permissions.", directory.Path, innerException: denied);
        }
    }

    public void Dispose() => _file.Dispose();

    // The process that wrote its number there; null when there is none to read.
    private static string? HolderOf(DataDirectory directory)
    {
        try
        {
            // Sharing everything takes no lock, so this reads what the holder wrote.
            using var file = new FileStream(directory.Lock, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.ASCII);
            var text = reader.ReadToEnd();
            return text.Length is > 0 and < 12 ? text : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
