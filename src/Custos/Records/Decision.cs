using System.Collections.Immutable;

namespace Custos.Records;

/// <summary>What did the gate say of one text, why, by which bundle, and in what time?</summary>
public sealed record Decision(Guid Id, DateTimeOffset At) : Event(Id, At)
{
    /// <summary>The exchange whose text was decided on.</summary>
    public required Guid ExchangeId { get; init; }

    public required Direction Direction { get; init; }

    /// <summary>Which stretch of the exchange's text, where it was decided on piece by piece while it grew; null for the whole text.</summary>
    public Stretch? Of { get; init; }

    /// <summary>The most severe of <see cref="Findings"/>; allow where there are none.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What each policy says that does not simply allow, the most severe first, then in the bundle's order.</summary>
    public ImmutableArray<Verdict> Findings { get; init; } = [];

    /// <summary>Every bucket that was scored before the deadline, in the bundle's order; empty when none was.</summary>
    public required ImmutableArray<BucketScore> Buckets { get; init; }

    /// <summary>The content address of everything that decided: 64 hexadecimal digits.</summary>
    public required string BundleId { get; init; }

    /// <summary>The tiers that were begun, in order, with what each took.</summary>
    public ImmutableArray<TierTime> Tiers { get; init; } = [];

    /// <summary>What the clock and other traffic added, so that the decision can be made again.</summary>
    public ImmutableArray<Observation> Observations { get; init; } = [];

    /// <summary>The time from the request's arrival at the gate to the verdict, in microseconds.</summary>
    public required long ElapsedMicroseconds { get; init; }

    /// <summary>The deadline that the caller gave, in milliseconds.</summary>
    public required int DeadlineMilliseconds { get; init; }

    /// <summary>Are all fields the same, the arrays entry by entry?</summary>
    public bool Equals(Decision? other) =>
        base.Equals(other) && ExchangeId == other.ExchangeId && Direction == other.Direction && Of == other.Of && Verdict == other.Verdict && BundleId == other.BundleId
        && ElapsedMicroseconds == other.ElapsedMicroseconds && DeadlineMilliseconds == other.DeadlineMilliseconds
        && Findings.SequenceEqual(other.Findings) && Buckets.SequenceEqual(other.Buckets) && Tiers.SequenceEqual(other.Tiers) && Observations.SequenceEqual(other.Observations);

    public override int GetHashCode() => Id.GetHashCode();
}
