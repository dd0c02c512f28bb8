using System.Text.Json;
using Custos.Text.Logs;

namespace Custos.App.Cli.LogsAnswer;

/// <summary>How does an answer look as JSON?</summary>
internal static class LogJson
{
    public static object Of(LogQuestion question, LogAnswer answer, IReadOnlyList<LogGroup> groups, IEnumerable<string> warnings) => new
    {
        GroupBy = question.GroupBy.Select(field => field.Text),
        Measures = question.Measures.Select(measure => measure.Text),
        answer.Bytes,
        answer.Lines,
        answer.BlankLines,
        answer.Rows,
        answer.LeftOut,
        answer.Untold,
        Damaged = new
        {
            Lines = answer.DamagedLines,
            First = answer.Damaged.Select(line => new { line.Source, line.Line, line.Offset, line.Column, Reason = JsonNamingPolicy.SnakeCaseLower.ConvertName(line.Damage.ToString()) }),
        },
        BrokenOff = answer.Breaks,
        Groups = groups.Select(group => Of(question, group)),
        Rest = answer.Rest is null ? null : Of(question, answer.Rest),
        Warnings = warnings,
    };

    private static object Of(LogQuestion question, LogGroup group) => new
    {
        By = question.GroupBy.Zip(group.By).ToDictionary(pair => pair.First.Text, pair => Of(pair.Second)),
        group.Rows,
        Measures = question.Measures.Zip(group.Values).ToDictionary(pair => pair.First.Text, pair => Of(pair.Second)),
    };

    private static object? Of(GroupValue value) => value switch
    {
        GroupValue.Known known => known.Text,
        GroupValue.Missing => null,
        GroupValue.TooLong tooLong => new { LongerThanBytes = tooLong.LimitBytes },
        GroupValue.Compound => new { Compound = true },
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name, "It cannot be written."),
    };

    // An end that is not bounded is null: JSON knows no infinity.
    private static object? Of(LogValue value) => value switch
    {
        LogValue.NoData => null,
        LogValue.Count count => new { Value = count.Rows },
        LogValue.Exact exact => new { Value = Finite(exact.Value), exact.N },
        LogValue.Estimated { Estimate: var estimate } => new
        {
            Value = Finite(estimate.Value),
            Lower = Finite(estimate.Interval.Lower),
            Upper = Finite(estimate.Interval.Upper),
            estimate.Interval.Confidence,
            estimate.N,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name, "It cannot be written."),
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
