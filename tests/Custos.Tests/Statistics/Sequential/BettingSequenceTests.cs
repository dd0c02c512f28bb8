using Custos.Statistics.Experiments;
using Custos.Statistics.Sequential;

namespace Custos.Tests.Statistics.Sequential;

public sealed class BettingSequenceTests
{
    // By hand: λ = √(1/101) · exp(200² · 0.5 · 0.15² / (2 · 101)).
    [Fact]
    public void The_mixture_ratio_is_its_formula()
    {
        var test = MixtureRatioTest.Measure(200, 0.15, 0, 1, 0.5);
        test.Ratio.ShouldBe(Math.Sqrt(1 / 101.0) * Math.Exp(40_000 * 0.5 * 0.0225 / 202), 1e-12);
        test.AnyTimeP.ShouldBe(Math.Min(1, 1 / test.Ratio), 1e-15);
        MixtureRatioTest.Measure(1_000_000_000, 5, 0, 1, 1).AnyTimeP.ShouldBe(0);
        double.IsFinite(MixtureRatioTest.Measure(1_000_000_000, 5, 0, 1, 1).LogRatio).ShouldBeTrue();
    }

    [Fact]
    public void Walds_test_stops_where_Wald_says()
    {
        var test = SequentialRatio.Plan(0.001, 0.003, 0.05, 0.2);
        test.UpperLogBound.ShouldBe(Math.Log(16), 1e-14);
        test.LowerLogBound.ShouldBe(Math.Log(0.2 / 0.95), 1e-14);
        test.FailureFreeRunsToAccept.ShouldBe(778);
        test.Decide(0, 777).ShouldBe(SequentialDecision.GoOn);
        test.Decide(0, 778).ShouldBe(SequentialDecision.Acceptable);
        test.Decide(3, 0).ShouldBe(SequentialDecision.Unacceptable);
    }

    // The convention's formulas, written out apart from the code.
    [Fact]
    public void The_asymptotic_sequence_is_its_formula()
    {
        var control = ArmDifference.MomentsOf(3000, 1396.87, 52377.9767);
        var treatment = ArmDifference.MomentsOf(3461, 2422.7, 134698.29);
        var difference = ArmDifference.Welch(control, treatment, DifferenceType.Relative);
        var sequence = AsymptoticSequence.Of(difference, 0.05, 1000);
        var (n, se) = (6461.0, difference.StandardError);
        var rho = Math.Sqrt((-2 * Math.Log(0.05) + Math.Log(-2 * Math.Log(0.05) + 1)) / 1000);
        sequence.Rho.ShouldBe(rho, 1e-14);
        sequence.HalfWidth.ShouldBe(Math.Sqrt(se * se * n) * Math.Sqrt(2 * (n * rho * rho + 1) * Math.Log(Math.Sqrt(n * rho * rho + 1) / 0.05) / Math.Pow(n * rho, 2)), 1e-12);
        sequence.HalfWidth.ShouldBeGreaterThan(difference.Interval.Width / 2);
        (sequence.AnyTimeP < 0.05).ShouldBe(!sequence.Estimate.Interval.Contains(0));
    }

    [Fact]
    public void Betting_narrows_on_the_mean_and_never_widens()
    {
        var random = new Random(5);
        var sequence = new BettingSequence(alpha: 0.05);
        var width = 1.0;
        for (var i = 0; i < 2000; i++)
        {
            sequence.Observe(random.NextDouble() * 0.2 + 0.3);
            sequence.Current!.Interval.Width.ShouldBeLessThanOrEqualTo(width);
            width = sequence.Current.Interval.Width;
        }

        sequence.Current!.Interval.Contains(0.4).ShouldBeTrue();
        width.ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Betting_on_another_scale_is_the_same_bet()
    {
        var (unit, points) = (new BettingSequence(), new BettingSequence(lowest: -100, highest: 300));
        var random = new Random(6);
        for (var i = 0; i < 200; i++)
        {
            var x = random.NextDouble();
            unit.Observe(x);
            points.Observe(400 * x - 100);
        }

        points.Current!.Interval.Lower.ShouldBe(400 * unit.Current!.Interval.Lower - 100, 1e-9);
    }

    [Fact]
    public void Before_the_first_observation_there_is_no_estimate() => new BettingSequence().Current.ShouldBeNull();

    [Theory]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void An_observation_outside_the_bounds_is_refused(double value) =>
        Should.Throw<ArgumentException>(() => new BettingSequence().Observe(value)).ParamName.ShouldBe("value");
}
