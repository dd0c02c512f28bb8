using Custos.Records.Layout;

namespace Custos.Records.Telemetry;

/// <summary>What did a user say of an answer?</summary>
public sealed record Feedback(Guid Id, DateTimeOffset At) : TelemetryEvent(Id, At)
{
    /// <summary>The exchange that it is about, where its id is known.</summary>
    public Guid? ExchangeId { get; init; }

    /// <summary>What the exchange's sender calls it, where its id is not known.</summary>
    public string? ExternalKey { get; init; }

    public string? User { get; init; }

    public required FeedbackKind Kind { get; init; }

    /// <summary>A thumb: 1 or -1; stars: 1 to 5; null for words.</summary>
    public double? Value { get; init; }

    /// <summary>The free text or the rewritten answer; null without consent to keep it.</summary>
    public string? Content { get; init; }

    public required FeedbackConsent Consent { get; init; }

    /// <summary>Were personal identifiers taken out of the content?</summary>
    public bool IsRedacted { get; init; }

    /// <inheritdoc/>
    public override void WriteTo<T>(ref T to)
    {
        to.Id(ExchangeId);
        to.Text(ExternalKey);
        to.Text(User);
        to.Text(FeedbackWords.Of(Kind));
        to.Number(Value);
        to.Text(Content);
        to.Text(FeedbackWords.Of(Consent));
        to.Truth(IsRedacted);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static Feedback ReadFrom<T>(Guid id, DateTimeOffset at, ref T from)
        where T : IFieldReader, allows ref struct => new(id, at)
    {
        ExchangeId = from.Id(),
        ExternalKey = from.Text(),
        User = from.Text(),
        Kind = FeedbackWords.KindOf(from.RequiredText()),
        Value = from.Number(),
        Content = from.Text(),
        Consent = FeedbackWords.ConsentOf(from.RequiredText()),
        IsRedacted = from.Truth() ?? false,
    };
}
