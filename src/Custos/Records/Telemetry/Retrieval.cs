using Custos.Records.Layout;

namespace Custos.Records.Telemetry;

/// <summary>What was looked up in a knowledge base for an answer?</summary>
public sealed record Retrieval(Guid Id, DateTimeOffset At) : TelemetryEvent(Id, At)
{
    /// <summary>The exchange that it is about, where its id is known.</summary>
    public Guid? ExchangeId { get; init; }

    /// <summary>What the exchange's sender calls it, where its id is not known.</summary>
    public string? ExternalKey { get; init; }

    public string? Organisation { get; init; }

    public string? KnowledgeBase { get; init; }

    /// <summary>How many were found.</summary>
    public required int Documents { get; init; }

    /// <summary>Of the best of them, as the knowledge base scores.</summary>
    public double? TopScore { get; init; }

    /// <summary>How many of them the answer cites; null where that is not known.</summary>
    public int? Cited { get; init; }

    /// <summary>When the newest of them was last changed.</summary>
    public DateTimeOffset? NewestDocumentAt { get; init; }

    /// <summary>Did the answer rest on what was found? Null where that is not known.</summary>
    public bool? Answered { get; init; }

    /// <inheritdoc/>
    public override void WriteTo<T>(ref T to)
    {
        to.Id(ExchangeId);
        to.Text(ExternalKey);
        to.Text(Organisation);
        to.Text(KnowledgeBase);
        to.Small(Documents);
        to.Number(TopScore);
        to.Small(Cited);
        to.Time(NewestDocumentAt);
        to.Truth(Answered);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static Retrieval ReadFrom<T>(Guid id, DateTimeOffset at, ref T from)
        where T : IFieldReader, allows ref struct => new(id, at)
    {
        ExchangeId = from.Id(),
        ExternalKey = from.Text(),
        Organisation = from.Text(),
        KnowledgeBase = from.Text(),
        Documents = from.Small() ?? 0,
        TopScore = from.Number(),
        Cited = from.Small(),
        NewestDocumentAt = from.Time(),
        Answered = from.Truth(),
    };
}
