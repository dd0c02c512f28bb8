using Custos.Records;

namespace Custos.Tests.Records;

public sealed class EstimateTests
{
    // Wilson's interval for 8 of 10: [0.4901625, 0.9433178]; source: statsmodels 0.13, proportion_confint(8, 10, method="wilson").
    [Fact]
    public void Eight_of_ten_bears_wilsons_interval_and_n()
    {
        var estimate = Estimate.OfRate(8, 10);

        estimate.Interval.Lower.ShouldBe(0.4901625, 1e-7);
        estimate.Interval.Upper.ShouldBe(0.9433178, 1e-7);
        estimate.ToPercentText().ShouldBe("80.0 % [49.0 %, 94.3 %], n = 10");
    }

    [Fact]
    public void None_and_all_reach_the_ends_exactly()
    {
        Estimate.OfRate(0, 7).Interval.Lower.ShouldBe(0);
        Estimate.OfRate(7, 7).Interval.Upper.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void No_data_is_an_error_never_a_rate(long successes, long trials) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Estimate.OfRate(successes, trials));
}
