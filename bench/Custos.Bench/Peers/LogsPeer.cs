using System.Diagnostics;
using System.Globalization;
using Custos.Store;
using Custos.Store.DuckDb;
using Custos.Text.Json;
using Custos.Text.Logs;

namespace Custos.Bench.Peers;

/// <summary>How fast does a file of JSON Lines answer for means and rates by group: Custos's own scanner, and DuckDB's read_json?</summary>
internal static class LogsPeer
{
    // No damaged line may stop either side.
    private const string Sql = """
        SELECT category, count(*), avg(usage.output_tokens), avg((status = 'error')::INT), sum(latency_ms)
        FROM read_json($1, format = 'newline_delimited', ignore_errors = true, columns = {category: 'VARCHAR', usage: 'STRUCT(output_tokens BIGINT)', status: 'VARCHAR', latency_ms: 'DOUBLE'})
        GROUP BY category
        """;

    public static async Task<int> RunAsync(string file)
    {
        var bytes = BytesOf(file);
        foreach (var threads in (int[])[1, 2])
        {
            for (var round = 0; round < 5; round++)
            {
                await TimeAsync($"custos, {threads} thread(s)", bytes, () => AskAsync(file, threads));
                await TimeAsync($"duckdb, {threads} thread(s)", bytes, () => Task.Run(() => AskDuckDb(file, threads)));
            }
        }

        return 0;
    }

    private static async Task<long> AskAsync(string file, int threads)
    {
        var question = new LogQuestion { GroupBy = [JsonPath.Parse("category")], Measures = LogMeasure.ParseAll("mean(usage.output_tokens), rate(status = error), sum(latency_ms)") };
        var input = new LogInput(file, () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0));
        return (await LogInquiry.AskAsync(question, [input], new LogOptions { Threads = threads }, null, CancellationToken.None)).Rows;
    }

    private static long AskDuckDb(string file, int threads)
    {
        using var database = Database.Open(null, new DatabaseOptions { Threads = threads });
        using var connection = database.Connect();
        using var statement = connection.Prepare(new SqlFile("logs", Sql)).Bind(1, file);
        using var rows = statement.Query(CancellationToken.None);
        var groups = 0L;
        while (rows.NextChunk()) groups += rows.Count;
        return groups;
    }

    private static long BytesOf(string file) => new FileInfo(file).Length;

    private static async Task TimeAsync(string what, long bytes, Func<Task<long>> work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var began = Stopwatch.GetTimestamp();
        var rows = await work();
        var wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
        process.Refresh();
        var processor = (process.TotalProcessorTime - before).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {rows} rows or groups, {bytes / 1e6 / processor:F0} MB/s of processor time, {bytes / 1e6 / wall:F0} MB/s by the clock"));
    }
}
