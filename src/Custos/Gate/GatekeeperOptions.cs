namespace Custos.Gate;

/// <summary>How much may a gatekeeper take on, and remember?</summary>
public sealed record GatekeeperOptions
{
    /// <summary>How many decisions may be in flight and wait, together; a message beyond them is answered by the policies' fallback for overload. At least 1.</summary>
    /// <remarks>No limit unless said, for who decides in the own process knows how many it asks for. A server says <see cref="Admission.Usual"/>.</remarks>
    public int MostInFlight { get; init; } = int.MaxValue;

    /// <summary>Does an admitted decision queue behind the thread pool's other work, so that those that wait are counted before they begin?</summary>
    public bool Queues { get; init; }

    /// <summary>Are judges asked? Where not, their signal is missing: for rehearsals, which must not cost money.</summary>
    public bool AsksJudges { get; init; } = true;

    /// <summary>How many bytes of verdicts are remembered, about; 0 for none.</summary>
    public long VerdictCacheBytes { get; init; }

    /// <summary>How many bytes sliding windows may take, about; beyond them counts are estimates, with bounds. At least 1 MiB.</summary>
    public long WindowBytes { get; init; } = 256L << 20;
}
