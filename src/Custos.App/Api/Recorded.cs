namespace Custos.App.Api;

/// <summary>How safe is this decision's record at the moment of the answer?</summary>
internal enum Recorded
{
    /// <summary>Synced to the disk: no crash can lose it.</summary>
    Committed,

    /// <summary>Taken in; a crash within the next 50 ms can lose it. The answer of a server in asynchronous durability.</summary>
    Queued,

    /// <summary>The deadline came before the disk had answered: it is being written, and is not promised.</summary>
    Pending,
}
