namespace Custos.Records;

/// <summary>What happened, and when? The base of every record that the event log keeps.</summary>
/// <param name="Id">A time-ordered identifier (UUID version 7), unique across processes.</param>
/// <param name="At">When it happened, in UTC, to the microsecond.</param>
public abstract record Event(Guid Id, DateTimeOffset At)
{
    /// <summary>An identifier that sorts by time.</summary>
    /// <remarks>RFC 9562, version 7: 48 bits of milliseconds, then randomness.</remarks>
    public static Guid NewId(DateTimeOffset at) => Guid.CreateVersion7(at);

    /// <summary>The time cut to whole microseconds, which is what every store keeps.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset at) => new(at.UtcTicks / 10 * 10, TimeSpan.Zero);
}
