namespace Custos.Store.Report;

/// <summary>Which question does a report answer, and what can be chosen? As its SQL file says it.</summary>
/// <param name="Name">What it is asked for by, for instance <c>decisions-by-bucket</c>.</param>
/// <param name="Question">The answer in one sentence: the file's second line.</param>
/// <param name="Details">How ties, edges and gaps are counted: the rest of the file's first comment.</param>
/// <param name="Parameters">What it takes beside period and filters.</param>
/// <param name="Filters">By what its rows can be filtered; empty where by nothing.</param>
/// <param name="Groupings">By what it can be grouped, its own choice first; empty where it always groups alike.</param>
/// <param name="HasTimeZone">True when its days or weeks are those of a time zone.</param>
/// <param name="Compared">What two askings of it are compared by; null where they cannot be.</param>
public sealed record ReportDescription(
    string Name,
    string Question,
    string Details,
    IReadOnlyList<ReportParameter> Parameters,
    IReadOnlyList<string> Filters,
    IReadOnlyList<string> Groupings,
    bool HasTimeZone,
    ReportMeasure? Compared)
{
    private const string Parameter = "Parameter: ", FiltersLine = "Filters: ", GroupedBy = "Grouped by: ", ComparedLine = "Compared: ";

    internal static ReportDescription Of(string name, SqlFile sql)
    {
        var comment = sql.Text.Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line[2..].Trim()).ToList();
        var declared = ReportSql.Declared(sql);
        var (choices, details) = (comment.Skip(2).Where(IsChoice).ToList(), comment.Skip(2).Where(line => !IsChoice(line)));
        return new ReportDescription(
            name,
            comment[1],
            string.Join('\n', details).Trim(),
            [.. Of(choices, Parameter).Select(line => ReportParameter.Of(line, declared))],
            [.. Of(choices, FiltersLine).SelectMany(line => line.Split(", "))],
            [.. Of(choices, GroupedBy).SelectMany(line => line.Split(", "))],
            declared.Any(parameter => parameter.Name == ReportSql.TimeZone),
            Of(choices, ComparedLine).Select(ReportMeasure.Of).SingleOrDefault());
    }

    private static bool IsChoice(string line) =>
        new[] { Parameter, FiltersLine, GroupedBy, ComparedLine }.Any(start => line.StartsWith(start, StringComparison.Ordinal));

    private static IEnumerable<string> Of(IEnumerable<string> lines, string start) =>
        lines.Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line[start.Length..]);
}
