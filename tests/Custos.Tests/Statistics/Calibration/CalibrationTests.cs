using Custos.Statistics.Calibration;

namespace Custos.Tests.Statistics.Calibration;

public sealed class CalibrationTests
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
    public void Isotonic_matches_scikit_learn()
    {
        // scikit-learn 1.2.1 IsotonicRegression(out_of_bounds="clip").
        var curve = IsotonicCurve.Fit([1, 2, 3, 4, 5, 6, 7], [1.0, 3, 2, 4, 3.5, 5, 4.8]);
        curve.Values.ShouldBe([1.0, 2.5, 2.5, 3.75, 3.75, 4.9, 4.9], 1e-14);
        new[] { 0, 2.5, 3.25, 5.5, 9 }.Select(curve.Value).ShouldBe([1.0, 2.5, 2.8125, 4.325, 4.9], 1e-14);
        curve.Covers(9).ShouldBeFalse();
    }

    [Fact]
    public void Isotonic_averages_ties_by_weight()
    {
        // scikit-learn 1.2.1 IsotonicRegression.fit(sample_weight=…).
        var curve = IsotonicCurve.Fit([1, 1, 2, 2, 3, 3, 4], [1.0, 0, 0, 0, 1, 0, 1], [1, 2, 1, 1, 3, 1, 1]);
        new[] { 1, 2, 3, 4, 1.5, 3.3 }.Select(curve.Value).ShouldBe([0.2, 0.2, 0.75, 1, 0.2, 0.825], 1e-14);
    }

    [Fact]
    public void Isotonic_is_monotone_keeps_the_mean_and_fits_a_fit_unchanged()
    {
        var random = new Random(7);
        var x = Enumerable.Range(0, 3000).Select(_ => Math.Floor(random.NextDouble() * 500)).ToArray();
        var labels = x.Select(v => (sbyte)(random.NextDouble() * 500 < v ? 1 : 0)).ToArray();
        var curve = IsotonicCurve.Fit(x, labels);
        curve.Values.Zip(curve.Values.Skip(1)).ShouldAllBe(pair => pair.First <= pair.Second);
        var fitted = x.Select(curve.Value).ToArray();
        fitted.Average().ShouldBe(labels.Average(l => (double)l), 1e-12);
        IsotonicCurve.Fit(x, fitted).Values.ShouldBe(curve.Values, 1e-12);
    }

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
    public void Prior_shift_follows_the_odds_and_finds_its_own_prevalence()
    {
        PriorShift.Correct(0.8, 0.5, 0.001).ShouldBe(4 * (0.001 / 0.999) / (1 + 4 * (0.001 / 0.999)), 1e-15);
        PriorShift.Correct(0.3, 0.2, 0.2).ShouldBe(0.3, 1e-15);
        var random = new Random(5);
        var scores = Enumerable.Range(0, 200_000).Select(_ => (random.NextDouble() < 0.1 ? 1 : -1) + 2 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5));
        var atHalf = scores.Select(s => Density(s - 1) / (Density(s - 1) + Density(s + 1))).ToArray();
        PriorShift.EstimatePrevalence(atHalf, 0.5).ShouldBe(0.1, 0.01);
    }

    // The density of twice the sum of three uniforms less 1.5: exact, so that the probabilities are.
    private static double Density(double x)
    {
        var u = Math.Abs(x / 2);
        return u < 0.5 ? (0.75 - u * u) / 2 : u < 1.5 ? (1.5 - u) * (1.5 - u) / 4 : 0;
    }

    [Fact]
    public void Bad_rows_name_the_parameter()
    {
        Should.Throw<ArgumentException>(() => PlattCurve.Fit([], [])).ParamName.ShouldBe("scores");
        Should.Throw<ArgumentException>(() => PlattCurve.Fit([1], [2])).ParamName.ShouldBe("labels");
        Should.Throw<ArgumentException>(() => IsotonicCurve.Fit([1, double.NaN], [1.0, 2])).ParamName.ShouldBe("scores");
        Should.Throw<ArgumentOutOfRangeException>(() => IsotonicCurve.Fit([1, 2], [1.0, 2], [1, 0])).ParamName.ShouldBe("weights");
        Should.Throw<ArgumentException>(() => TemperatureScale.Fit([1, 2], [5], 2)).ParamName.ShouldBe("labels");
    }
}
