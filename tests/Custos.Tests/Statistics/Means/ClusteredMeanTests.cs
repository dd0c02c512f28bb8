using Custos.Statistics.Means;

namespace Custos.Tests.Statistics.Means;

public sealed class ClusteredMeanTests
{
    private static readonly double[] Values = [1, 1, 0, 0, 0, 1, 1, 1, 0, 1, 0, 0];
    private static readonly int[] Clusters = [0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 4, 4];

    [Fact]
    public void Matches_the_formula_by_hand()
    {
        // Deviations per cluster sum to 0.5, -1, 1, 0.5, -1: CR0 = sqrt(3.5)/12.
        var mean = ClusteredMean.Of(Values, Clusters);
        mean.StandardErrorCr0.ShouldBe(Math.Sqrt(3.5) / 12, 1e-15);
        mean.StandardErrorCr1!.Value.ShouldBe(Math.Sqrt(3.5 * 5 / 4) / 12, 1e-15);
        mean.StandardErrorIndependent.ShouldBe(0.5 / Math.Sqrt(12), 1e-15);
        mean.DesignEffect!.Value.ShouldBe(3.5 / 3, 1e-14);
        mean.Estimate.N.ShouldBe(5);
    }

    [Fact]
    public void A_cluster_per_row_is_the_independent_error() =>
        ClusteredMean.Of(Values, Enumerable.Range(0, 12).ToArray()).StandardErrorCr0.ShouldBe(0.5 / Math.Sqrt(12), 1e-15);

    [Fact]
    public void One_cluster_tells_nothing()
    {
        var mean = ClusteredMean.Of([1, 2], [7, 7]);
        mean.StandardErrorCr1.ShouldBeNull();
        mean.Estimate.Interval.Upper.ShouldBe(double.PositiveInfinity);
    }
}
