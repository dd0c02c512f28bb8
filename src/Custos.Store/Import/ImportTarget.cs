namespace Custos.Store.Import;

/// <summary>Into which table can be imported, and which columns does its file have?</summary>
/// <param name="Table">The table's name.</param>
/// <param name="StageFile">The SQL that makes a table of the same columns, for this import alone.</param>
/// <param name="AddFile">The SQL that adds what is new.</param>
/// <param name="Columns">In the order of the table.</param>
internal sealed record ImportTarget(string Table, string StageFile, string AddFile, IReadOnlyList<ImportColumn> Columns)
{
    public static IReadOnlyList<ImportTarget> All { get; } =
    [
        new(
            "report_events",
            "Import/StageReportEvents",
            "Import/AddReportEvents",
            [
                new("report_id", IsTime: false, IsRequired: true),
                new("user_id", IsTime: false, IsRequired: false),
                new("created_at", IsTime: true, IsRequired: true),
                new("reason", IsTime: false, IsRequired: false),
                new("status", IsTime: false, IsRequired: false),
            ]),
        new(
            "moderation_actions",
            "Import/StageModerationActions",
            "Import/AddModerationActions",
            [
                new("report_id", IsTime: false, IsRequired: true),
                new("action_type", IsTime: false, IsRequired: true),
                new("action_at", IsTime: true, IsRequired: true),
            ]),
    ];
}

/// <summary>What does a column of an imported file hold? A required one must be there, and no row may leave it empty.</summary>
internal sealed record ImportColumn(string Name, bool IsTime, bool IsRequired);
