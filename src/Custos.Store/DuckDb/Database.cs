using System.Globalization;
using Custos.Records;

namespace Custos.Store.DuckDb;

/// <summary>Which database is open? One file, or memory; one process at a time may write a file.</summary>
/// <remarks>Thread-safe: any thread may connect. A connection belongs to one thread at a time.</remarks>
internal sealed class Database : IDisposable
{
    private readonly DatabaseHandle _handle;

    // Null where the limit is the same at all times.
    private readonly MemoryRoom? _room;

    private int _connections;

    private Database(DatabaseHandle handle, DatabaseOptions options)
    {
        _handle = handle;
        _room = options.IsSpare ? new MemoryRoom(this, options.MemoryLimitBytes ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 5 * 4) : null;
    }

    /// <summary>How many connections are open.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The version of the engine, for instance <c>v1.5.5</c>.</summary>
    public static unsafe string EngineVersion
    {
        get
        {
            NativeMethods.Load();
            return DuckDbException.TextOf(NativeMethods.duckdb_library_version());
        }
    }

    /// <param name="path">The file, made when it does not exist; null for a database in memory.</param>
    /// <param name="options">How much of the machine it may use.</param>
    /// <exception cref="DuckDbException">DuckDB cannot open the file.</exception>
    /// <exception cref="BadInputException">The native library is missing.</exception>
    public static unsafe Database Open(string? path, DatabaseOptions options)
    {
        NativeMethods.Load();
        Check(NativeMethods.duckdb_create_config(out var config), "configuration");
        try
        {
            foreach (var (name, value) in options.Settings())
            {
                Check(NativeMethods.duckdb_set_config(config, name, value), $"setting {name}");
            }

            var state = NativeMethods.duckdb_open_ext(path, out var database, config, out var error);
            if (state == NativeMethods.Success) return Opened(new Database(new DatabaseHandle(database), options));
            var text = DuckDbException.TextOf(error);
            NativeMethods.duckdb_free(error);
            throw new DuckDbException(path ?? "memory", text);
        }
        finally
        {
            NativeMethods.duckdb_destroy_config(ref config);
        }
    }

    /// <summary>For questions: while it is open, the database may fill as much memory as its options say.</summary>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    public Connection Connect()
    {
        _room?.Enter();
        try
        {
            return Open(_room);
        }
        catch
        {
            _room?.Leave();
            throw;
        }
    }

    /// <summary>For one who only takes in rows: he may keep it open for ever, and needs little memory.</summary>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    public Connection ConnectToRecord() => Open(room: null);

    /// <summary>Closes the file once the last connection is closed; closing writes what the write-ahead log holds into the file.</summary>
    public void Dispose() => _handle.Dispose();

    internal void Disconnected() => Interlocked.Decrement(ref _connections);

    private static Database Opened(Database database)
    {
        // Nobody asks yet.
        using (database.Connect()) return database;
    }

    private Connection Open(MemoryRoom? room)
    {
        Check(NativeMethods.duckdb_connect(_handle, out var connection), "connect");
        Interlocked.Increment(ref _connections);
        return new Connection(new ConnectionHandle(connection), this, room);
    }

    private static void Check(int state, string what)
    {
        if (state != NativeMethods.Success) throw new DuckDbException("open", string.Create(CultureInfo.InvariantCulture, $"DuckDB refused: {what} ({state})."));
    }
}
