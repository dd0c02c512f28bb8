using Custos.Learning;

namespace Custos.Tests.Learning;

public sealed class CalibrationTests
{
    private static readonly Calibration.Platt Rise = new(-1.5, 0.3);
    private static readonly Calibration.Isotonic Steps = new([-2, -1, 0.5, 3], [0, 0.2, 0.2, 1], Rise);

    [Fact]
    public void Platt_is_the_logistic_curve() => Rise.Apply(2).ShouldBe(1 / (1 + Math.Exp(-2.7)), 1e-15);

    [Fact]
    public void Isotonic_lies_within_a_thousandth_of_the_lines_between_its_knots()
    {
        Steps.Apply(-2).ShouldBe(0, 0.001);
        Steps.Apply(-1.5).ShouldBe(0.1, 0.001);
        Steps.Apply(-0.2).ShouldBe(0.2, 0.001);
        Steps.Apply(1.75).ShouldBe(0.6, 0.001);
        Steps.Apply(9).ShouldBe(1, 0.001);
    }

    [Fact]
    public void Both_rise_strictly_flat_stretches_and_ends_included()
    {
        foreach (var calibration in new Calibration[] { Rise, Steps, new Calibration.Isotonic([0], [0.5], Rise) })
        {
            var last = 0.0;
            for (var at = -1000; at <= 1000; at++)
            {
                var p = calibration.Apply(at / 100.0);
                p.ShouldBeGreaterThan(last);
                p.ShouldBeLessThan(1);
                last = p;
            }
        }
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(-1e300)]
    [InlineData(2000)]
    [InlineData(-2000)]
    public void Far_out_the_probability_is_still_within_0_and_1(double decision)
    {
        foreach (var calibration in new Calibration[] { Rise, Steps })
        {
            calibration.Apply(decision).ShouldBeInRange(double.Epsilon, Math.BitDecrement(1.0));
        }
    }

    [Fact]
    public void Curves_that_fall_are_refused()
    {
        Should.Throw<ArgumentException>(() => new Calibration.Platt(0, 0));
        Should.Throw<ArgumentException>(() => new Calibration.Platt(double.NaN, 0));
        Should.Throw<ArgumentException>(() => new Calibration.Platt(-1, double.PositiveInfinity));
        Should.Throw<ArgumentException>(() => new Calibration.Isotonic([], [], Rise));
        Should.Throw<ArgumentException>(() => new Calibration.Isotonic([1, 1], [0, 1], Rise));
        Should.Throw<ArgumentException>(() => new Calibration.Isotonic([1, 2], [0.5, 0.4], Rise));
        Should.Throw<ArgumentException>(() => new Calibration.Isotonic([1, 2], [0.5, 1.1], Rise));
        Should.Throw<ArgumentException>(() => new Calibration.Isotonic([1, double.NaN], [0.5, 0.6], Rise));
    }

    [Fact]
    public void Equal_knots_are_equal_curves()
    {
        Steps.ShouldBe(new Calibration.Isotonic([-2, -1, 0.5, 3], [0, 0.2, 0.2, 1], Rise));
        Steps.ShouldNotBe(new Calibration.Isotonic([-2, -1, 0.5, 3], [0, 0.2, 0.3, 1], Rise));
    }
}
