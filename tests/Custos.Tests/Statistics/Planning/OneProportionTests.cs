using Custos.Statistics;
using Custos.Statistics.Planning;

namespace Custos.Tests.Statistics.Planning;

public sealed class OneProportionTests
{
    // The formula in scipy 1.10.1.
    [Fact]
    public void Two_points_from_a_half_take_4904()
    {
        var needed = OneProportion.SampleSize(0.5, 0.52);
        needed.Exact.ShouldBeCloseTo(4903.191300013647, 1e-11);
        needed.First.ShouldBe(4904);
        OneProportion.PowerOf(0.5, 0.52, needed.Exact).ShouldBeCloseTo(0.8, 1e-11);
        OneProportion.DetectableRate(0.5, needed.Exact)!.Value.ShouldBeCloseTo(0.52, 1e-9);
    }

    // scipy 1.10.1, binom.cdf and binom.sf summed over the rejection region.
    [Theory]
    [InlineData(4903, 0.5, 0.52, 2382L, 2521L, 0.04873280045414126, 0.7969438112618921)]
    [InlineData(30, 0.1, 0.3, null, 8L, 0.00778361923792132, 0.718623291813119)]
    public void The_exact_test_rejects_where_half_of_alpha_ends(long n, double p0, double p1, long? low, long? high, double size, double power)
    {
        var exact = OneProportion.ExactPower(n, p0, p1);
        (exact.RejectAtMost, exact.RejectAtLeast).ShouldBe((low, high));
        exact.Size.ShouldBeCloseTo(size, 1e-11);
        exact.Power.ShouldBeCloseTo(power, 1e-11);
    }

    [Fact]
    public void One_sided_tests_reject_on_one_side()
    {
        OneProportion.ExactPower(100, 0.5, 0.6, alternative: Alternative.Greater).RejectAtMost.ShouldBeNull();
        OneProportion.ExactPower(100, 0.5, 0.4, alternative: Alternative.Less).RejectAtLeast.ShouldBeNull();
        OneProportion.ExactPower(100, 0.5, 0.6, alternative: Alternative.Greater).Size.ShouldBeLessThanOrEqualTo(0.05);
    }

    [Fact]
    public void From_the_exact_size_on_the_power_is_kept_and_just_below_it_is_not()
    {
        var n = OneProportion.ExactSampleSize(0.1, 0.2);
        OneProportion.ExactPower(n - 1, 0.1, 0.2).Power.ShouldBeLessThan(0.8);
        for (var more = n; more < n + 50; more++) OneProportion.ExactPower(more, 0.1, 0.2).Power.ShouldBeGreaterThanOrEqualTo(0.8);
    }
}
