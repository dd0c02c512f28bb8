using System.Text;
using Custos.Text.Json;
using Custos.Text.Logs;

namespace Custos.Tests.Text.Logs;

/// <summary>Lines to ask, and questions to ask them.</summary>
internal static class SomeLogs
{
    public static LogQuestion Question(string groupBy, string measures, string? where = null) => new()
    {
        GroupBy = [.. groupBy.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(JsonPath.Parse)],
        Measures = LogMeasure.ParseAll(measures),
        Where = where is null ? null : LogCondition.Parse(where),
    };

    public static Task<LogAnswer> AskAsync(LogQuestion question, string lines, LogOptions? options = null) => AskAsync(question, Encoding.UTF8.GetBytes(lines), options);

    public static Task<LogAnswer> AskAsync(LogQuestion question, byte[] lines, LogOptions? options = null) =>
        LogInquiry.AskAsync(question, [new LogInput("lines", () => new MemoryStream(lines))], options ?? new LogOptions { Threads = 2 }, null, CancellationToken.None);

    /// <summary>A group as one line: its values, its rows, what was measured.</summary>
    public static string Shown(LogGroup group) => $"{string.Join(',', group.By.Select(Shown))}|{group.Rows}|{string.Join(' ', group.Values.Select(Shown))}";

    private static string Shown(GroupValue value) => value is GroupValue.Known known ? known.Text : $"<{value.GetType().Name}>";

    private static string Shown(LogValue value) => value switch
    {
        LogValue.Count count => FormattableString.Invariant($"{count.Rows}"),
        LogValue.Exact exact => FormattableString.Invariant($"{exact.Value:R}/{exact.N}"),
        LogValue.Estimated { Estimate: var estimate } => FormattableString.Invariant($"{estimate.Value:R}/{estimate.N}"),
        _ => "-",
    };
}
