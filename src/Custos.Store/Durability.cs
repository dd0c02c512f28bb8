namespace Custos.Store;

/// <summary>When does an append complete?</summary>
public enum Durability
{
    /// <summary>Once the disk holds it: a crash loses nothing that was acknowledged.</summary>
    Commit,

    /// <summary>At once: a crash loses at most what was appended in its last 50 milliseconds.</summary>
    Async,
}
