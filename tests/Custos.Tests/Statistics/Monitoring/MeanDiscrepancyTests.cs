using Custos.Statistics.Monitoring;

namespace Custos.Tests.Statistics.Monitoring;

public sealed class MeanDiscrepancyTests
{
    [Theory]
    [InlineData(2, 3, 1)]
    [InlineData(5, 7, 3)]
    [InlineData(13, 10, 6)]
    public void The_discrepancy_and_the_median_width_are_their_definitions_for_any_number_of_rows_and_columns(int m, int k, int columns)
    {
        var random = new Random(m);
        double[][] Draw(int n) => [.. Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, columns).Select(_ => random.NextDouble()).ToArray())];
        var (x, y) = (Draw(m), Draw(k));
        var test = MeanDiscrepancy.Test(x, y, permutations: 19);

        double Square(double[] a, double[] b) => a.Zip(b, (p, q) => (p - q) * (p - q)).Sum();
        double[][] all = [.. x, .. y];
        double[] distances = [.. all.SelectMany((a, i) => all.Take(i).Select(b => Math.Sqrt(Square(a, b)))).Order()];
        test.Bandwidth.ShouldBe(distances[distances.Length / 2], 1e-14);
        double Kernel(double[] a, double[] b) => Math.Exp(-Square(a, b) / (2 * test.Bandwidth * test.Bandwidth));
        double Within(double[][] rows) => rows.Index().Sum(a => rows.Index().Where(b => b.Index != a.Index).Sum(b => Kernel(a.Item, b.Item))) / (rows.Length * (rows.Length - 1.0));
        test.SquaredDiscrepancy.ShouldBe(Within(x) + Within(y) - 2 * x.Average(a => y.Average(b => Kernel(a, b))), 1e-13);
    }

    [Fact]
    public void P_is_the_share_of_deals_at_least_as_far_apart()
    {
        // Two and two: of the six deals two are as observed (the samples swapped), so p goes to 1/3.
        double[][] x = [[0.0], [0.1]], y = [[5.0], [5.1]];
        MeanDiscrepancy.Test(x, y, permutations: 5999, seed: 4).P.ShouldBe(1.0 / 3, 0.03);
    }

    [Fact]
    public void Rows_that_are_all_the_same_have_no_scale() =>
        Should.Throw<ArgumentException>(() => MeanDiscrepancy.Test([[1.0], [1.0]], [[1.0], [1.0]])).ParamName.ShouldBe("first");

    [Fact]
    public void Where_most_rows_are_the_same_the_largest_distance_is_the_scale() =>
        MeanDiscrepancy.Test([[0.0], [0.0], [0.0]], [[0.0], [-0.0], [3.0]], permutations: 19).Bandwidth.ShouldBe(3);
}
