using Custos.Statistics.Calibration;

namespace Custos.Tests.Statistics.Calibration;

public sealed class TemperatureScaleTests
{
    [Fact]
    public void Temperature_finds_the_optimum_that_scipy_finds()
    {
        // scipy 1.10.1 optimize.minimize_scalar over 1/T.
        double[] logits = [6, 1.5, -3, 0.6, 4.5, 0.3, 9, 7.5, 0, -3, 0, 6, 1.5, 1.2, 0.9, 12, 3, 0, 0, 9, 3, 3, 0, 7.5];
        var fit = TemperatureScale.Fit(logits, [0, 1, 1, 2, 0, 0, 2, 2], 3).ShouldBeOfType<TemperatureScale.Fitted>();
        fit.Temperature.ShouldBe(2.971177676358758, 1e-6);
        fit.LossBefore.ShouldBe(1.0740783376866407, 1e-13);
        fit.LossAfter.ShouldBe(0.6672183316309276, 1e-13);
        Math.Abs(fit.Gradient).ShouldBeLessThan(1e-13);
    }

    [Fact]
    public void A_temperature_that_does_not_exist_is_said()
    {
        TemperatureScale.Fit([2, 1, 0, 3], [0, 1], 2).ShouldBeOfType<TemperatureScale.None>().Reason.ShouldContain("sharper is always better");
        TemperatureScale.Fit([2, 1, 0, 3], [1, 0], 2).ShouldBeOfType<TemperatureScale.None>().Reason.ShouldContain("flatter is always better");
    }

    [Fact]
    public void A_label_that_is_no_class_names_the_parameter() =>
        Should.Throw<ArgumentException>(() => TemperatureScale.Fit([1, 2], [5], 2)).ParamName.ShouldBe("labels");
}
