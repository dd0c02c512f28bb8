using Custos.Records;
using Custos.Records.Calls;
using Custos.Records.Telemetry;
using Custos.Store.Record;

namespace Custos.Store.Import;

/// <summary>Which record is a row of a file that goes through the journal?</summary>
/// <remarks>Its id is derived from its time and its column <c>key</c>, so that the same row brought again is known.</remarks>
internal static class ImportedEvents
{
    /// <summary>What such records bear as their source.</summary>
    public const string Source = "import";

    private static readonly ImportColumn Key = new("key", ImportKind.Text, IsRequired: true, IsKey: true);

    private static readonly string[] Outcomes = [.. Enum.GetValues<CallOutcome>().Select(Words.Of)];

    public static IReadOnlyList<ImportColumn> ExchangeColumns { get; } =
    [
        Key, At("occurred_at"), Text("endpoint"), Text("organisation"), Text("user_id"), Text("conversation"), Text("tier"), Text("region"), Text("model"), Text("address"),
        Text("language"), Text("domain"), Text("attributes"), Text("input"), Text("output"), Text("protocol"), Text("outcome") with { Words = Outcomes },
        new("upstream_status", ImportKind.Small), new("streamed", ImportKind.Truth), Text("stop_reason"), new("refused", ImportKind.Truth), new("input_tokens", ImportKind.Small),
        new("cached_tokens", ImportKind.Small), new("output_tokens", ImportKind.Small), new("first_token_microseconds", ImportKind.Whole),
        new("duration_microseconds", ImportKind.Whole), new("cost", ImportKind.Number), Text("key_id"),
    ];

    public static IReadOnlyList<ImportColumn> FeedbackColumns { get; } =
    [
        Key, At("given_at"), new("exchange_id", ImportKind.Id), Text("external_key"), Text("user_id"),
        Text("kind") with { IsRequired = true, Words = [.. Enum.GetValues<FeedbackKind>().Select(FeedbackWords.Of)] }, new("value", ImportKind.Number), Text("content"),
        Text("consent") with { Words = [.. Enum.GetValues<FeedbackConsent>().Select(FeedbackWords.Of)] }, new("redacted", ImportKind.Truth),
    ];

    public static IReadOnlyList<ImportColumn> EvaluationColumns { get; } =
        [Key, At("evaluated_at"), new("exchange_id", ImportKind.Id), Text("external_key"), Text("name") with { IsRequired = true }, new("score", ImportKind.Number), Text("label"), Text("explanation")];

    public static IReadOnlyList<ImportColumn> RetrievalColumns { get; } =
    [
        Key, At("retrieved_at"), new("exchange_id", ImportKind.Id), Text("external_key"), Text("organisation"), Text("knowledge_base"), new("documents", ImportKind.Small, IsRequired: true),
        new("top_score", ImportKind.Number), new("cited", ImportKind.Small), new("newest_document_at", ImportKind.Time), new("answered", ImportKind.Truth),
    ];

    /// <summary>What is wrong with a row as a whole; null for nothing.</summary>
    public static string? ProblemOf(string table, ImportedRow row) => table switch
    {
        "exchanges" => row[25] is null && Enumerable.Range(15, 13).Any(place => row[place] is not null)
            ? "Column duration_microseconds is empty where other columns of a model call are not."
            : null,
        "feedback" => ProblemOf(FeedbackWords.KindOf(row.TextAt(5)!), row),
        _ => null,
    };

    /// <summary>The record, with its id.</summary>
    public static Event Of(string table, ImportedRow row)
    {
        var at = (DateTimeOffset)row[1]!;
        var key = row.TextAt(0)!;
        var id = TelemetryId.Of(at, Source, $"{table}:{key}");
        return table switch
        {
            "exchanges" => ExchangeOf(id, at, key, row),
            "feedback" => FeedbackOf(id, at, row),
            "evaluations" => new Evaluation(id, at)
            {
                Source = Source, ExchangeId = (Guid?)row[2], ExternalKey = row.TextAt(3), Name = row.TextAt(4)!, Score = (double?)row[5], Label = row.TextAt(6), Explanation = row.TextAt(7),
            },
            "retrievals" => new Retrieval(id, at)
            {
                Source = Source, ExchangeId = (Guid?)row[2], ExternalKey = row.TextAt(3), Organisation = row.TextAt(4), KnowledgeBase = row.TextAt(5), Documents = (int)row[6]!,
                TopScore = (double?)row[7], Cited = (int?)row[8], NewestDocumentAt = (DateTimeOffset?)row[9], Answered = (bool?)row[10],
            },
            _ => throw new ArgumentOutOfRangeException(nameof(table), table, "Rows of this table do not go through the journal."),
        };
    }

    private static string? ProblemOf(FeedbackKind kind, ImportedRow row) => kind switch
    {
        FeedbackKind.Thumb => row[6] is 1.0 or -1.0 ? null : "Column value of a thumb is neither 1 nor -1.",
        FeedbackKind.Stars => row[6] is double and >= 1 and <= 5 ? null : "Column value of stars is not from 1 to 5.",
        _ => row[6] is null ? null : "Column value holds a number beside words.",
    };

    private static Exchange ExchangeOf(Guid id, DateTimeOffset at, string key, ImportedRow row) => new(id, at)
    {
        Source = Source,
        ExternalKey = key,
        Endpoint = row.TextAt(2) ?? Source,
        Organisation = row.TextAt(3),
        User = row.TextAt(4),
        Conversation = row.TextAt(5),
        Tier = row.TextAt(6),
        Region = row.TextAt(7),
        Model = row.TextAt(8),
        Address = row.TextAt(9),
        Language = row.TextAt(10),
        Domain = row.TextAt(11),
        Attributes = row.TextAt(12),
        Input = row.TextAt(13),
        Output = row.TextAt(14),
        Call = row[25] is not long duration ? null : new ModelCall
        {
            Protocol = row.TextAt(15) ?? Source,
            Outcome = row.TextAt(16) is { } outcome ? Words.OutcomeOf(outcome) : CallOutcome.Completed,
            Status = (int?)row[17],
            IsStreamed = (bool?)row[18] ?? false,
            StopReason = row.TextAt(19),
            Refused = (bool?)row[20],
            InputTokens = (int?)row[21],
            CachedTokens = (int?)row[22],
            OutputTokens = (int?)row[23],
            FirstTokenMicroseconds = (long?)row[24],
            DurationMicroseconds = duration,
            Cost = (double?)row[26],
            Key = row.TextAt(27),
        },
    };

    private static Feedback FeedbackOf(Guid id, DateTimeOffset at, ImportedRow row)
    {
        var consent = row.TextAt(8) is { } word ? FeedbackWords.ConsentOf(word) : FeedbackConsent.None;
        return new Feedback(id, at)
        {
            Source = Source,
            ExchangeId = (Guid?)row[2],
            ExternalKey = row.TextAt(3),
            User = row.TextAt(4),
            Kind = FeedbackWords.KindOf(row.TextAt(5)!),
            Value = (double?)row[6],
            Content = consent == FeedbackConsent.None ? null : row.TextAt(7),
            Consent = consent,
            IsRedacted = (bool?)row[9] ?? false,
        };
    }

    private static ImportColumn At(string name) => new(name, ImportKind.Time, IsRequired: true);

    private static ImportColumn Text(string name) => new(name, ImportKind.Text);
}
