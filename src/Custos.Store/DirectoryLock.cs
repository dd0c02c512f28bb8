using System.Globalization;
using Custos.Records;

namespace Custos.Store;

/// <summary>Who holds the store? One process at a time; the operating system lets go when that process ends, however it ends.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; null when another process has it.</summary>
    /// <exception cref="BadInputException">The folder cannot be made or written.</exception>
    public static DirectoryLock? TryTake(DataDirectory directory)
    {
        FileStream? file = null;
        try
        {
            Directory.CreateDirectory(directory.Path);
            file = TryOpen(directory.Lock);
            if (file is null) return null;

            // A file of its own, because nobody can read the locked one.
            File.WriteAllText(directory.Holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DirectoryLock(file);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            file?.Dispose();
            throw new BadInputException("The store's folder cannot be written.", "Choose another folder with --data-dir, make room, or mend its permissions.", directory.Path, innerException: denied);
        }
    }

    /// <summary>What to tell whoever wanted the store while another process has it.</summary>
    public static BadInputException Held(DataDirectory directory, ServerFile? server) => server is null
        ? new BadInputException($"The store is in use by process {HolderOf(directory) ?? "unknown"}.", "Wait until it has ended, or stop it.", directory.Path)
        : new BadInputException($"The store is in use by the Custos server at {server.Url} (process {server.ProcessId}).", "Ask that server, or stop it.", directory.Path);

    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    // The process that wrote its number there; null when there is none to read.
    private static string? HolderOf(DataDirectory directory)
    {
        try
        {
            var text = File.ReadAllText(directory.Holder);
            return text.Length is > 0 and < 12 ? text : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
