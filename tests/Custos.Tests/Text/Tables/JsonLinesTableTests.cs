using Custos.Records;
using Custos.Text.Tables;

namespace Custos.Tests.Text.Tables;

public sealed class JsonLinesTableTests
{
    [Fact]
    public void Texts_numbers_booleans_and_nulls_are_cells_and_a_lacking_key_is_missing()
    {
        using var table = Rows.Of("{\"a\":\"x\",\"b\":1.50,\"c\":true,\"d\":null}\n\r\n{\"e\":{\"nested\":[1]},\"a\":\"\"}", TableFormat.JsonLines);
        table.Select(["a", "b", "c", "d"], []);
        table.Read().ShouldBeTrue();
        table[0].Kind.ShouldBe(CellKind.Text);
        table[1].Kind.ShouldBe(CellKind.Number);
        table[1].GetString().ShouldBe("1.50");
        table[2].Kind.ShouldBe(CellKind.Boolean);
        table[2].GetString().ShouldBe("true");
        table[3].Kind.ShouldBe(CellKind.Missing);
        table.Read().ShouldBeTrue();
        table.Row.ShouldBe(3);
        table[0].Kind.ShouldBe(CellKind.Text);
        table[0].GetString().ShouldBeEmpty();
        table[1].Kind.ShouldBe(CellKind.Missing);
        table.Read().ShouldBeFalse();
    }

    [Fact]
    public void Escapes_are_undone_in_values_and_keys() =>
        Lines("""{"\u0061b":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00|","c":"plain é😀"}""", "ab", "c").ShouldHaveSingleItem().ShouldBe(["\"\\/\b\f\n\r\té😀|", "plain é😀"]);

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character() =>
        Lines("""{"a":"x\ud83dy\ude00\ud83d"}""", "a").ShouldHaveSingleItem().ShouldBe(["x\uFFFDy\uFFFD\uFFFD"]);

    [Theory]
    [InlineData("", "data: The file is empty.")]
    [InlineData("\n \n", "data: The file is empty.")]
    [InlineData("{\"a\":1}\n[{\"a\":1}]", "data, row 2: The line is a JSON array, not an object.")]
    [InlineData("{\"a\":1}\n7", "data, row 2: The line is not a JSON object.")]
    [InlineData("{\"a\":1}\n\n{\"a\":x}", "data, row 3: The line is not JSON from byte 6 on.")]
    [InlineData("{\"a\":1} {\"a\":2}", "data, row 1: The line is not JSON from byte 9 on.")]
    [InlineData("{\"a\":[1]}", "data, row 1: The column a holds an object or an array.")]
    [InlineData("{\"a\":1,\"a\":2}", "data, row 1: The row names a twice.")]
    [InlineData("{\"bbb\":1}\n{\"aa\":2}", "data: There is no column a. Did you mean aa? The columns are: bbb, aa.")]
    public void What_is_not_one_object_per_line_is_refused_with_its_row(string content, string message) =>
        Should.Throw<BadInputException>(() => Lines(content, "a")).Message.ShouldStartWith(message);

    [Fact]
    public void Deep_nesting_is_refused() =>
        Should.Throw<BadInputException>(() => Lines("{\"a\":1,\"b\":" + new string('[', 100_000), "a")).Message.ShouldStartWith("data, row 1: The line is not JSON");

    [Fact]
    public void Invalid_utf8_is_refused_with_its_row() =>
        Should.Throw<BadInputException>(() => Rows.All(Rows.Of([.. "{\"a\":1}\n{\"a\":\""u8, 0xFF, .. "\"}"u8], TableFormat.JsonLines), "a"))
            .Message.ShouldStartWith("data, row 2: The row is not valid UTF-8.");

    private static List<string?[]> Lines(string content, params string[] columns) => Rows.All(Rows.Of(content, TableFormat.JsonLines), columns);
}
