using Custos.Records;
using Custos.Store.Report.Comparing;
using Custos.Text;

namespace Custos.Store.Report;

/// <summary>Which questions does the store answer, and what are the answers? Each question is one SQL file in <c>Sql/Report</c>.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class Reports
{
    // DuckDB's first and last times lie beyond these.
    private static readonly DateTimeOffset Beginning = DateTimeOffset.MinValue;

    private readonly StoreFile _store;
    private readonly EmbeddedEventLog _log;
    private readonly TimeProvider _time;

    internal Reports(StoreFile store, EmbeddedEventLog log, TimeProvider time)
    {
        _store = store;
        _log = log;
        _time = time;
    }

    /// <summary>Every report, by name.</summary>
    public static IReadOnlyList<ReportDescription> All { get; } = [.. Files.Select(report => ReportDescription.Of(report.Name, SqlFile.Load(report.File)))];

    // Another report is another line here.
    private static (string Name, string File)[] Files =>
    [
        ("decisions-by-bucket", "Report/Gate/DecisionsByBucket"),
        ("decisions-by-rule", "Report/Gate/DecisionsByRule"),
        ("frustration", "Report/Users/Frustration"),
        ("gpu-costs", "Report/Costs/GpuCosts"),
        ("injection-attempts", "Report/Gate/InjectionAttempts"),
        ("intake", "Report/Record/Intake"),
        ("judges", "Report/Gate/Judges"),
        ("knowledge-base-adoption", "Report/Models/KnowledgeBaseAdoption"),
        ("knowledge-base-use", "Report/Models/KnowledgeBaseUse"),
        ("latency", "Report/Gate/Latency"),
        ("latency-by-tier", "Report/Models/LatencyByTier"),
        ("rating-spread", "Report/Models/RatingSpread"),
        ("refusals", "Report/Models/Refusals"),
        ("reports-actioned-within-24h", "Report/Users/ReportsActionedWithin24h"),
        ("requests-per-organisation", "Report/Users/RequestsPerOrganisation"),
        ("retention", "Report/Users/Retention"),
        ("sessions", "Report/Users/Sessions"),
        ("speed-and-cost", "Report/Models/SpeedAndCost"),
        ("tool-calls", "Report/Gate/ToolCalls"),
        ("top-users", "Report/Users/TopUsers"),
        ("top-users-filtered", "Report/Users/TopUsersFiltered"),
        ("users-blocked-often", "Report/Users/UsersBlockedOften"),
        ("verdicts", "Report/Gate/Verdicts"),
        ("win-rate", "Report/Models/WinRate"),
    ];

    /// <exception cref="BadInputException">There is no report of this name.</exception>
    public static ReportDescription Require(string name) => All.FirstOrDefault(report => report.Name == name) ?? throw Unknown(name);

    /// <summary>Answers a report from everything that was acknowledged before it was asked.</summary>
    /// <exception cref="BadInputException">There is no report of that name.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<ReportTable> RunAsync(string name, ReportPeriod period, CancellationToken cancellationToken) => RunAsync(name, new ReportRequest(period), cancellationToken);

    /// <summary>Answers a report from everything that was acknowledged before it was asked; compared, where the request says so, in a table of its own.</summary>
    /// <exception cref="BadInputException">There is no report of that name, or it does not have what the request names.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<ReportTable> RunAsync(string name, ReportRequest request, CancellationToken cancellationToken)
    {
        var report = Require(name);
        var file = FileOf(name);
        request = request with { Period = request.Period with { To = request.Period.To ?? _time.GetUtcNow() } };
        var asked = new ReportSql(report, file, request);
        var others = request.Compare is null ? null : new ReportSql(report, file, ComparedRequest.Of(report, request));
        await _log.FlushAsync(cancellationToken);
        return await Task.Run(Answer, cancellationToken);

        ReportTable Answer()
        {
            var table = Run(asked, cancellationToken);
            return others is null ? table : ReportComparison.Of(report.Compared!, ComparedRequest.KeysOf(report, request, asked.Grouping), table, Run(others, cancellationToken));
        }
    }

    /// <summary>The SQL of a report that there is.</summary>
    internal static SqlFile FileOf(string name) => SqlFile.Load(Array.Find(Files, listed => listed.Name == name).File);

    private ReportTable Run(ReportSql sql, CancellationToken cancellationToken)
    {
        using var connection = _store.Connect();
        RequireZone(connection, sql.Request.TimeZone);
        using var statement = sql.Prepare(connection, sql.Request.Period.From ?? Beginning, sql.Request.Period.To!.Value);
        using var rows = statement.Query(cancellationToken);
        return ReportTable.Of(rows).Renamed("grouped", sql.Grouping);
    }

    private static void RequireZone(DuckDb.Connection connection, string name)
    {
        using var statement = connection.Prepare(SqlFile.Load("Schema/TimeZone")).Bind(1, name);
        using var rows = statement.Query(CancellationToken.None);
        if (rows.NextChunk() && rows[0].ReadBoolean(0)) return;
        throw new BadInputException("There is no time zone of this name.", "Write an IANA name, as Europe/Berlin or UTC.", NearestName.Shown(name), isUsage: true);
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
