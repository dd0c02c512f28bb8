using System.Globalization;
using Custos.Curate;
using Custos.Records;

namespace Custos.App.Cli.Curating;

/// <summary>How are templates written, for programs and for the eye?</summary>
internal static class TemplateAnswer
{
    private const int LongestExcerpt = 48;

    /// <summary>One object: the templates, and what had to be left out.</summary>
    /// <param name="report">The templates.</param>
    /// <param name="withText">Do they show what the texts share?</param>
    /// <param name="damaged">Rows that could not be read.</param>
    /// <param name="late">Rows that came after their window.</param>
    public static object Json(TemplateReport report, bool withText, RowsLeftOut damaged, RowsLeftOut late) => new
    {
        templates = report.Templates.Select(template => new
        {
            template.Id,
            text = withText ? template.Stretch : null,
            characters = template.CodePoints,
            template.Users,
            users_interval = Ends(template.UsersUncertainty),
            template.Texts,
            template.Occurrences,
            template.FirstSeen,
            template.LastSeen,
            new_users_per_hour = template.NewUsersPerHour is { } growth ? new { value = growth.Value, interval = Ends(growth.Interval), n = growth.N } : null,
            template.Merged,
            examples = template.Examples.Select(example => new { id = example.Text, start = example.Raw.Start, length = example.Raw.Length }),
        }),
        report.Texts,
        report.Windows,
        report.Parts,
        report.LeftOut,
        report.Forgotten,
        damaged = new { damaged.Rows, first = damaged.First },
        late = new { late.Rows, first = late.First },
    };

    /// <summary>A line each, those with the most users first, as many as asked.</summary>
    public static string Table(TemplateReport report, bool withText, int most)
    {
        var table = new AlignedTable().Column("template").Column("users", isNumber: true).Column("texts", isNumber: true).Column("first seen (UTC)").Column("last seen (UTC)")
            .Column("new users/h", isNumber: true).Column("95 %").Column("long", isNumber: true);
        if (withText) table.Column("begins");
        foreach (var template in report.Templates.Take(most))
        {
            string[] cells =
            [
                template.Id, (template.UsersUncertainty is null ? "" : "≈ ") + Count(template.Users), Count(template.Texts), Time(template.FirstSeen), Time(template.LastSeen),
                template.NewUsersPerHour is { } growth ? Rate(growth.Value) : "cannot tell", template.NewUsersPerHour is { } known ? $"{Rate(known.Interval.Lower)}–{Rate(known.Interval.Upper)}" : "", Count(template.CodePoints),
            ];
            table.Row(withText ? cells.Append(Excerpt(template.Stretch)) : cells);
        }

        return table.ToString();
    }

    private static double[]? Ends(Interval? interval) => interval is { } known ? [known.Lower, known.Upper] : null;

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Rate(double value) => value.ToString(value < 10 ? "0.##" : "N0", CultureInfo.InvariantCulture);

    /// <summary>The first characters on one line, whatever is in them.</summary>
    private static string Excerpt(string stretch)
    {
        var runes = stretch.EnumerateRunes().Take(LongestExcerpt + 1).Select(rune => char.IsControl((char)Math.Min(rune.Value, char.MaxValue)) ? " " : rune.ToString()).ToList();
        return string.Concat(runes.Take(LongestExcerpt)) + (runes.Count > LongestExcerpt ? "…" : "");
    }
}
