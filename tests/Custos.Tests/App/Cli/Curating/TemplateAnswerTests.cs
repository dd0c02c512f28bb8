using System.Text.Json;
using Custos.App.Cli;
using Custos.App.Cli.Curating;
using Custos.Curate;

namespace Custos.Tests.App.Cli.Curating;

public sealed class TemplateAnswerTests
{
    private const string Secret = "claim your\nfree reward today \u001b[31m at example dot com before midnight";

    [Fact]
    public void The_text_is_shown_on_one_line_or_not_at_all()
    {
        var report = Report();

        TemplateAnswer.Table(report, withText: true, most: 5).ShouldContain("claim your free reward today  [31m at example do…");
        TemplateAnswer.Table(report, withText: false, most: 5).ShouldNotContain("claim");
        TemplateAnswer.Table(report, withText: false, most: 5).ShouldContain(report.Templates[0].Id);
        TemplateAnswer.Table(report, withText: true, most: 0).ShouldNotContain("claim");
    }

    [Fact]
    public void Json_has_each_figure_with_its_interval()
    {
        var json = JsonSerializer.Serialize(TemplateAnswer.Json(Report(), withText: true, new RowsLeftOut(), new RowsLeftOut()), Terminal.Json);

        var template = JsonDocument.Parse(json).RootElement.GetProperty("templates")[0];
        template.GetProperty("text").GetString().ShouldBe(Secret);
        template.GetProperty("users").GetInt64().ShouldBe(6);
        template.GetProperty("users_interval").ValueKind.ShouldBe(JsonValueKind.Null);
        template.GetProperty("new_users_per_hour").GetProperty("value").GetDouble().ShouldBe(1);
        template.GetProperty("new_users_per_hour").GetProperty("interval").GetArrayLength().ShouldBe(2);
        template.GetProperty("examples")[0].GetProperty("id").GetString().ShouldBe("t0");
        JsonSerializer.Serialize(TemplateAnswer.Json(Report(), withText: false, new RowsLeftOut(), new RowsLeftOut()), Terminal.Json).ShouldNotContain("claim");
    }

    private static TemplateReport Report()
    {
        var search = new TemplateSearch(new TemplateOptions { View = Custos.Text.Views.ViewKind.Raw });
        for (var i = 0; i < 6; i++) search.Observe(new AuthoredText("t" + i, "u" + i, new DateTimeOffset(2026, 3, 1, i, 0, 0, TimeSpan.Zero), i + Secret + i));
        return search.Complete();
    }
}
