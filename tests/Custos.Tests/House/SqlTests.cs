using System.Text.RegularExpressions;
using Custos.Store.Report;

namespace Custos.Tests.House;

public sealed partial class SqlTests
{
    private const string Folder = "src/Custos.Store/Sql/";

    private static IEnumerable<string> Files => Repository.Files("src/Custos.Store/Sql");

    [Fact]
    public void Every_sql_file_has_exactly_one_caller()
    {
        var sources = string.Concat(Repository.Files("src").Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).Select(Repository.Read));

        Files.Where(file => !file.StartsWith(Folder + "Migrations/", StringComparison.Ordinal))
            .Select(file => file[Folder.Length..^".sql".Length])
            .Select(name => (name, callers: Regex.Count(sources, Regex.Escape($"\"{name}\""), RegexOptions.NonBacktracking)))
            .Where(file => file.callers != 1)
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_sql_file_begins_with_its_parameters_and_uses_just_those()
    {
        foreach (var file in Files)
        {
            var text = Repository.Read(file);
            var first = text[..text.IndexOf('\n', StringComparison.Ordinal)];
            var declared = Parameter().Matches(first).Select(match => match.Value).Distinct().Order();
            var used = Parameter().Matches(text[first.Length..]).Select(match => match.Value).Distinct().Order();

            first.ShouldStartWith(declared.Any() ? "-- $1 " : "-- No parameters.", customMessage: file);
            used.ShouldBe(declared, file);
        }
    }

    [Fact]
    public void A_migration_is_named_by_its_minute_and_what_it_brings() =>
        Files.Where(file => file.StartsWith(Folder + "Migrations/", StringComparison.Ordinal))
            .Where(file => !Migration().IsMatch(file[(Folder + "Migrations/").Length..]))
            .ShouldBeEmpty();

    [Fact]
    public void Every_report_and_every_table_stands_on_its_page()
    {
        var (page, reports) = (Repository.Read("docs/stages/record.md"), Repository.Read("docs/stages/report.md"));

        Reports.All.Where(report => !reports.Contains($"### `{report.Name}`", StringComparison.Ordinal)).ShouldBeEmpty();
        Files.Where(file => file.StartsWith(Folder + "Migrations/", StringComparison.Ordinal))
            .SelectMany(file => Table().Matches(Repository.Read(file)).Select(match => match.Groups["name"].Value))
            .Where(table => !page.Contains($"`{table}`", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_sql_stands_in_csharp() =>
        Repository.Files("src").Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => Statement().IsMatch(Repository.Read(file)))
            .ShouldBeEmpty();

    [GeneratedRegex(@"\$[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("CREATE TABLE (?<name>[a-z_]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Table();

    [GeneratedRegex(@"^[0-9]{12}\.[a-z0-9-]+\.sql$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Migration();

    [GeneratedRegex("\"\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE (TABLE|INDEX|VIEW)|ALTER TABLE|DROP TABLE) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();
}
