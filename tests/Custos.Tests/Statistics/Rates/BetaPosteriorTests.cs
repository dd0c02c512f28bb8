using Custos.Statistics.Rates;

namespace Custos.Tests.Statistics.Rates;

public sealed class BetaPosteriorTests
{
    // scipy 1.10.1: beta.ppf(0.95, 3, 9999); without failures 1 − 0.05^(1/10001) in closed form.
    [Fact]
    public void Upper_bounds_of_few_failures()
    {
        BetaPosterior.Of(2, 10000).UpperBound().ShouldBeCloseTo(0.0006293812240833706);
        BetaPosterior.Of(0, 10000).UpperBound().ShouldBeCloseTo(1 - Math.Pow(0.05, 1 / 10001.0), 1e-12);
        BetaPosterior.Of(0, 10000, BetaPrior.Jeffreys).UpperBound().ShouldBeLessThan(BetaPosterior.Of(0, 10000).UpperBound());
    }

    [Fact]
    public void Without_data_the_prior_remains()
    {
        BetaPosterior.Of(0, 0).EqualTailed().Lower.ShouldBeCloseTo(0.025);
        BetaPosterior.Of(0, 0).Mean.ShouldBe(0.5);
        BetaPrior.Uniform.ToString().ShouldBe("Beta(1,1)");
    }

    [Fact]
    public void Both_sides_of_a_rate_are_all_there_is()
    {
        var belief = BetaPosterior.Of(7, 50);
        (belief.ProbabilityAbove(0.2) + belief.ProbabilityAtMost(0.2)).ShouldBeCloseTo(1);
        belief.ProbabilityAtMost(belief.LowerBound(0.9)).ShouldBeCloseTo(0.1);
    }
}
