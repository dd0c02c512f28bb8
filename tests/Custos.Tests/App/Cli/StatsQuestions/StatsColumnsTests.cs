using Custos.App.Cli.StatsQuestions;
using Custos.Records;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class StatsColumnsTests
{
    [Fact]
    public void Rows_without_a_value_or_a_label_are_left_out_and_counted()
    {
        using var asked = new Asked();
        var file = new FileInfo(asked.Table("s.csv", "score,label", "0.5,1", ",1", "1e-3,", "2,0"));
        StatsColumns.Numbers(file, "score").ShouldBe([0.5, 1e-3, 2]);
        var (scores, labels, unknown) = StatsColumns.Scored(file, "score", "label");
        scores.ShouldBe([0.5, 2]);
        labels.ShouldBe([(sbyte)1, (sbyte)0]);
        unknown.ShouldBe(2);
    }

    [Fact]
    public void A_cell_that_is_no_number_says_where_and_does_not_show_it()
    {
        using var asked = new Asked();
        var file = new FileInfo(asked.Table("s.csv", "score", "1", "secret"));
        var bad = Should.Throw<BadInputException>(() => StatsColumns.Numbers(file, "score"));
        bad.Message.ShouldContain("row 3");
        bad.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void A_header_alone_is_no_data()
    {
        using var asked = new Asked();
        Should.Throw<BadInputException>(() => StatsColumns.Numbers(new FileInfo(asked.Table("s.csv", "score")), "score"));
    }
}
