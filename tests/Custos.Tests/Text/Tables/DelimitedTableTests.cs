using System.Text;
using Custos.Records;
using Custos.Text.Tables;

namespace Custos.Tests.Text.Tables;

public sealed class DelimitedTableTests
{
    [Fact]
    public void Quoted_fields_hold_delimiters_line_breaks_and_doubled_quotation_marks() =>
        Csv("a,b\r\n\"x,\"\"y\"\"\nz\",2\r\n", "a", "b").ShouldHaveSingleItem().ShouldBe(["x,\"y\"\nz", "2"]);

    [Fact]
    public void Characters_beyond_ascii_survive_around_doubled_quotation_marks() =>
        Csv("a,b\n\"é\"\"ü\"\"€😀\",\"😀\"\"\"\n", "a", "b").ShouldHaveSingleItem().ShouldBe(["é\"ü\"€😀", "😀\""]);

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a,b\r\n1,2\r\n3,4")]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("\uFEFFa,b\n\n1,2\n\n\n3,4\n\n")]
    public void Every_line_end_byte_order_mark_and_empty_line_reads_alike(string content)
    {
        var rows = Csv(content, "b", "a");
        rows.Count.ShouldBe(2);
        rows[0].ShouldBe(["2", "1"]);
        rows[1].ShouldBe(["4", "3"]);
    }

    [Fact]
    public void Empty_fields_are_missing_and_a_single_column_has_empty_rows()
    {
        Csv("a,b\n,\"\"\n", "a", "b").ShouldHaveSingleItem().ShouldBe([null, null]);
        Csv("a\nx\n\ny\n", "a").Select(row => row[0]).ShouldBe(["x", null, "y"]);
    }

    [Fact]
    public void A_quotation_mark_inside_an_unquoted_field_is_a_character() =>
        Csv("a,b\n5\" pipe,x\n", "a", "b").ShouldHaveSingleItem().ShouldBe(["5\" pipe", "x"]);

    [Fact]
    public void Tabs_delimit_tsv() => Rows.All(Rows.Of("a\tb\n1,5\t\"x\ty\"\n", TableFormat.Tsv), "a", "b").ShouldHaveSingleItem().ShouldBe(["1,5", "x\ty"]);

    [Fact]
    public void An_optional_column_that_is_not_there_is_missing()
    {
        var table = Rows.Of("a,b\n1,2\n", TableFormat.Csv);
        table.Select(["b"], ["id", "a"]);
        Rows.Rest(table, 3).ShouldHaveSingleItem().ShouldBe(["2", null, "1"]);
    }

    [Fact]
    public void The_header_is_row_1_and_a_record_with_line_breaks_is_one_row()
    {
        using var table = Rows.Of("a\n\"x\ny\"\nz\n", TableFormat.Csv);
        table.Select(["a"], []);
        table.Read();
        table.Place.ShouldBe("data, row 2");
        table.Read();
        table.Place.ShouldBe("data, row 3");
    }

    [Theory]
    [InlineData("", "data: The file is empty.")]
    [InlineData("\uFEFF", "data: The file is empty.")]
    [InlineData("a,a\n1,2\n", "data, row 1: The header names the column a twice.")]
    [InlineData("a,b\n1,2\n1,2,3\n", "data, row 3: The row has 3 fields, the header has 2.")]
    [InlineData("a,b\n1,2\n1,\"2\n", "data, row 3: A quotation mark that opens a field of this row is never closed.")]
    [InlineData("a,b\n\"1\"x,2\n", "data, row 2: Text follows a closing quotation mark.")]
    public void What_breaks_the_format_is_refused_with_its_row(string content, string message) =>
        Should.Throw<BadInputException>(() => Csv(content, "a", "b")).Message.ShouldStartWith(message);

    [Fact]
    public void A_missing_column_is_refused_with_the_nearest_name_and_all_names()
    {
        var refusal = Should.Throw<BadInputException>(() => Csv("id,text,hate\n1,x,0\n", "txt"));
        refusal.Message.ShouldBe("data: There is no column txt. Did you mean text? The columns are: id, text, hate.");
        refusal.IsUsage.ShouldBeTrue();
    }

    [Fact]
    public void A_text_that_stands_where_the_header_should_is_not_shown()
    {
        var text = new string('x', 41);
        Should.Throw<BadInputException>(() => Csv($"{text},y\n", "label")).Message
            .ShouldBe("data: There is no column label. The columns are: (a text of 41 characters), y.");
    }

    [Fact]
    public void Invalid_utf8_is_refused_with_its_row_also_beside_doubled_quotation_marks()
    {
        Should.Throw<BadInputException>(() => Rows.All(Rows.Of([.. "a\nx\n"u8, 0xC3, 0x28], TableFormat.Csv), "a")).Message.ShouldStartWith("data, row 3: The row is not valid UTF-8.");
        Should.Throw<BadInputException>(() => Rows.All(Rows.Of([.. "a\n\"\"\"x"u8, 0xFF, .. "\"\n"u8], TableFormat.Csv), "a")).Message.ShouldStartWith("data, row 2: The row is not valid UTF-8.");
    }

    [Fact]
    public void Utf16_is_named() =>
        Should.Throw<BadInputException>(() => Rows.Of([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a,b\n")], TableFormat.Csv)).Message.ShouldStartWith("data: The file is written in UTF-16.");

    [Fact]
    public void Fields_across_buffer_ends_are_whole()
    {
        var long1 = new string('x', 65_530);
        var long2 = string.Concat(Enumerable.Repeat("\"\"é\n", 40_000));
        var rows = Csv($"a,b\n{long1},\"{long2}\"\n1,2\n", "a", "b");
        rows.Count.ShouldBe(2);
        rows[0][0].ShouldBe(long1);
        rows[0][1].ShouldBe(long2.Replace("\"\"", "\"", StringComparison.Ordinal));
    }

    private static List<string?[]> Csv(string content, params string[] columns) => Rows.All(Rows.Of(content, TableFormat.Csv), columns);
}
