using Custos.Statistics.Rates;

namespace Custos.Tests.Statistics.Rates;

public sealed class TruePrevalenceTests
{
    [Fact]
    public void Six_percent_positive_is_a_percent_and_a_half_bad()
    {
        var prevalence = TruePrevalence.Of(62, 1000, 0.9, 0.95);
        prevalence.Adjusted.Value.ShouldBeCloseTo(0.012 / 0.85);
        prevalence.StandardError.ShouldBeCloseTo(Math.Sqrt(0.062 * 0.938 / 1000) / 0.85);
        prevalence.Adjusted.Interval.Contains(prevalence.Adjusted.Value).ShouldBeTrue();
        prevalence.NormalInterval().Contains(prevalence.Adjusted.Value).ShouldBeTrue();
    }

    [Fact]
    public void Fewer_positives_than_the_test_errs_are_0_and_say_so()
    {
        var prevalence = TruePrevalence.Of(10, 1000, 0.9, 0.95);
        prevalence.Adjusted.Value.ShouldBe(0);
        prevalence.Unclipped.ShouldBeCloseTo(-0.04 / 0.85);
    }

    [Fact]
    public void A_test_measured_on_few_makes_the_answer_less_sure() =>
        TruePrevalence.StandardErrorWithMeasuredTest(62, 1000, 0.9, 100, 0.95, 100).ShouldBeGreaterThan(TruePrevalence.Of(62, 1000, 0.9, 0.95).StandardError);

    [Fact]
    public void A_test_no_better_than_chance_tells_nothing() =>
        Should.Throw<ArgumentException>(() => TruePrevalence.Of(1, 10, 0.5, 0.5)).ParamName.ShouldBe("sensitivity");
}
