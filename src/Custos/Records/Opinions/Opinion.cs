using System.Collections.Immutable;

namespace Custos.Records.Opinions;

/// <summary>What did a judge say of one text, by which votes, at which cost?</summary>
public sealed record Opinion(Guid Id, DateTimeOffset At) : Event(Id, At)
{
    /// <summary>The exchange whose text was judged.</summary>
    public required Guid ExchangeId { get; init; }

    /// <summary>The decision that was made on the same text before; null where the judge took part in the decision.</summary>
    public Guid? DecisionId { get; init; }

    public required Direction Direction { get; init; }

    /// <summary>The judge's name.</summary>
    public required string Judge { get; init; }

    /// <summary>The content address of everything that its answers hang on: 64 hexadecimal digits.</summary>
    public required string Version { get; init; }

    /// <summary>The language model that was asked.</summary>
    public required string Model { get; init; }

    /// <summary>What more than half of the votes say.</summary>
    public required OpinionAnswer Answer { get; init; }

    /// <summary>Null for yes and no.</summary>
    public NoAnswer? Because { get; init; }

    /// <summary>In the order in which they were asked for; none where nothing was asked.</summary>
    public required ImmutableArray<Vote> Votes { get; init; }

    /// <summary>From the question to the last vote.</summary>
    public required long ElapsedMicroseconds { get; init; }

    /// <summary>What all votes together cost; null where that of any is not known.</summary>
    public double? Cost => Votes.All(static vote => vote.Cost is not null) ? Votes.Sum(static vote => vote.Cost!.Value) : null;

    /// <summary>Are all fields the same, the votes one by one?</summary>
    public bool Equals(Opinion? other) =>
        base.Equals(other) && ExchangeId == other.ExchangeId && DecisionId == other.DecisionId && Direction == other.Direction && Judge == other.Judge && Version == other.Version
        && Model == other.Model && Answer == other.Answer && Because == other.Because && ElapsedMicroseconds == other.ElapsedMicroseconds && Votes.SequenceEqual(other.Votes);

    public override int GetHashCode() => Id.GetHashCode();
}
