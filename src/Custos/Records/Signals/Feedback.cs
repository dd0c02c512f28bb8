using Custos.Records.Layout;

namespace Custos.Records.Signals;

/// <summary>What did a user say of an answer?</summary>
public sealed record Feedback(Guid Id, DateTimeOffset At) : Signal(Id, At)
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
        to.Text(SignalWords.Of(Kind));
        to.Number(Value);
        to.Text(Content);
        to.Text(SignalWords.Of(Consent));
        to.Truth(IsRedacted);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static Feedback ReadFrom<T>(Guid id, DateTimeOffset at, ref T from)
        where T : IFieldReader, allows ref struct => new(id, at)
    {
        ExchangeId = from.Id(),
        ExternalKey = from.Text(),
        User = from.Text(),
        Kind = SignalWords.KindOf(from.RequiredText()),
        Value = from.Number(),
        Content = from.Text(),
        Consent = SignalWords.ConsentOf(from.RequiredText()),
        IsRedacted = from.Truth() ?? false,
    };
}
