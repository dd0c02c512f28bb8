using System.Globalization;

namespace Custos.Store.DuckDb;

/// <summary>How much of the machine may a database use?</summary>
internal sealed record DatabaseOptions
{
    /// <summary>The memory that queries may fill before they spill to disk, in bytes; null for four fifths of the machine's.</summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>True when that is too much for taking in rows: while nobody asks, the limit is <see cref="MemoryRoom.LittleBytes"/>.</summary>
    public bool IsSpare { get; init; }

    /// <summary>The threads that one query may use; null for one per processor.</summary>
    public int? Threads { get; init; }

    /// <summary>True when nothing may be written.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>DuckDB's names and values.</summary>
    public IEnumerable<(string Name, string Value)> Settings()
    {
        // The program takes its parts from the build alone: nothing is fetched while it runs.
        yield return ("autoinstall_known_extensions", "false");
        yield return ("autoload_known_extensions", "false");

        // Of what one transaction adds, whole row groups are written to the file at once instead of five at a time.
        yield return ("write_buffer_row_group_count", "1");

        // A checkpoint writes the last row groups again: the fewer there are, the less is written.
        yield return ("checkpoint_threshold", "256MiB");
        if (ReadOnly) yield return ("access_mode", "READ_ONLY");
        if (MemoryLimitBytes is { } bytes) yield return ("memory_limit", string.Create(CultureInfo.InvariantCulture, $"{bytes}B"));
        if (Threads is { } threads) yield return ("threads", threads.ToString(CultureInfo.InvariantCulture));
    }
}
