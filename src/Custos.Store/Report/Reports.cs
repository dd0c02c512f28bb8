using Custos.Records;
using Custos.Text;

namespace Custos.Store.Report;

/// <summary>Which questions does the store answer, and what are the answers? Each question is one SQL file in <c>Sql/Report</c>.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class Reports
{
    private readonly StoreFile _store;
    private readonly EmbeddedEventLog _log;

    internal Reports(StoreFile store, EmbeddedEventLog log)
    {
        _store = store;
        _log = log;
    }

    /// <summary>Every report, by name.</summary>
    public static IReadOnlyList<ReportDescription> All { get; } = [.. Files.Select(report => ReportDescription.Of(report.Name, SqlFile.Load(report.File)))];

    // Another report is another line here.
    private static (string Name, string File)[] Files =>
    [
        ("decisions-by-bucket", "Report/DecisionsByBucket"),
        ("decisions-by-rule", "Report/DecisionsByRule"),
        ("intake", "Report/Intake"),
        ("judges", "Report/Judges"),
        ("latency", "Report/Latency"),
        ("reports-actioned-within-24h", "Report/ReportsActionedWithin24h"),
        ("tool-calls", "Report/ToolCalls"),
        ("verdicts", "Report/Verdicts"),
    ];

    /// <exception cref="BadInputException">There is no report of this name.</exception>
    public static void Require(string name)
    {
        if (All.All(report => report.Name != name)) throw Unknown(name);
    }

    /// <summary>Answers a report from everything that was acknowledged before it was asked.</summary>
    /// <exception cref="BadInputException">There is no report of that name.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<ReportTable> RunAsync(string name, ReportPeriod period, CancellationToken cancellationToken)
    {
        var file = Array.Find(Files, report => report.Name == name).File ?? throw Unknown(name);
        await _log.FlushAsync(cancellationToken);
        return await Task.Run(() => Run(file, period, cancellationToken), cancellationToken);
    }

    private ReportTable Run(string file, ReportPeriod period, CancellationToken cancellationToken)
    {
        using var connection = _store.Connect();
        using var statement = connection.Prepare(SqlFile.Load(file)).Bind(1, period.From).Bind(2, period.To);
        using var rows = statement.Query(cancellationToken);
        return ReportTable.Of(rows);
    }

    private static BadInputException Unknown(string name)
    {
        var nearest = NearestName.Of(name, Files.Select(report => report.Name));
        return new BadInputException(
            "There is no report of this name.",
            $"Did you mean {nearest}? custos report --list names them all.",
            NearestName.Shown(name),
            isUsage: true);
    }
}
