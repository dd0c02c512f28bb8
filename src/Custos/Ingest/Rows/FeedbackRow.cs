using Custos.Ingest.Conventions;
using Custos.Records.Telemetry;
using Custos.Text.Identifiers;

namespace Custos.Ingest.Rows;

/// <summary>What did a user say of an answer, told by an event?</summary>
internal static class FeedbackRow
{
    /// <summary>The events that are feedback.</summary>
    public static IReadOnlyList<string> EventNames { get; } = ["custos.feedback", "gen_ai.user.feedback"];

    /// <summary>Null where it says neither of the four kinds, or a value that its kind does not have.</summary>
    /// <param name="row">The event's attributes; the words of the feedback are taken from them, whether they may be kept or not.</param>
    /// <param name="id">Of the feedback.</param>
    /// <param name="at">When it was given.</param>
    /// <param name="spanKey">The span that the event belongs to, where there is one.</param>
    public static Feedback? Of(Row row, Guid id, DateTimeOffset at, string? spanKey)
    {
        var value = row.Number(Field.FeedbackValue);
        var content = row.TextOrJson(Field.FeedbackContent) is { Length: > 0 } words ? words : null;
        if (KindOf(row.Text(Field.FeedbackKind), value, content) is not { } kind || !Fits(kind, value, content)) return null;
        var consent = ConsentOf(row.Text(Field.FeedbackConsent));
        var redacts = row.Truth(Field.FeedbackRedact) ?? true;
        var kept = consent == FeedbackConsent.None ? null : content;
        return new Feedback(id, at)
        {
            Source = RowId.Source,
            ExchangeId = Guid.TryParse(row.Peek(Field.ExchangeId), out var exchange) ? exchange : null,
            ExternalKey = row.Name(Field.ExchangeKey) ?? spanKey,
            User = row.Name(Field.User),
            Kind = kind,
            Value = value,
            Content = kept is not null && redacts ? IdentifierRedaction.Of(kept) : kept,
            Consent = consent,
            IsRedacted = kept is not null && redacts,
        };
    }

    private static FeedbackKind? KindOf(string? word, double? value, string? content) => word switch
    {
        "thumb" => FeedbackKind.Thumb,
        "stars" => FeedbackKind.Stars,
        "text" => FeedbackKind.Text,
        "rewrite" => FeedbackKind.Rewrite,
        null when value is null && content is not null => FeedbackKind.Text,
        null when value is -1 => FeedbackKind.Thumb,
        null when value is >= 2 => FeedbackKind.Stars,
        _ => null,
    };

    private static bool Fits(FeedbackKind kind, double? value, string? content) => kind switch
    {
        FeedbackKind.Thumb => value is 1 or -1,
        FeedbackKind.Stars => value is >= 1 and <= 5,
        _ => content is not null,
    };

    // What is not said is not consented to.
    private static FeedbackConsent ConsentOf(string? word) => word switch
    {
        "store" => FeedbackConsent.Store,
        "train" => FeedbackConsent.Train,
        _ => FeedbackConsent.None,
    };
}
