using Custos.Statistics.Ranks;

namespace Custos.Tests.Statistics.Ranks;

public sealed class QuantilesTests
{
    private static readonly double[] Latencies = [12, 15, 18, 18, 21, 25, 29, 33, 40, 47, 55, 61, 72, 90, 120, 150, 210, 340, 700, 2400];

    [Fact]
    public void Interpolated_matches_numpy_and_nearest_rank_is_observed()
    {
        // numpy 1.24 quantile.
        var quantiles = Quantiles.Of(Latencies);
        new[] { 0.5, 0.9, 0.95, 0.99 }.Select(quantiles.Interpolated).ShouldBe([51, 376, 785, 2077], 1e-9);
        new[] { 0.5, 0.9, 0.95, 0.99, 0.0, 1.0 }.Select(quantiles.NearestRank).ShouldBe([47.0, 340, 700, 2400, 12, 2400]);
    }

    [Fact]
    public void Nearest_rank_is_not_led_astray_by_rounding() =>
        Quantiles.Of(Enumerable.Range(1, 100).Select(i => (double)i).ToArray()).NearestRank(0.07).ShouldBe(7);

    [Fact]
    public void The_distribution_free_interval_matches_the_binomial()
    {
        // scipy 1.10.1 binom.ppf and cdf.
        var ends = OrderStatisticInterval.Of(1000, 0.99);
        ends.Lower.ShouldBe(983);
        ends.Upper.ShouldBe(997);
        ends.Coverage.ShouldBe(0.976094763497977, 1e-12);
    }

    [Fact]
    public void A_sample_too_small_leaves_the_end_open()
    {
        var estimate = Quantiles.Of(Latencies).At(0.99);
        estimate.Interval.Upper.ShouldBe(double.PositiveInfinity);
        estimate.Interval.Lower.ShouldBe(700);
    }

    [Fact]
    public void A_difference_of_a_sample_with_itself_moved_is_the_move()
    {
        var first = Quantiles.Of(Latencies);
        var difference = Quantiles.Difference(first, Quantiles.Of(Latencies.Select(v => v + 5).ToArray()), 0.5);
        difference.Value.ShouldBe(5);
        difference.Interval.Contains(5).ShouldBeTrue();
        difference.Interval.Contains(1e6).ShouldBeFalse();
    }
}
