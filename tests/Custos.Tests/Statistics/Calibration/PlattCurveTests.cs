using Custos.Statistics.Calibration;

namespace Custos.Tests.Statistics.Calibration;

public sealed class PlattCurveTests
{
    [Fact]
    public void Platt_finds_the_optimum_that_scipy_finds()
    {
        // scipy 1.10.1 optimize.root on the gradient of Platt's cross-entropy.
        var curve = PlattCurve.Fit([5, -4, 1], [1, 0, 0]);
        curve.A.ShouldBe(-0.20261448961847559, 1e-13);
        curve.B.ShouldBe(0.6523666389984492, 1e-13);
        curve.NegativeLogLikelihood.ShouldBe(1.828994256949371, 1e-13);
        curve.GradientPerRow.ShouldBeLessThan(1e-12);
        curve.Probability(5).ShouldBe(1 / (1 + Math.Exp(5 * curve.A + curve.B)), 1e-15);
    }

    [Fact]
    public void Platt_stays_finite_where_the_classes_are_apart()
    {
        var curve = PlattCurve.Fit([-1e6, -5e5, 1e6, 2e6], [0, 0, 1, 1]);
        double.IsFinite(curve.A).ShouldBeTrue();
        curve.Probability(2e6).ShouldBeInRange(0.7, 0.9);
        curve.Probability(double.MaxValue).ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Platt_on_constant_scores_states_the_softened_rate() =>
        PlattCurve.Fit([2, 2, 2], [1, 0, 0]).Probability(2).ShouldBe((2.0 / 3 + 0.25 + 0.25) / 3, 1e-9);

    [Fact]
    public void Bad_rows_name_the_parameter()
    {
        Should.Throw<ArgumentException>(() => PlattCurve.Fit([], [])).ParamName.ShouldBe("scores");
        Should.Throw<ArgumentException>(() => PlattCurve.Fit([1], [2])).ParamName.ShouldBe("labels");
    }
}
