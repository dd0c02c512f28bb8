using Custos.Records;
using Custos.Store.DuckDb;
using Custos.Store.Import;
using Custos.Store.Record;
using Custos.Store.Report;

namespace Custos.Store;

/// <summary>What does a data directory hold? The event log and everything that is asked of it; held by one process at a time.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class EmbeddedStore : IAsyncDisposable
{
    private readonly DirectoryLock _lock;
    private readonly StoreFile _file;
    private readonly DataDirectory _directory;
    private bool _announced;

    private EmbeddedStore(DirectoryLock held, StoreFile file, EventLogOptions options, TimeProvider time)
    {
        _lock = held;
        _file = file;
        _directory = options.DataDirectory;
        Keys = new ApiKeys(file, time);
        Log = new EmbeddedEventLog(file, options);
        Imports = new Imports(file, Log, time);
        Annotations = new Annotations(file, Log, time);
        Reports = new Reports(file, Log, time);
    }

    /// <summary>Where events go.</summary>
    public EmbeddedEventLog Log { get; }

    /// <summary>Who may ask.</summary>
    public ApiKeys Keys { get; }

    /// <summary>What can be asked.</summary>
    public Reports Reports { get; }

    /// <summary>What was recorded elsewhere.</summary>
    public Imports Imports { get; }

    /// <summary>What the texts themselves tell.</summary>
    public Annotations Annotations { get; }

    /// <summary>What did each judge spend since then, by everything that was acknowledged before it was asked? Those that spent nothing are left out.</summary>
    public async Task<IReadOnlyList<JudgeExpenses>> JudgeExpensesAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        await Log.FlushAsync(cancellationToken);
        using var connection = _file.Connect();
        return JudgeExpenses.Read(connection, from, cancellationToken);
    }

    /// <summary>Is there a store in this folder?</summary>
    public static bool Exists(DataDirectory directory) => File.Exists(directory.Database);

    /// <summary>Opens the store, makes it when it is not there, brings its tables up to date and takes up what a crash left in the journal.</summary>
    /// <exception cref="BadInputException">Another process holds it, a newer program wrote it, or it cannot be read or written.</exception>
    public static EmbeddedStore Open(EventLogOptions options, TimeProvider? time = null) =>
        TryOpen(options, out var server, time) ?? throw DirectoryLock.Held(options.DataDirectory, server);

    /// <summary>Opens the store; null when a server holds it, which is then to be asked.</summary>
    /// <exception cref="BadInputException">A process that is not a server holds it, a newer program wrote it, or it cannot be read or written.</exception>
    public static EmbeddedStore? TryOpen(EventLogOptions options, out ServerFile? server, TimeProvider? time = null)
    {
        server = null;
        if (DirectoryLock.TryTake(options.DataDirectory) is not { } held)
        {
            server = ServerFile.TryRead(options.DataDirectory);
            return server is null ? throw DirectoryLock.Held(options.DataDirectory, null) : null;
        }

        StoreFile? file = null;
        try
        {
            // Whoever wrote it is gone: the lock was free.
            ServerFile.Remove(options.DataDirectory);
            var clock = time ?? TimeProvider.System;
            file = StoreFile.Open(options.DataDirectory.Database, clock, new DatabaseOptions { IsSpare = true });
            return new EmbeddedStore(held, file, options, clock);
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
        Imports.Dispose();
        await Log.DisposeAsync();
        _file.Dispose();
        _lock.Dispose();
    }
}
