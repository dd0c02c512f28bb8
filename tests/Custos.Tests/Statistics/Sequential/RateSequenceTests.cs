using Custos.Statistics.Sequential;

namespace Custos.Tests.Statistics.Sequential;

public sealed class RateSequenceTests
{
    // The unit tests of the package confseq, bernoulli_confidence_interval.
    [Theory]
    [InlineData(700, 1000, 100, 0.651629, 0.745949)]
    [InlineData(15, 50, 50, 0.129556, 0.511896)]
    [InlineData(5, 50, 50, 0.013021, 0.269264)]
    [InlineData(1, 50, 50, 0.0, 0.13489)]
    [InlineData(1, 2, 50, 0.0, 1.0)]
    [InlineData(100, 200, 1, 0.328923, 0.671076)]
    [InlineData(0, 1, 50, 0.0, 1.0)]
    [InlineData(1, 1, 50, 0.0, 1.0)]
    public void The_intervals_of_confseq(long successes, long trials, double bestAt, double lower, double upper)
    {
        var interval = RateSequence.Interval(successes, trials, 0.05, bestAt).Interval;
        interval.Lower.ShouldBe(lower, 1e-5);
        interval.Upper.ShouldBe(upper, 1e-5);
    }

    [Fact]
    public void A_failure_bound_falls_with_trials_rises_with_failures_and_lies_above_the_fixed_sample_bound()
    {
        RateSequence.FailureBound(0, 10_000, bestAt: 10_000).ShouldBeInRange(3e-4, 8e-4);
        RateSequence.FailureBound(0, 20_000).ShouldBeLessThan(RateSequence.FailureBound(0, 10_000));
        RateSequence.FailureBound(3, 10_000).ShouldBeGreaterThan(RateSequence.FailureBound(0, 10_000));
        RateSequence.FailureBound(0, 10_000).ShouldBeGreaterThan(1 - Math.Pow(0.05, 1 / 10_000.0));
        RateSequence.FailureBound(5, 5).ShouldBe(1);
    }

    [Fact]
    public void One_side_is_tighter_than_the_upper_end_of_two() =>
        RateSequence.FailureBound(15, 500).ShouldBeLessThan(RateSequence.Interval(15, 500).Interval.Upper);

    [Fact]
    public void More_successes_than_trials_are_refused() =>
        Should.Throw<ArgumentException>(() => RateSequence.Interval(3, 2)).ParamName.ShouldBe("successes");
}
