using Custos.Statistics.Rates;

namespace Custos.Tests.Statistics.Rates;

public sealed class BetaComparisonTests
{
    // mpmath 1.2.1, 30 digits: the closed sum for whole shapes (Miller 2015, "Formulas for Bayesian A/B testing").
    [Theory]
    [InlineData(161, 9841, 121, 9881, 0.99194624919340494)]
    [InlineData(121, 9881, 161, 9841, 0.0080537508065950577)]
    [InlineData(3, 9, 1, 11, 0.89285714285714286)]
    [InlineData(201, 801, 501, 501, 3.1178684778808654e-46)]
    public void The_chance_that_one_rate_is_above_another(double a1, double b1, double a2, double b2, double p) =>
        BetaComparison.ProbabilityGreater(new BetaPosterior(a1, b1), new BetaPosterior(a2, b2)).ShouldBeCloseTo(p, 1e-10);

    [Fact]
    public void Equal_beliefs_are_a_toss_of_a_coin_also_at_a_billion()
    {
        foreach (var belief in new[] { new BetaPosterior(1, 1), new BetaPosterior(0.5, 0.5), new BetaPosterior(5e8, 5e8), new BetaPosterior(1, 1e9) })
        {
            BetaComparison.ProbabilityGreater(belief, belief).ShouldBeCloseTo(0.5, 1e-9);
        }
    }
}
