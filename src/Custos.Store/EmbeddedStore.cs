using Custos.Records;

namespace Custos.Store;

/// <summary>What does a data directory hold? The event log and everything that is asked of it; held by one process at a time.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class EmbeddedStore : IAsyncDisposable
{
    private readonly DirectoryLock _lock;
    private readonly StoreFile _file;
    private readonly DataDirectory _directory;
    private bool _announced;

    private EmbeddedStore(DirectoryLock held, StoreFile file, EventLogOptions options)
    {
        _lock = held;
        _file = file;
        _directory = options.DataDirectory;
        Log = new EmbeddedEventLog(file, options);
    }

    /// <summary>Where events go.</summary>
    public EmbeddedEventLog Log { get; }

    /// <summary>Opens the store, makes it when it is not there, brings its tables up to date and takes up what a crash left in the journal.</summary>
    /// <exception cref="BadInputException">Another process holds it, a newer program wrote it, or it cannot be read or written.</exception>
    public static EmbeddedStore Open(EventLogOptions options, TimeProvider? time = null)
    {
        var held = DirectoryLock.Take(options.DataDirectory);
        StoreFile? file = null;
        try
        {
            // Whoever wrote it is gone: the lock was free.
            ServerFile.Remove(options.DataDirectory);
            file = StoreFile.Open(options.DataDirectory.Database, time ?? TimeProvider.System);
            return new EmbeddedStore(held, file, options);
        }
        catch
        {
            file?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Says in <c>server.json</c> that a server holds this store, so that local verbs ask it; gone when the store is closed.</summary>
    public ServerFile Announce(Uri url)
    {
        _announced = true;
        return ServerFile.Write(_directory, url);
    }

    /// <summary>Drains the log, closes the database and lets the folder go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_announced) ServerFile.Remove(_directory);
        await Log.DisposeAsync();
        _file.Dispose();
        _lock.Dispose();
    }
}
