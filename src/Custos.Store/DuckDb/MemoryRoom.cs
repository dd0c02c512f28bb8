using System.Globalization;

namespace Custos.Store.DuckDb;

/// <summary>How much memory may the database fill? Little while it only takes in rows, much while somebody asks.</summary>
/// <remarks>
/// What is cached of the file grows up to the limit and stays: with a high one, taking in rows would fill the machine with what nobody reads.
/// Thread-safe.
/// </remarks>
/// <param name="database">A database that is open.</param>
/// <param name="mostBytes">The limit while somebody asks.</param>
internal sealed class MemoryRoom(Database database, long mostBytes)
{
    /// <summary>The limit while nobody asks.</summary>
    public const long LittleBytes = 256L << 20;

    private readonly Lock _gate = new();
    private int _asking;

    /// <summary>Somebody begins to ask.</summary>
    public void Enter()
    {
        lock (_gate)
        {
            if (_asking == 0) Limit(mostBytes);
            _asking++;
        }
    }

    /// <summary>Somebody has ended asking.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_asking > 0) return;
            try
            {
                Limit(LittleBytes);
            }
            catch (DuckDbException)
            {
                // A transaction holds more at this moment, or the database has failed: the limit is lowered after somebody has asked again.
            }
        }
    }

    private void Limit(long bytes)
    {
        var limit = SqlFile.Load("Memory/Limit");
        using var connection = database.ConnectToRecord();
        connection.Execute(limit with { Text = limit.Text.Replace("{bytes}", bytes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) }, CancellationToken.None);
    }
}
