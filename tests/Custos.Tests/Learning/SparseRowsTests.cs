using Custos.Learning;

namespace Custos.Tests.Learning;

public sealed class SparseRowsTests
{
    private static readonly SparseRows Rows = new(4, [0, 2, 2, 3], [0, 3, 1], [1.5, -2, 4]);

    [Fact]
    public void Rows_can_be_taken_in_any_order_and_more_than_once()
    {
        var taken = Rows.Select([2, 0, 1, 0]);

        taken.Rows.ShouldBe(4);
        taken.Columns.ShouldBe(4);
        taken.RowStart.ToArray().ShouldBe([0, 1, 3, 3, 5]);
        taken.Column.ToArray().ShouldBe([1, 0, 3, 0, 3]);
        taken.Value.ToArray().ShouldBe([4, 1.5, -2, 1.5, -2]);
        Rows.Select([]).Rows.ShouldBe(0);
    }

    [Fact]
    public void A_row_times_weights_is_its_weighted_sum() => Rows.Times([2, 10, 100, 0.5], 1).ShouldBe([3, 1, 41]);

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        Should.Throw<ArgumentException>(() => Rows.Select([3]));
        Should.Throw<ArgumentException>(() => Rows.Select([-1]));
        Should.Throw<ArgumentException>(() => Rows.Times([1, 2, 3]));
        Should.Throw<ArgumentException>(() => new SparseRows(2, [], [], []));
        Should.Throw<ArgumentException>(() => new SparseRows(2, [0, 1], [2], [1]));
        Should.Throw<ArgumentException>(() => new SparseRows(2, [0, 2], [1, 0], [1, 1]));
        Should.Throw<ArgumentException>(() => new SparseRows(2, [0, 2], [1, 1], [1, 1]));
        Should.Throw<ArgumentException>(() => new SparseRows(2, [0, 2, 1, 2], [0, 1], [1, 1]));
        Should.Throw<ArgumentException>(() => new SparseRows(2, [0, 5, 2], [0, 1], [1, 1]));
        Should.Throw<ArgumentException>(() => new SparseRows(2, [0, 2], [0, 1], [1]));
    }
}
