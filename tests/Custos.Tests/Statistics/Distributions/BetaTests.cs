using Custos.Statistics.Distributions;

namespace Custos.Tests.Statistics.Distributions;

/// <summary>Expected values: mpmath 1.2.1 with 40 digits, from erfc, hyp2f1, gammainc and quadrature of the density.</summary>
public sealed class BetaTests
{
    [Theory]
    [InlineData(0.5, 0.5, 0.3, 0.36901011956554538, 0.63098988043445462)]
    [InlineData(1, 10001, 0.003, 0.99999999999991082, 8.91822191563185e-14)]
    [InlineData(2.5, 0.001, 0.999, 0.005613642507699197, 0.9943863574923008)]
    [InlineData(3, 10000, 0.0001, 0.080328990865353552, 0.91967100913464645)]
    [InlineData(50, 60, 0.9, 1.0, 1.7930035382382162e-31)]
    [InlineData(5000.5, 100.25, 0.97, 1.6820382001451666e-6, 0.99999831796179985)]
    [InlineData(0.001, 5, 1e-200, 0.63227275935691286, 0.36772724064308714)]
    [InlineData(200, 300000.0, 1e-05, 1.8189004102081787e-281, 1.0)]
    [InlineData(0.5, 1000000.0, 2e-05, 0.99999999974608784, 2.5391215783507616e-10)]
    [InlineData(5e8, 5e8, 0.5, 0.5, 0.5)]
    [InlineData(5e8, 5e8, 0.49993, 4.7734594671861176e-6, 0.99999522654053281)]
    [InlineData(1e6, 999000001.0, 0.00101, 1.0, 1.0084130024171764e-23)]
    [InlineData(1e6, 999000001.0, 0.000995, 2.7141374026177221e-7, 0.99999972858625974)]
    public void Both_tails_of_the_beta_keep_their_digits_up_to_a_billion_trials(double a, double b, double x, double below, double above)
    {
        Beta.Cdf(x, a, b).ShouldBeCloseTo(below);
        Beta.Survival(x, a, b).ShouldBeCloseTo(above);
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(1, 1e9)]
    [InlineData(1e9, 1)]
    [InlineData(2.5, 0.01)]
    [InlineData(5e8, 5e8)]
    [InlineData(0.01, 300)]
    public void The_beta_quantile_undoes_the_tail(double a, double b)
    {
        foreach (var p in new[] { 1e-300, 1e-12, 0.025, 0.5, 0.9 })
        {
            var x = Beta.Quantile(p, a, b);
            if (x is > 1e-300 and < 0.9)
            {
                Beta.Cdf(x, a, b).ShouldBeCloseTo(p, 1e-8);
            }
        }
    }

    [Fact]
    public void What_is_no_number_is_named() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Beta.Cdf(0.5, 1e300, 1)).ParamName.ShouldBe("a");
}
