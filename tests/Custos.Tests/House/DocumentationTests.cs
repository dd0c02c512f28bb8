using Custos.App.Cli;
using Custos.Store.Report;

namespace Custos.Tests.House;

public sealed class DocumentationTests
{
    [Fact]
    public void Every_verb_has_its_heading_and_every_heading_its_verb()
    {
        var headings = Repository.Read("docs/verbs.md").Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal));

        headings.ShouldBe(CommandLine.Verbs.Select(verb => $"## custos {verb().Name}"), ignoreOrder: true);
    }

    [Fact]
    public void Every_report_is_documented()
    {
        var page = Repository.Read("docs/stages/report.md");

        Reports.All.Select(report => report.Name).Where(name => !page.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_page_that_a_page_points_to_is_there()
    {
        var pages = Repository.Files("docs").Where(file => file.EndsWith(".md", StringComparison.Ordinal)).Append("README.md").Append("ARCHITECTURE.md").Append("CONTRIBUTING.md");

        var missing =
            from page in pages
            from System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(Repository.Read(page), @"\]\((?<target>[^)#:]+)(#[^)]*)?\)", System.Text.RegularExpressions.RegexOptions.NonBacktracking | System.Text.RegularExpressions.RegexOptions.ExplicitCapture)
            let target = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link.Groups["target"].Value))
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{page}: {link.Groups["target"].Value}";

        missing.ShouldBeEmpty();
    }
}
