using Custos.Statistics.Distributions;

namespace Custos.Tests.Statistics.Distributions;

/// <summary>Expected values: mpmath 1.2.1 with 40 digits, from erfc, hyp2f1, gammainc and quadrature of the density.</summary>
public sealed class ChiSquareTests
{
    [Theory]
    [InlineData(3.84, 1, 0.050043521248705103)]
    [InlineData(200, 1, 2.0884875837625448e-45)]
    [InlineData(0.001, 4, 0.99999987504165886)]
    [InlineData(100, 100, 0.48119168452795672)]
    [InlineData(1005000.0, 1e6, 0.00020767800946703003)]
    [InlineData(990000, 1e6, 0.99999999999934998)]
    public void Chi_square_keeps_its_tail(double x, double df, double survival) => ChiSquare.Survival(x, df).ShouldBeCloseTo(survival);

    [Theory]
    [InlineData(0.02)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7.5)]
    [InlineData(1e6)]
    public void The_quantile_undoes_the_tail_on_both_sides(double df)
    {
        foreach (var p in new[] { 1e-280, 1e-20, 0.025, 0.5 })
        {
            ChiSquare.Survival(ChiSquare.InverseSurvival(p, df), df).ShouldBeCloseTo(p, 1e-9);
            if (ChiSquare.Quantile(p, df) is > 1e-290 and var x) ChiSquare.Cdf(x, df).ShouldBeCloseTo(p, 1e-9);
        }
    }

    [Fact]
    public void What_is_no_number_is_named() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ChiSquare.Survival(double.NaN, 1)).ParamName.ShouldBe("x");
}
