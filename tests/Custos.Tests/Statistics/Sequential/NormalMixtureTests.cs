using Custos.Statistics.Sequential;

namespace Custos.Tests.Statistics.Sequential;

// Reference values: the unit tests of the package confseq (Howard et al.), uniform_boundaries_unittest.
public sealed class NormalMixtureTests
{
    [Fact]
    public void The_two_sided_normal_mixture()
    {
        var mixture = NormalMixture.TwoSided(100, 0.05);
        mixture.Rho.ShouldBe(12.60056, 1e-5);
        mixture.LogEvidence(10, 100).ShouldBe(-0.6510052, 1e-7);
        mixture.Bound(100, 0.05).ShouldBe(30.35209, 1e-5);
    }

    [Fact]
    public void The_one_sided_normal_mixture()
    {
        var mixture = NormalMixture.OneSided(100, 0.05);
        mixture.LogEvidence(10, 100).ShouldBe(-0.06502391, 1e-8);
        mixture.Bound(100, 0.05).ShouldBe(27.66071, 1e-5);
    }

    [Fact]
    public void The_beta_binomial_mixture_both_ways()
    {
        var two = new BetaBinomialMixture(0.2, 0.8, 100, 0.05);
        two.LogEvidence(10, 100).ShouldBe(-0.6941012, 1e-7);
        two.Bound(100, 0.05).ShouldBe(31.4308, 1e-4);
        var one = new BetaBinomialMixture(0.2, 0.8, 100, 0.05, oneSided: true);
        one.LogEvidence(10, 100).ShouldBe(-0.07134019, 1e-8);
        one.Bound(100, 0.05).ShouldBe(28.41238, 1e-5);
    }

    [Fact]
    public void Early_on_the_farthest_that_a_bounded_sum_can_reach_is_the_bound() =>
        new BetaBinomialMixture(0.2, 0.8, 100, 0.05, oneSided: true).Bound(2 * 0.2 * 0.8, 0.05).ShouldBe(2 * 0.8, 1e-12);

    [Theory]
    [InlineData(3, 64.48755)]
    [InlineData(-1, 28.99389)]
    public void Polynomial_stitching(double c, double bound) => new PolynomialStitching(10, c).Bound(100, 0.05).ShouldBe(bound, 1e-5);

    [Theory]
    [InlineData(2, Math.PI * Math.PI / 6)]
    [InlineData(4, Math.PI * Math.PI * Math.PI * Math.PI / 90)]
    [InlineData(1.4, 3.1055472779775806)] // scipy 1.10.1, zeta(1.4)
    public void Zeta_is_right(double s, double expected) => PolynomialStitching.Zeta(s).ShouldBe(expected, 1e-11);

    // The definition of a bound: the evidence there is exactly ln(1/α).
    [Theory]
    [InlineData(1, 0.05)]
    [InlineData(50, 0.001)]
    [InlineData(5000, 0.2)]
    public void At_the_bound_the_evidence_is_one_over_alpha(double time, double alpha)
    {
        foreach (var mixture in new[] { NormalMixture.TwoSided(100), NormalMixture.OneSided(100) })
        {
            mixture.LogEvidence(mixture.Bound(time, alpha), time).ShouldBe(-Math.Log(alpha), 1e-9);
        }
    }

    [Fact]
    public void Numbers_out_of_range_are_refused_by_name()
    {
        Should.Throw<ArgumentException>(() => NormalMixture.TwoSided(0)).ParamName.ShouldBe("bestAt");
        Should.Throw<ArgumentException>(() => NormalMixture.TwoSided(1).Bound(double.NaN, 0.05)).ParamName.ShouldBe("time");
        Should.Throw<ArgumentException>(() => new BetaBinomialMixture(double.NaN, 1, 1)).ParamName.ShouldBe("g");
    }
}
