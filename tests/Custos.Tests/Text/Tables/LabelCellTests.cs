using Custos.Records;
using Custos.Text.Tables;

namespace Custos.Tests.Text.Tables;

public sealed class LabelCellTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("1.0", 1)]
    [InlineData(" 1 ", 1)]
    [InlineData("0", 0)]
    [InlineData("0.0", 0)]
    [InlineData("", -1)]
    [InlineData(" ", -1)]
    public void One_is_yes_zero_is_no_and_nothing_is_unknown(string written, int label) => Read($"x,l\na,{written}\n", TableFormat.Csv).ShouldBe((sbyte)label);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("0.0", 0)]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    [InlineData("\"1\"", 1)]
    [InlineData("null", -1)]
    [InlineData("\"\"", -1)]
    public void Json_may_also_say_true_and_false(string written, int label) => Read($"{{\"l\":{written}}}", TableFormat.JsonLines).ShouldBe((sbyte)label);

    [Theory]
    [InlineData("1.5", "\"1.5\" in column l is not a label.")]
    [InlineData("yes", "\"yes\" in column l is not a label.")]
    [InlineData("true", "\"true\" in column l is not a label.")]
    [InlineData("2", "\"2\" in column l is not a label.")]
    [InlineData("a b", "The text in column l is not a label.")]
    [InlineData("averylongwordofatext", "The text in column l is not a label.")]
    public void Anything_else_is_refused_with_file_row_and_column(string written, string problem)
    {
        var refusal = Should.Throw<BadInputException>(() => Read($"x,l\na,{written}\n", TableFormat.Csv));
        refusal.Message.ShouldBe($"data, row 2: {problem} Write 1 for yes, 0 for no, and leave it empty (null in JSON) where it is unknown.");
    }

    private static sbyte Read(string content, TableFormat format)
    {
        using var table = Rows.Of(content, format);
        table.Select(["l"], []);
        table.Read().ShouldBeTrue();
        return LabelCell.Read(table, 0, "l");
    }
}
