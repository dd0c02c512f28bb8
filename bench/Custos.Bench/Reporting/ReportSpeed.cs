using System.Diagnostics;
using System.Globalization;
using Custos.Store;
using Custos.Store.DuckDb;
using Custos.Store.Report;

namespace Custos.Bench.Reporting;

/// <summary>How long does each report take on a hundred million exchanges, and in how much memory?</summary>
/// <remarks>The file is made in the folder where it is not there yet, and left there: 11 GB for 100 million. The database may fill 8 GB and then spills to disk.</remarks>
internal static class ReportSpeed
{
    private const long MemoryBytes = 8L << 30;

    private const int Chunk = 10_000_000;

    // What is asked; a report that is not named is asked as it is.
    private static readonly Dictionary<string, (string Name, string Value)[]> Values = new(StringComparer.Ordinal) { ["win-rate"] = [("model_a", "m-1"), ("model_b", "m-2")] };

    /// <param name="folder">Where the file lies.</param>
    /// <param name="millions">How many million exchanges.</param>
    /// <param name="only">The reports to ask; none for all.</param>
    public static void Run(string folder, int millions, IReadOnlyList<string> only)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"custos-reports-{millions}m.duckdb"));
        if (!File.Exists(path)) Make(path, millions);
        using var database = Database.Open(path, new DatabaseOptions { MemoryLimitBytes = MemoryBytes });
        Say($"{new FileInfo(path).Length / 1e9:F1} GB, {Environment.ProcessorCount} processors, memory limit {MemoryBytes / 1e9:F1} GB");
        foreach (var report in Reports.All.Where(report => only.Count == 0 || only.Contains(report.Name))) Ask(database, report);
    }

    private static void Ask(Database database, ReportDescription report)
    {
        var request = new ReportRequest(new ReportPeriod())
        {
            TimeZone = "Europe/Berlin",
            Values = [.. Values.GetValueOrDefault(report.Name, []).Select(value => new ReportChoice(value.Name, value.Value))],
        };
        ForgetPeak();
        var began = Stopwatch.GetTimestamp();
        using var connection = database.Connect();
        using var statement = new ReportSql(report, Reports.FileOf(report.Name), request).Prepare(connection, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));
        using var rows = statement.Query(CancellationToken.None);
        var table = ReportTable.Of(rows);
        Say($"{report.Name,-28} {Stopwatch.GetElapsedTime(began).TotalSeconds,7:F1} s {PeakBytes() / 1e9,6:F1} GB {table.Rows.Count,9} rows");
    }

    private static void Make(string path, int millions)
    {
        var began = Stopwatch.GetTimestamp();
        StoreFile.Open(path, TimeProvider.System).Dispose();
        using var database = Database.Open(path, new DatabaseOptions { MemoryLimitBytes = MemoryBytes });
        using var connection = database.Connect();
        var count = millions * 1_000_000L;
        for (var first = 0L; first < count; first += Chunk)
        {
            var end = Math.Min(count, first + Chunk);
            Fill(connection, ReportTraffic.Exchanges, first, end, count);
            Fill(connection, ReportTraffic.Decisions, first, end);
            Fill(connection, ReportTraffic.Contents, first, end);
            Say($"{end / 1_000_000} million after {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
        }

        foreach (var statement in ReportTraffic.Rest) Fill(connection, statement);
        Fill(connection, "CHECKPOINT");
        Say($"made in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
    }

    private static void Fill(Connection connection, string sql, params long[] numbers)
    {
        using var statement = connection.Prepare(new SqlFile("Traffic", sql));
        for (var i = 0; i < numbers.Length; i++) statement.Bind(i + 1, numbers[i]);
        statement.Execute(CancellationToken.None);
    }

    // Linux keeps the most memory that a process ever had; writing 5 begins that anew.
    private static void ForgetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    private static long PeakBytes() =>
        1024 * long.Parse(File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
