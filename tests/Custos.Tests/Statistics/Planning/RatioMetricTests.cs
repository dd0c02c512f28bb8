using Custos.Statistics.Planning;

namespace Custos.Tests.Statistics.Planning;

public sealed class RatioMetricTests
{
    [Fact]
    public void With_one_message_each_it_is_a_plain_rate()
    {
        // Bernoulli numerator at 0.1, denominator always 1: variance p(1 − p).
        var metric = new RatioMetric(0.1, 1, 0.09, 0, 0);
        metric.VariancePerUser.ShouldBeCloseTo(0.09);
        var needed = metric.SampleSize(0.01);
        needed.Exact.ShouldBeCloseTo(2 * 0.09 * 7.848879734349088 / 1e-4, 1e-12); // (z₀.₉₇₅ + z₀.₈)² = 7.84888 (scipy 1.10.1)
        metric.PowerOf(0.01, needed.Exact).ShouldBeCloseTo(0.8);
        metric.DetectableChange(needed.Exact).ShouldBeCloseTo(0.01);
    }

    [Fact]
    public void A_numerator_that_follows_the_denominator_needs_fewer_users() =>
        new RatioMetric(1, 10, 1, 50, 5).SampleSize(0.01).Exact.ShouldBeLessThan(new RatioMetric(1, 10, 1, 50, 0).SampleSize(0.01).Exact);

    [Fact]
    public void A_ratio_without_variance_is_refused() =>
        Should.Throw<ArgumentException>(() => new RatioMetric(1, 10, 0, 0, 0).SampleSize(0.01)).ParamName.ShouldBe("VarianceNumerator");
}
