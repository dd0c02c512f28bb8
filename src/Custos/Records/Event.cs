namespace Custos.Records;

/// <summary>What happened, and when? The base of every record that the event log keeps.</summary>
/// <param name="Id">A time-ordered identifier (UUID version 7), unique across processes.</param>
/// <param name="At">When it happened, in UTC, to the microsecond.</param>
public abstract record Event(Guid Id, DateTimeOffset At)
{
    /// <summary>Where it came from; null for what this program saw itself.</summary>
    public string? Source { get; init; }

    /// <summary>Did it come inside another row, which is the one that is counted?</summary>
    public bool IsPart { get; init; }

    /// <summary>An identifier that sorts by time.</summary>
    /// <remarks>RFC 9562, version 7: 48 bits of milliseconds, then randomness.</remarks>
    public static Guid NewId(DateTimeOffset at) => Guid.CreateVersion7(at);

    /// <summary>The time cut to whole microseconds, which is what every store keeps.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset at) => new(at.UtcTicks / 10 * 10, TimeSpan.Zero);
}
