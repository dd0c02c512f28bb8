using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

public sealed class WinRateTests
{
    [Fact]
    public void Win_rate_matches_by_hand_and_scipy()
    {
        // scipy 1.10.1 binomtest(520, 940).
        var rate = WinRate.Of(520, 60, 420);
        rate.Estimate.Value.ShouldBe(0.55);
        rate.StandardError.ShouldBe(0.015247950681976907, 1e-15);
        rate.SignTestP.ShouldBe(0.0012304189015274502, 1e-13);
        WinRate.Of(0, 5, 0).SignTestP.ShouldBe(1);
        WinRate.Of(10, 0, 0).Estimate.Interval.Lower.ShouldBeLessThan(0.8);
    }
}
