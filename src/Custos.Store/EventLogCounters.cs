namespace Custos.Store;

/// <summary>What became of every event that was handed to the log since it was opened?</summary>
/// <param name="Accepted">Taken in, and kept or about to be.</param>
/// <param name="Refused">Not taken in, and the caller was told (commit mode).</param>
/// <param name="Dropped">Lost because the queue or the disk was full; the caller was not told (async mode).</param>
/// <param name="Stored">Taken up by the database, rows that it knew already among them, including those of the journal that an earlier process left.</param>
/// <param name="QueueLength">Waiting for the disk now.</param>
/// <param name="JournalBytes">What the journal takes on the disk now.</param>
/// <param name="SyncP50">The time that half of the last 4,096 syncs took at most; null before the first.</param>
/// <param name="SyncP99">The time that 99 % of them took at most.</param>
/// <param name="SyncMax">The longest of them.</param>
/// <param name="TornBytes">Cut off at the start: the beginnings of writes that were never acknowledged.</param>
/// <param name="DamagedStretches">Damage between whole frames that the start stepped over: a broken disk or a foreign hand.</param>
/// <param name="Trouble">Why the database takes nothing at the moment; null when it does.</param>
public sealed record EventLogCounters(
    long Accepted,
    long Refused,
    long Dropped,
    long Stored,
    int QueueLength,
    long JournalBytes,
    TimeSpan? SyncP50,
    TimeSpan? SyncP99,
    TimeSpan? SyncMax,
    long TornBytes,
    int DamagedStretches,
    string? Trouble);
