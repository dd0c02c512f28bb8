using Custos.Records;
using Custos.Text;

namespace Custos.Store.Import;

/// <summary>Into which table can be imported, and which columns does its file have?</summary>
/// <param name="Table">The table's name.</param>
/// <param name="KnownFile">The SQL that finds rows with the same first key column; null for records that go through the journal.</param>
/// <param name="Columns">In the order of the table.</param>
internal sealed record ImportTarget(string Table, string? KnownFile, IReadOnlyList<ImportColumn> Columns)
{
    private static readonly string[] Winners = ["a", "b", "tie"];

    public static IReadOnlyList<ImportTarget> All { get; } =
    [
        new("exchanges", null, ImportedEvents.ExchangeColumns),
        new("feedback", null, ImportedEvents.FeedbackColumns),
        new("evaluations", null, ImportedEvents.EvaluationColumns),
        new("retrievals", null, ImportedEvents.RetrievalColumns),
        new("ratings", "Import/KnownRatings", [Key("rating_id"), Required("rated_at", ImportKind.Time), Required("prompt_id"), Maybe("rater"), Required("rating", ImportKind.Number)]),
        new("comparisons", "Import/KnownComparisons",
        [
            Key("comparison_id"), Required("compared_at", ImportKind.Time), Maybe("prompt_id"), Maybe("domain"), Required("model_a"), Required("model_b"),
            Required("winner") with { Words = Winners },
        ]),
        new("labels", "Import/KnownLabels",
        [
            Key("label_id"), Required("labelled_at", ImportKind.Time), Required("exchange_id", ImportKind.Id), Required("name"), Required("value", ImportKind.Truth), Maybe("labeller"),
        ]),
        new("accounts", "Import/KnownAccounts", [Key("user_id"), Maybe("organisation"), Required("internal", ImportKind.Truth)]),
        new("jobs", "Import/KnownJobs",
        [
            Key("job_id"), Maybe("cluster") with { IsKey = true }, Maybe("run"), Maybe("experiment"), Maybe("team"), Maybe("scientist"), Maybe("started_at", ImportKind.Time),
            Maybe("ended_at", ImportKind.Time), Required("gpus_reserved", ImportKind.Number), Required("gpu_seconds_reserved", ImportKind.Number),
            Maybe("gpu_seconds_used", ImportKind.Number), Maybe("state"),
        ]),
        new("bills", "Import/KnownBills",
        [
            Key("line_id"), Required("billed_from", ImportKind.Time), Required("billed_to", ImportKind.Time), Maybe("cluster"), Required("amount_cents", ImportKind.Whole), Required("currency"),
        ]),
        new("annotations", "Import/KnownAnnotations",
        [
            Required("exchange_id", ImportKind.Id) with { IsKey = true }, Required("made_at", ImportKind.Time), Key("name"), Maybe("value"), Maybe("score", ImportKind.Number), Key("version"),
        ]),

        // These two have no key of their own: a row that differs anywhere is another row.
        new("report_events", "Import/KnownReportEvents",
            [.. new[] { Key("report_id"), Maybe("user_id"), Required("created_at", ImportKind.Time), Maybe("reason"), Maybe("status") }.Select(WhollyKey)]),
        new("moderation_actions", "Import/KnownModerationActions",
            [.. new[] { Key("report_id"), Required("action_type"), Required("action_at", ImportKind.Time) }.Select(WhollyKey)]),
    ];

    /// <summary>Where in a row what it is known by stands.</summary>
    public IReadOnlyList<int> KeyPlaces { get; } = [.. Columns.Index().Where(column => column.Item.IsKey).Select(column => column.Index)];

    /// <exception cref="BadInputException">No table of this name takes an import.</exception>
    public static ImportTarget Of(string table) => All.FirstOrDefault(target => target.Table == table) ?? throw new BadInputException(
        "There is no table of this name that takes an import.",
        $"Did you mean {NearestName.Of(table, [.. All.Select(target => target.Table)])}? The tables are: {string.Join(", ", All.Select(target => target.Table))}.",
        NearestName.Shown(table),
        isUsage: true);

    private static ImportColumn Key(string name) => new(name, ImportKind.Text, IsRequired: true, IsKey: true);

    private static ImportColumn Required(string name, ImportKind kind = ImportKind.Text) => new(name, kind, IsRequired: true);

    private static ImportColumn Maybe(string name, ImportKind kind = ImportKind.Text) => new(name, kind);

    private static ImportColumn WhollyKey(ImportColumn column) => column with { IsKey = true };
}
