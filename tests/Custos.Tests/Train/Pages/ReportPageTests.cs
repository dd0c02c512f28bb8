using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Custos.Train.Pages;

namespace Custos.Tests.Train.Pages;

public sealed partial class ReportPageTests
{
    [Fact]
    public void It_asks_nothing_of_the_network_and_allows_only_its_own_style()
    {
        var page = ReportPage.Write(Trained.Report, "custos train");
        page.ShouldNotContain("<script");
        page.ShouldNotContain(" src=");
        page.ShouldNotContain("url(http");
        page.ShouldNotContain(" style=");
        Links().Matches(page).Select(match => match.Value).Distinct().ShouldBe(["http://www.w3.org/2000/svg"]);

        var style = page[(page.IndexOf("<style>", StringComparison.Ordinal) + "<style>".Length)..page.IndexOf("</style>", StringComparison.Ordinal)];
        page.ShouldContain($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'");
    }

    [Fact]
    public void Each_label_has_its_answer_first_and_its_five_pictures()
    {
        var page = ReportPage.Write(Trained.Report, "custos train");
        page.IndexOf("class=\"answers\"", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("<table>", StringComparison.Ordinal));
        Count(page, "<section class=\"answer").ShouldBe(2);
        Count(page, "<svg ").ShouldBe(10);
        page.ShouldContain(Trained.Report.Source.Sha256);
    }

    [Fact]
    public void Words_of_the_data_stand_in_a_closed_part_only()
    {
        var word = Trained.Report.Labels[0].HeaviestFor[0].Name;
        var page = ReportPage.Write(Trained.Report, "custos train");
        var open = Details().Replace(page, "");
        page.ShouldContain($"<td>{word}</td>");
        open.ShouldNotContain($"<td>{word}</td>");
        page.ShouldNotContain("<details open");
        page.ShouldContain("Content warning");
    }

    [Fact]
    public void Names_from_the_data_cannot_become_markup()
    {
        var page = ReportPage.Write(Trained.Hostile, "custos train '<script>'");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        page.ShouldNotContain("<i>");
        page.ShouldNotContain("<b>");
        page.ShouldNotContain('\0');
        Count(page, "</style>").ShouldBe(1);
    }

    [Fact]
    public void The_same_report_gives_the_same_page() =>
        ReportPage.Write(Trained.Report, "x").ShouldBe(ReportPage.Write(Trained.Report, "x"));

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("https?://[^\"<> ]*", RegexOptions.None, 1000)]
    private static partial Regex Links();

    [GeneratedRegex("<details>.*?</details>", RegexOptions.Singleline, 1000)]
    private static partial Regex Details();
}
