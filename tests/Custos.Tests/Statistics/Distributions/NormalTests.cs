using Custos.Statistics.Distributions;

namespace Custos.Tests.Statistics.Distributions;

/// <summary>Expected values: mpmath 1.2.1 with 40 digits, from erfc, hyp2f1, gammainc and quadrature of the density.</summary>
public sealed class NormalTests
{
    [Theory]
    [InlineData(-8, 0.99999999999999938)]
    [InlineData(-1, 0.84134474606854295)]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.3085375387259869)]
    [InlineData(1.959963984540054, 0.025000000000000011)]
    [InlineData(3.999, 3.1805340054202033e-5)]
    [InlineData(4, 3.1671241833119921e-5)]
    [InlineData(5, 2.8665157187919391e-7)]
    [InlineData(8.5, 9.4795348222033184e-18)]
    [InlineData(12, 1.776482112077679e-33)]
    [InlineData(20, 2.7536241186062337e-89)]
    [InlineData(37.5, 4.6053530095819548e-308)]
    [InlineData(1e15, 0)]
    [InlineData(1e300, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    public void The_normal_tail_keeps_its_digits(double z, double survival) => Normal.Survival(z).ShouldBeCloseTo(survival, 2e-15);

    [Theory]
    [InlineData(1, -1.8410216450092635)]
    [InlineData(12, -75.410673001568796)]
    [InlineData(40, -804.60844201375379)]
    [InlineData(1000, -500007.82669481218)]
    [InlineData(1e8, -5000000000000019.3)]
    public void The_log_of_the_normal_tail_goes_on_where_the_tail_is_too_small_to_write(double z, double log) =>
        Normal.LogSurvival(z).ShouldBeCloseTo(log, 1e-15);

    [Theory]
    [InlineData(0.4999, 0.00025066283008800749)]
    [InlineData(0.3, 0.52440051270804082)]
    [InlineData(0.025, 1.9599639845400542)]
    [InlineData(1e-05, 4.2648907939228246)]
    [InlineData(1e-20, 9.2623400897984076)]
    [InlineData(1e-300, 37.047096299361199)]
    public void The_normal_quantile_is_right_in_the_middle_and_far_out(double p, double z)
    {
        // Near the middle p itself is given to 1e-16 only, which is 1e-12 of p − 1/2.
        Normal.InverseSurvival(p).ShouldBeCloseTo(z, p > 0.4 ? 1e-12 : 1e-15);
        Normal.Quantile(p).ShouldBe(-Normal.InverseSurvival(p));
    }

    [Fact]
    public void What_is_no_number_is_named()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Normal.Survival(double.NaN)).ParamName.ShouldBe("z");
        Should.Throw<ArgumentOutOfRangeException>(() => Normal.Quantile(1)).ParamName.ShouldBe("p");
    }
}
