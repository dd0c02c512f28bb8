using Custos.Store;
using Custos.Store.Report;

namespace Custos.Tests.Store.Report;

public sealed class ReportDescriptionTests
{
    [Fact]
    public void What_can_be_chosen_is_read_from_the_files_first_comment()
    {
        var report = ReportDescription.Of("some", new SqlFile("Some", """
            -- $1 from_time timestamp, $2 to_time timestamp, $3 time_zone text, $4 share number, $5 model_a text
            -- For each thing: something.
            --
            -- Ties count.
            --
            -- Parameter: share = 0.01, from 0.000001 to 1. Which share. All of it.
            -- Parameter: model_a. Which model.
            -- Filters: model, user
            -- Grouped by: tier, model
            -- Compared: rate yes of yes + no by grouped, judge; rows overlap
            SELECT 1
            """));

        report.Question.ShouldBe("For each thing: something.");
        report.Details.ShouldBe("Ties count.");
        report.Parameters.ShouldBe(
        [
            new ReportParameter("share", ParameterType.Number, "0.01", 0.000001, 1, "Which share. All of it."),
            new ReportParameter("model_a", ParameterType.Text, null, null, null, "Which model."),
        ]);
        report.Filters.ShouldBe(["model", "user"]);
        report.Groupings.ShouldBe(["tier", "model"]);
        report.HasTimeZone.ShouldBeTrue();
        report.Compared!.Kind.ShouldBe(MeasureKind.Rate);
        report.Compared.Columns.ShouldBe(["yes", "yes", "no"]);
        report.Compared.Keys.ShouldBe(["grouped", "judge"]);
        report.Compared.RowsOverlap.ShouldBeTrue();
    }

    [Fact]
    public void Every_reports_own_values_are_ones_that_it_takes()
    {
        foreach (var parameter in Reports.All.SelectMany(report => report.Parameters).Where(parameter => parameter.Unless is not null))
        {
            parameter.ValueOf(null).ShouldNotBeNull(parameter.Name);
        }
    }
}
