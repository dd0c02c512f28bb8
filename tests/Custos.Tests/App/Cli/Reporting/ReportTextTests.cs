using Custos.App.Cli.Reporting;
using Custos.Store.Report;

namespace Custos.Tests.App.Cli.Reporting;

public sealed class ReportTextTests
{
    private static readonly ReportTable Some = new(
        [
            new("bucket", ReportType.Text), new("n", ReportType.Integer), new("share", ReportType.Number),
            new("share_lower95", ReportType.Number), new("share_upper95", ReportType.Number), new("share_certified", ReportType.Number),
        ],
        [["self-harm, \"all\"", 12_345L, 1 / 3.0, 0.25, 0.5, 1.0], [null, 0L, null, null, null, null]]);

    [Fact]
    public void Csv_quotes_what_must_be_quoted_and_numbers_read_back_exactly()
    {
        var text = new StringWriter { NewLine = "\n" };

        ReportText.WriteCsv(Some, text);

        text.ToString().ShouldBe(
            "bucket,n,share,share_lower95,share_upper95,share_certified\n" +
            "\"self-harm, \"\"all\"\"\",12345,0.3333333333333333,0.25,0.5,1\n" +
            ",0,,,,\n");
    }

    [Fact]
    public void An_estimate_stands_with_its_interval_in_one_column()
    {
        var columns = ReportText.ColumnsForTheEye(Some);

        columns.Select(column => column.Header).ShouldBe(["bucket", "n", "share [95 %]", "share certified"]);
        columns.Select(column => column.Cell(Some.Rows[0])).ShouldBe(["self-harm, \"all\"", "12,345", "0.3333 [0.25, 0.5]", "1"]);
        columns.Select(column => column.Cell(Some.Rows[1])).ShouldBe(["–", "0", "–", "–"]);
    }

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1e-33, "1e-33")]
    [InlineData(-0.00002345678, "-2.346e-5")]
    [InlineData(0.00012345678, "0.0001235")]
    [InlineData(0.5, "0.5")]
    [InlineData(-1.00004, "-1")]
    [InlineData(1234567.891, "1,234,567.891")]
    public void A_number_that_is_not_zero_never_looks_like_it(double number, string shown)
    {
        var table = new ReportTable([new("p", ReportType.Number)], [[number]]);

        ReportText.ColumnsForTheEye(table)[0].Cell(table.Rows[0]).ShouldBe(shown);
    }
}
