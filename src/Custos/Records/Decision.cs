using System.Collections.Immutable;

namespace Custos.Records;

/// <summary>What did the gate say of one text, why, by which bundle, and in what time?</summary>
public sealed record Decision(Guid Id, DateTimeOffset At) : Event(Id, At)
{
    /// <summary>The exchange whose text was decided on.</summary>
    public required Guid ExchangeId { get; init; }

    public required Direction Direction { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Every bucket that was scored before the deadline, in the bundle's order; empty when none was.</summary>
    public required ImmutableArray<BucketScore> Buckets { get; init; }

    /// <summary>The content address of everything that decided: 64 hexadecimal digits.</summary>
    public required string BundleId { get; init; }

    /// <summary>The time from the request's arrival at the gate to the verdict, in microseconds.</summary>
    public required long ElapsedMicroseconds { get; init; }

    /// <summary>The deadline that the caller gave, in milliseconds.</summary>
    public required int DeadlineMilliseconds { get; init; }
}
