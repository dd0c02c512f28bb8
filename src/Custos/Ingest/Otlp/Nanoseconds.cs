namespace Custos.Ingest.Otlp;

/// <summary>Which time is this?</summary>
internal static class Nanoseconds
{
    /// <summary>2262-04-11: what a signed number of nanoseconds since 1970 reaches to.</summary>
    private const ulong Last = long.MaxValue;

    /// <summary>Why it is no time that a row can have; null where it is.</summary>
    public static RejectionReason? ProblemOf(ulong nanoseconds) => nanoseconds switch
    {
        0 => RejectionReason.NoTime,
        > Last => RejectionReason.TimeOutOfRange,
        _ => null,
    };

    /// <summary>The time, cut to whole microseconds.</summary>
    public static DateTimeOffset ToTime(ulong nanoseconds) => new(DateTime.UnixEpoch.Ticks + (long)(nanoseconds / 1000) * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
