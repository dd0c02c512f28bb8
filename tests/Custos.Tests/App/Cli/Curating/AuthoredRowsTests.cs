using System.Text;
using Custos.App.Cli.Curating;
using Custos.Curate;
using Custos.Records;
using Custos.Text.Tables;

namespace Custos.Tests.App.Cli.Curating;

public sealed class AuthoredRowsTests
{
    [Fact]
    public void Damaged_rows_are_left_out_and_counted_with_their_places()
    {
        var (rows, damaged) = Read(
            """
            {"text": "one", "user": "a", "time": "2026-03-01T12:00:00Z", "id": 7}
            {"text": "broken
            ["an array"]
            {"text": "nobody", "time": "2026-03-01T12:00:00Z"}
            {"text": "never", "user": "a", "time": "tomorrow"}

            {"text": "two", "user": "b", "time": 1772366400}
            {"user": "b", "time": 1772366400000}
            """);

        rows.ShouldBe(
        [
            new AuthoredText("7", "a", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), "one"),
            new AuthoredText("row 7", "b", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), "two"),
            new AuthoredText("row 8", "b", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), ""),
        ]);
        damaged.Rows.ShouldBe(4);
        damaged.First.Select(row => row.Place).ShouldBe(["posts.jsonl, row 2", "posts.jsonl, row 3", "posts.jsonl, row 4", "posts.jsonl, row 5"]);
        damaged.First[3].Problem.ShouldBe("The row names no time.");
    }

    [Fact]
    public void A_wrong_clock_is_told_from_a_pause()
    {
        var (rows, damaged) = Read(
            """
            {"text": "one", "user": "a", "time": "2026-03-01"}
            {"text": "two", "user": "a", "time": "2099-01-01"}
            {"text": "three", "user": "a", "time": "2026-03-01 01:00"}
            {"text": "four", "user": "a", "time": "2026-03-20"}
            {"text": "five", "user": "a", "time": "2026-03-20 00:01"}
            {"text": "six", "user": "a", "time": "2026-05-20"}
            """);

        rows.Select(row => row.Text).ShouldBe(["one", "three", "four", "five", "six"]);
        damaged.First.ShouldHaveSingleItem().Place.ShouldBe("posts.jsonl, row 2");
    }

    [Fact]
    public void A_row_with_the_wrong_number_of_fields_is_passed_but_an_open_quotation_mark_ends_the_reading()
    {
        Read("text,user,time\none,a,2026-03-01\ntoo,many,fields,here\ntwo,a,2026-03-01\n", TableFormat.Csv).Rows.Select(row => row.Text).ShouldBe(["one", "two"]);
        Should.Throw<BadInputException>(() => Read("text,user,time\none,a,2026-03-01\n\"never closed,a,2026-03-01\n", TableFormat.Csv)).Message.ShouldContain("never closed");
    }

    [Fact]
    public void A_column_that_no_row_has_is_refused_by_name() =>
        Should.Throw<BadInputException>(() => Read("""{"text": "one", "author": "a", "time": "2026-03-01"}""")).Message.ShouldContain("user");

    private static (List<AuthoredText> Rows, RowsLeftOut Damaged) Read(string content, TableFormat format = TableFormat.JsonLines)
    {
        using var table = TextTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(content)), format == TableFormat.Csv ? "posts.csv" : "posts.jsonl", format);
        table.Select(["text", "user", "time"], ["id"]);
        var rows = new AuthoredRows(table, TimeSpan.FromDays(1));
        return ([.. rows.Read()], rows.Damaged);
    }
}
