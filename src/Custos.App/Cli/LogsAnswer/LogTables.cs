using System.Globalization;
using Custos.Text.Logs;

namespace Custos.App.Cli.LogsAnswer;

/// <summary>How does an answer look as a table, and as CSV?</summary>
internal static class LogTables
{
    private const string Rest = "(all other groups)";

    /// <summary>For the eye: an estimate with its interval in one cell, and its n where that is not all rows.</summary>
    public static AlignedTable ForTheEye(LogQuestion question, IReadOnlyList<LogGroup> groups, LogGroup? rest)
    {
        var table = new AlignedTable();
        foreach (var field in question.GroupBy) table.Column(field.Text);
        if (question.GroupBy.Count == 0) table.Column("group");
        table.Column("rows", isNumber: true);
        foreach (var measure in question.Measures) table.Column(measure.Text, isNumber: true);
        foreach (var group in groups.Concat(rest is null ? [] : [rest]))
        {
            table.Row([.. Names(question, group, ReferenceEquals(group, rest)), group.Rows.ToString("N0", CultureInfo.InvariantCulture), .. question.Measures.Zip(group.Values, (measure, value) => LogWords.Cell(measure, value, group.Rows))]);
        }

        return table;
    }

    /// <summary>As CSV (RFC 4180): numbers that read back exactly, nothing for what is missing or not bounded.</summary>
    public static void WriteCsv(LogQuestion question, IReadOnlyList<LogGroup> groups, LogGroup? rest, TextWriter output)
    {
        var header = question.GroupBy.Select(field => field.Text).Append("rows").Concat(question.Measures.SelectMany(Columns));
        output.WriteLine(string.Join(',', header.Select(Quoted)));
        foreach (var group in groups.Concat(rest is null ? [] : [rest]))
        {
            var names = question.GroupBy.Count == 0 ? [] : ReferenceEquals(group, rest) ? Names(question, group, isRest: true) : group.By.Select(value => value is GroupValue.Missing ? "" : LogWords.Of(value));
            output.WriteLine(string.Join(',', names.Append(Exact(group.Rows)).Concat(question.Measures.Zip(group.Values, Cells).SelectMany(cells => cells)).Select(Quoted)));
        }
    }

    private static IEnumerable<string> Names(LogQuestion question, LogGroup group, bool isRest) =>
        question.GroupBy.Count == 0 ? ["all"] : isRest ? Enumerable.Repeat("", question.GroupBy.Count - 1).Prepend(Rest) : group.By.Select(LogWords.Of);

    private static IEnumerable<string> Columns(LogMeasure measure) => measure switch
    {
        LogMeasure.Rows or LogMeasure.Present => [measure.Text],
        LogMeasure.Sum or LogMeasure.Least or LogMeasure.Greatest => [measure.Text, $"{measure.Text}_n"],
        _ => [measure.Text, $"{measure.Text}_lower95", $"{measure.Text}_upper95", $"{measure.Text}_n"],
    };

    private static IEnumerable<string> Cells(LogMeasure measure, LogValue value) => value switch
    {
        LogValue.Count count => [Exact(count.Rows)],
        LogValue.Exact exact => [Exact(exact.Value), Exact(exact.N)],
        LogValue.Estimated { Estimate: var estimate } => [Exact(estimate.Value), Exact(estimate.Interval.Lower), Exact(estimate.Interval.Upper), Exact(estimate.N)],
        _ => [.. Columns(measure).Skip(1).Select(_ => ""), "0"],
    };

    private static string Exact(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Exact(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
