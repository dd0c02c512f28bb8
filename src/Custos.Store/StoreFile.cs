using Custos.Records;
using Custos.Store.DuckDb;

namespace Custos.Store;

/// <summary>Is the database open, and does it have the tables that this program knows?</summary>
/// <remarks>Thread-safe. After an error that DuckDB calls fatal (a full disk), the file is opened anew.</remarks>
internal sealed class StoreFile : IDisposable
{
    private readonly string _path;
    private readonly DatabaseOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private Database _database;

    private StoreFile(string path, DatabaseOptions options, TimeProvider time)
    {
        _path = path;
        _options = options;
        _database = OpenDatabase(path, options);
        _time = time;
    }

    /// <exception cref="BadInputException">A newer program wrote the file, or it is not a database.</exception>
    public static StoreFile Open(string path, TimeProvider time, DatabaseOptions? options = null)
    {
        var file = new StoreFile(path, options ?? new DatabaseOptions(), time);
        try
        {
            file.Migrate();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="Database.Connect"/>
    public Connection Connect()
    {
        lock (_gate)
        {
            return _database.Connect();
        }
    }

    /// <inheritdoc cref="Database.ConnectToRecord"/>
    public Connection ConnectToRecord()
    {
        lock (_gate)
        {
            return _database.ConnectToRecord();
        }
    }

    /// <summary>Opens the file anew; false while connections of before are open, because one file must never be open twice.</summary>
    public bool TryReopen()
    {
        lock (_gate)
        {
            if (_database.Connections > 0) return false;
            _database.Dispose();
            _database = OpenDatabase(_path, _options);
            return true;
        }
    }

    public void Dispose() => _database.Dispose();

    private static Database OpenDatabase(string path, DatabaseOptions options)
    {
        try
        {
            return Database.Open(path, options);
        }
        catch (DuckDbException unreadable)
        {
            throw new BadInputException(
                "DuckDB cannot open this store: the file is damaged, or a newer program wrote it, or the disk is full.",
                "See that there is room; start the program that wrote it; or move the folder away and begin a new one.",
                path,
                innerException: unreadable);
        }
    }

    private void Migrate()
    {
        using var connection = Connect();
        var migrations = SqlFile.Migrations();
        var present = VersionOf(connection);
        if (present > migrations[^1].Version)
        {
            throw new BadInputException(
                $"The store was written by a newer Custos (tables of {present}, this program knows those of {migrations[^1].Version}).",
                "Start the newer program, or choose another folder with --data-dir.",
                _path);
        }

        foreach (var (version, sql) in migrations)
        {
            if (version <= present) continue;
            connection.InTransaction(() =>
            {
                connection.RunScript(sql, CancellationToken.None);
                using var applied = connection.Prepare(SqlFile.Load("Schema/Applied"));
                applied.Bind(1, version).Bind(2, sql.Name).Bind(3, _time.GetUtcNow()).Execute(CancellationToken.None);
            });
        }
    }

    // 0 before the first migration.
    private static long VersionOf(Connection connection)
    {
        using var exists = connection.Prepare(SqlFile.Load("Schema/Exists"));
        using (var found = exists.Query(CancellationToken.None))
        {
            if (!found.NextChunk() || !found[0].ReadBoolean(0)) return 0;
        }

        using var version = connection.Prepare(SqlFile.Load("Schema/Version"));
        using var rows = version.Query(CancellationToken.None);
        return rows.NextChunk() && !rows[0].IsNull(0) ? rows[0].ReadInt64(0) : 0;
    }
}
