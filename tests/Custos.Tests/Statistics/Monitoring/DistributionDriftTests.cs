using Custos.Statistics.Monitoring;

namespace Custos.Tests.Statistics.Monitoring;

public sealed class DistributionDriftTests
{
    // numpy 1.24 for PSI and KL, scipy 1.10.1: jensenshannon, chi2_contingency.
    [Fact]
    public void The_distances_are_those_of_scipy()
    {
        var drift = DistributionDrift.Compare([100, 200, 300, 250, 150], [80, 180, 320, 260, 160]);
        drift.Psi.ShouldBe(0.00889844410510068, 1e-15);
        drift.KullbackLeibler.ShouldBe(0.004359498642341765, 1e-15);
        drift.JensenShannonDistance.ShouldBe(0.03333142797410927, 1e-14);
        drift.ChiSquare.ShouldBe(4.43867416802601, 1e-12);
        drift.P!.Value.ShouldBe(0.3498811966786274, 1e-12);
        drift.TotalVariation.ShouldBe(0.04, 1e-15);
    }

    [Fact]
    public void A_category_on_one_side_only_is_infinite_unless_there_is_a_floor()
    {
        DistributionDrift.Compare([50, 50, 0], [40, 40, 20]).Psi.ShouldBe(double.PositiveInfinity);
        DistributionDrift.Compare([50, 50, 0], [40, 40, 20]).KullbackLeibler.ShouldBe(double.PositiveInfinity);
        DistributionDrift.Compare([50, 50, 0], [40, 40, 20], floor: 1e-4).Psi.ShouldBeInRange(1, 3);
        double.IsFinite(DistributionDrift.Compare([50, 50, 0], [40, 40, 20]).JensenShannon).ShouldBeTrue();
    }

    [Fact]
    public void The_same_shares_have_not_drifted_and_disjoint_ones_wholly()
    {
        DistributionDrift.Compare([10, 20], [100, 200]).TotalVariation.ShouldBe(0, 1e-15);
        DistributionDrift.Compare([1, 0], [0, 1]).JensenShannon.ShouldBe(Math.Log(2), 1e-15);
        DistributionDrift.Compare([5], [9]).P.ShouldBeNull();
    }

    [Fact]
    public void Counts_that_are_negative_or_nothing_are_refused()
    {
        Should.Throw<ArgumentException>(() => DistributionDrift.Compare([1, -1], [1, 1])).ParamName.ShouldBe("expected");
        Should.Throw<ArgumentException>(() => DistributionDrift.Compare([1, 1], [0, 0])).ParamName.ShouldBe("actual");
    }

    // The definition, by brute force over all pairs.
    [Fact]
    public void The_discrepancy_is_its_definition()
    {
        double[][] x = [[0.0], [1.0], [2.5]], y = [[4.0], [5.5]];
        var test = MeanDiscrepancy.Test(x, y, permutations: 19, bandwidth: 1.5);
        double K(double[] a, double[] b) => Math.Exp(-(a[0] - b[0]) * (a[0] - b[0]) / (2 * 2.25));
        var expected = 2 * (K(x[0], x[1]) + K(x[0], x[2]) + K(x[1], x[2])) / 6 + 2 * K(y[0], y[1]) / 2 - 2 * x.Sum(a => y.Sum(b => K(a, b))) / 6;
        test.SquaredDiscrepancy.ShouldBe(expected, 1e-14);
    }

    [Fact]
    public void A_shift_of_one_dimension_is_found_and_no_shift_is_not()
    {
        var random = new Random(1);
        double[][] Draw(int n, double shift) => [.. Enumerable.Range(0, n).Select(_ => new[] { random.NextDouble() + shift, random.NextDouble(), random.NextDouble() })];
        MeanDiscrepancy.Test(Draw(80, 0), Draw(60, 0.4), permutations: 199).P.ShouldBe(1 / 200.0, 1e-12);
        MeanDiscrepancy.Test(Draw(80, 0), Draw(60, 0), permutations: 199, seed: 3).P.ShouldBeGreaterThan(0.02);
    }
}
