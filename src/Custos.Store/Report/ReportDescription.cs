namespace Custos.Store.Report;

/// <summary>Which question does a report answer? As its SQL file says it.</summary>
/// <param name="Name">What it is asked for by, for instance <c>decisions-by-bucket</c>.</param>
/// <param name="Question">The answer in one sentence: the file's second line.</param>
/// <param name="Details">How ties, edges and gaps are counted: the rest of the file's first comment; empty where there is nothing to say.</param>
public sealed record ReportDescription(string Name, string Question, string Details)
{
    internal static ReportDescription Of(string name, SqlFile sql)
    {
        var comment = sql.Text.Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line[2..].Trim()).ToList();
        return new ReportDescription(name, comment[1], string.Join('\n', comment.Skip(2)).Trim());
    }
}
