using Custos.Statistics.Rates;

namespace Custos.Tests.Statistics.Rates;

public sealed class OrderStatisticIntervalTests
{
    // scipy 1.10.1: binom.ppf([0.025, 0.975], 1000, 0.99) = 983, 996; binom.cdf(996) − binom.cdf(982).
    [Fact]
    public void The_99th_percentile_of_a_thousand()
    {
        var ranks = OrderStatisticInterval.Of(1000, 0.99);
        (ranks.LowerRank, ranks.UpperRank).ShouldBe((983, 997));
        ranks.Coverage.ShouldBeInRange(0.95, 0.98);
    }

    [Fact]
    public void A_sample_too_small_for_an_end_says_so()
    {
        var ranks = OrderStatisticInterval.Of(100, 0.99);
        ranks.UpperRank.ShouldBeNull();
        ranks.LowerRank.ShouldNotBeNull();
        OrderStatisticInterval.Of(3, 0.5).LowerRank.ShouldBeNull();
    }
}
