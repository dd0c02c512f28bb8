using System.CommandLine;
using Custos.Store.Report;

namespace Custos.App.Cli.Reporting;

/// <summary>How is a report asked on the command line?</summary>
internal static class ReportOptions
{
    private static readonly Option<string?> From = StoreOptions.Time("--from", "Count from this time on; without an offset it is one of the time zone.");

    private static readonly Option<string?> To = StoreOptions.Time("--to", "Count before this time; now unless said.");

    private static readonly Option<string?> Last = new("--last") { Description = "Instead of both: the last 12h, 30d or 4w.", HelpName = "length" };

    private static readonly Option<string> TimeZone = new("--time-zone")
    {
        Description = "Whose days and weeks count: an IANA name, as Europe/Berlin.",
        DefaultValueFactory = _ => "UTC",
        HelpName = "name",
    };

    private static readonly Option<string[]> Where = new("--where")
    {
        Description = "Only rows with this value; given again for one name, any of the values; NAME= for rows without one.",
        HelpName = "name=value",
    };

    private static readonly Option<string[]> Set = new("--set") { Description = "A parameter of the report's own.", HelpName = "name=value" };

    private static readonly Option<string?> By = new("--by") { Description = "Group by this column instead of the report's own choice.", HelpName = "column" };

    private static readonly Option<string?> Compare = new("--compare")
    {
        Description = "Set beside the period before, or beside another value of a filter, with the test that fits.",
        HelpName = "previous|name=value",
    };

    public static IReadOnlyList<Option> All { get; } = [From, To, Last, TimeZone, Where, Set, By, Compare];

    /// <exception cref="Records.BadInputException">An option is not as it must be.</exception>
    public static ReportRequest RequestOf(ParseResult parsed)
    {
        var timeZone = parsed.GetValue(TimeZone)!;
        return new ReportRequest(ReportPeriod.Of(parsed.GetValue(From), parsed.GetValue(To), parsed.GetValue(Last), timeZone, System.TimeProvider.System.GetUtcNow()))
        {
            TimeZone = timeZone,
            Where = [.. (parsed.GetValue(Where) ?? []).Select(text => ReportChoice.Of(text, "--where"))],
            Values = [.. (parsed.GetValue(Set) ?? []).Select(text => ReportChoice.Of(text, "--set"))],
            By = parsed.GetValue(By),
            Compare = parsed.GetValue(Compare),
        };
    }
}
