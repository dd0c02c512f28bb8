using System.Text.RegularExpressions;
using Custos.Records;
using Custos.Store.DuckDb;
using Custos.Text;

namespace Custos.Store.Report;

/// <summary>What does the database run for a request? The report's file, with its filters and its grouping filled in; every value is bound.</summary>
/// <remarks>
/// A file runs as it stands, unfiltered and grouped by its own choice. <c>/* when filtered: AND {filters of e} */</c> is run only where there
/// is a filter, <c>/* when grouped by policy: JOIN … */</c> only where that is asked for, and <c>/* grouped by */ e.tier</c> takes another column's
/// name. Names come from the file's own lists, never from the request.
/// </remarks>
internal sealed partial class ReportSql
{
    public const string TimeZone = "time_zone";

    private readonly ReportDescription _report;
    private readonly SqlFile _file;
    private readonly IReadOnlyList<(string Name, string Type)> _declared;

    /// <exception cref="BadInputException">The request names a filter, parameter or grouping that the report does not have, or a value that it does not take.</exception>
    public ReportSql(ReportDescription report, SqlFile file, ReportRequest request)
    {
        (_report, _file, Request, _declared) = (report, file, request, Declared(file));
        foreach (var choice in request.Where) Check(choice.Name, "filter", report.Filters);
        foreach (var choice in request.Values) Check(choice.Name, "parameter", [.. report.Parameters.Select(parameter => parameter.Name)]);
        if (request.By is { } by) Check(by, "grouping", report.Groupings);
        if (request.Values.GroupBy(choice => choice.Name).Any(named => named.Count() > 1))
        {
            throw new BadInputException("A parameter of the report is given more than once.", "Give each once.", isUsage: true);
        }
    }

    public ReportRequest Request { get; }

    /// <summary>The column by which it is grouped; null where it always groups alike.</summary>
    public string? Grouping => Request.By ?? (_report.Groupings is [var own, ..] ? own : null);

    /// <summary>The names and types of the parameters that a file declares in its first line, in their order.</summary>
    public static IReadOnlyList<(string Name, string Type)> Declared(SqlFile file) =>
        [.. Declaration().Matches(file.Text[..file.Text.IndexOf('\n', StringComparison.Ordinal)]).Select(match => (match.Groups["name"].Value, match.Groups["type"].Value))];

    /// <param name="connection">On which it will run.</param>
    /// <param name="from">The beginning of the period.</param>
    /// <param name="to">Its end.</param>
    public Statement Prepare(Connection connection, DateTimeOffset from, DateTimeOffset to)
    {
        var statement = connection.Prepare(_file with { Text = Text() });
        for (var i = 0; i < _declared.Count; i++)
        {
            var (place, name) = (i + 1, _declared[i].Name);
            switch (name)
            {
                case "from_time":
                    statement.Bind(place, from);
                    break;
                case "to_time":
                    statement.Bind(place, to);
                    break;
                case TimeZone:
                    statement.Bind(place, Request.TimeZone);
                    break;
                default:
                    Bind(statement, place, name);
                    break;
            }
        }

        foreach (var (choice, place) in Placed()) statement.Bind(place, choice.Value);
        return statement;
    }

    private string Text()
    {
        var text = Request.Where.Count == 0 ? _file.Text : WhenFiltered().Replace(_file.Text, match => FiltersOf().Replace(match.Groups["then"].Value, Conditions));
        if (Request.By is not { } by) return text;
        text = WhenGroupedBy().Replace(text, match => match.Groups["column"].Value == by ? match.Groups["then"].Value : "");
        return GroupedBy().Replace(text, match => match.Groups["before"].Value + ColumnOf(by));
    }

    // Of several values of one name any, of several names all.
    private string Conditions(Match match)
    {
        var alias = match.Groups["alias"].Value;
        var placed = Placed();
        return string.Join(" AND ", Request.Where.GroupBy(choice => choice.Name, (name, choices) => $"({string.Join(" OR ", choices.Select(choice => Condition(alias, choice)))})"));

        string Condition(string alias, ReportChoice choice) =>
            $"{alias}.{ColumnOf(choice.Name)} " + (choice.Value is null ? "IS NULL" : $"= ${placed[choice]}");
    }

    // The values stand behind the file's own parameters; a choice that is made twice is bound once.
    private Dictionary<ReportChoice, int> Placed() =>
        Request.Where.Where(choice => choice.Value is not null).Distinct().Select((choice, i) => (choice, _declared.Count + 1 + i)).ToDictionary();

    private void Bind(Statement statement, int place, string name)
    {
        var parameter = _report.Parameters.Single(parameter => parameter.Name == name);
        _ = parameter.ValueOf(Request.Values.FirstOrDefault(choice => choice.Name == name)?.Value) switch
        {
            long whole => statement.Bind(place, whole),
            double number => statement.Bind(place, number),
            var text => statement.Bind(place, (string)text),
        };
    }

    private void Check(string name, string what, IReadOnlyList<string> known)
    {
        if (known.Contains(name)) return;
        throw new BadInputException(
            $"The report {_report.Name} has no {what} of this name.",
            known.Count == 0 ? $"It has none at all." : $"Did you mean {NearestName.Of(name, known)}? There are: {string.Join(", ", known)}.",
            NearestName.Shown(name),
            isUsage: true);
    }

    private static string ColumnOf(string name) => name == "user" ? "user_id" : name;

    [GeneratedRegex(@"\$[0-9]+ (?<name>[a-z_0-9]+) (?<type>[a-z]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"/\* when filtered: (?<then>.*?) \*/", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WhenFiltered();

    [GeneratedRegex(@"\{filters of (?<alias>[a-z.]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FiltersOf();

    [GeneratedRegex(@"/\* when grouped by (?<column>[a-z_]+): (?<then>.*?) \*/", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WhenGroupedBy();

    [GeneratedRegex(@"(?<before>/\* grouped by \*/ [a-z]+\.)[a-z_]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GroupedBy();
}
