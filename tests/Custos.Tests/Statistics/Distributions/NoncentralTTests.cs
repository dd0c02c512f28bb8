using Custos.Statistics.Distributions;

namespace Custos.Tests.Statistics.Distributions;

public sealed class NoncentralTTests
{
    // mpmath 1.2.1, 30 digits: quadrature of the definition.
    [Theory]
    [InlineData(2, 10, 1.5, 0.34084592755780918)]
    [InlineData(2, 3, 0, 0.069662984279421588)]
    [InlineData(1.97, 778, 2.8, 0.79661736974046932)]
    [InlineData(5, 2, 8, 0.91008143853779596)]
    [InlineData(-2.2, 12, 2.5, 0.99999128259482749)]
    [InlineData(8, 20, 1, 2.3783805538517112e-6)]
    public void The_tail_agrees_with_quadrature(double t, double df, double shift, double survival)
    {
        NoncentralT.Survival(t, df, shift).ShouldBeCloseTo(survival, 1e-11);
        NoncentralT.Cdf(t, df, shift).ShouldBe(1 - survival, 1e-12);
    }

    [Fact]
    public void Without_a_shift_it_is_Students_t() => NoncentralT.Survival(3, 7.5, 0).ShouldBeCloseTo(StudentT.Survival(3, 7.5), 1e-11);
}
