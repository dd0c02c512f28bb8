using Custos.App.Cli;

namespace Custos.Tests.App.Cli;

public sealed class AlignedTableTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell_and_numbers_stand_to_the_right() =>
        new AlignedTable().Column("label").Column("n", isNumber: true).Row("a long label", "5").Row("😀", "1,234").ToString().ShouldBe(
            "  label             n\n" +
            "  ────────────  ─────\n" +
            "  a long label      5\n" +
            "  😀             1,234\n");

    [Fact]
    public void A_row_with_a_cell_too_few_is_refused() =>
        Should.Throw<ArgumentException>(() => new AlignedTable().Column("a").Column("b").Row("1"));
}
