using Custos.Statistics.Planning;

namespace Custos.Tests.Statistics.Planning;

public sealed class PairedProportionsTests
{
    // The formula, and the sum over the number of changed pairs, in scipy 1.10.1.
    [Fact]
    public void Six_against_five_percent_take_8632_pairs()
    {
        var needed = PairedProportions.SampleSize(0.06, 0.05);
        needed.Exact.ShouldBeCloseTo(8631.409459109158, 1e-11);
        needed.First.ShouldBe(8632);
        PairedProportions.PowerOf(0.06, 0.05, needed.Exact).ShouldBeCloseTo(0.8, 1e-11);
    }

    [Fact]
    public void The_exact_power_is_the_sum_over_changed_pairs() =>
        PairedProportions.ExactPowerOf(0.2, 0.1, 150).ShouldBeCloseTo(0.5645729285219231, 1e-10);

    [Fact]
    public void Shares_that_cannot_be_are_refused()
    {
        Should.Throw<ArgumentException>(() => PairedProportions.SampleSize(0.7, 0.6)).ParamName.ShouldBe("discordantC");
        Should.Throw<ArgumentException>(() => PairedProportions.SampleSize(0.1, 0.1)).ParamName.ShouldBe("discordantC");
    }
}
