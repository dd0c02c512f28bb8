using Custos.Statistics.Counts;

namespace Custos.Tests.Statistics.Counts;

public sealed class BinomialTestTests
{
    // scipy 1.10.1, binomtest; 682 of 925 is the example of R's binom.test (p 0.3825).
    [Theory]
    [InlineData(3, 15, 0.1, 0.18406106910639106)]
    [InlineData(682, 925, 0.75, 0.38249155957485176)]
    [InlineData(12, 17, 0.5, 0.143463134765625)]
    [InlineData(0, 30, 0.2, 0.002139809368012913)]
    [InlineData(5, 10, 0.5, 1.0)]
    public void It_agrees_with_scipy(long successes, long trials, double rate, double p) =>
        BinomialTest.Of(successes, trials, rate).TwoSided.ShouldBeCloseTo(p, 1e-11);

    [Fact]
    public void A_rate_of_0_or_1_is_certain()
    {
        BinomialTest.Of(0, 5, 0).TwoSided.ShouldBe(1);
        BinomialTest.Of(1, 5, 0).TwoSided.ShouldBe(0);
        BinomialTest.Of(4, 5, 1).TwoSided.ShouldBe(0);
    }
}
