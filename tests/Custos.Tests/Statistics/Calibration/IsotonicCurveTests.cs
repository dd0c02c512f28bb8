using Custos.Statistics.Calibration;

namespace Custos.Tests.Statistics.Calibration;

public sealed class IsotonicCurveTests
{
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
    public void Bad_rows_name_the_parameter()
    {
        Should.Throw<ArgumentException>(() => IsotonicCurve.Fit([1, double.NaN], [1.0, 2])).ParamName.ShouldBe("scores");
        Should.Throw<ArgumentOutOfRangeException>(() => IsotonicCurve.Fit([1, 2], [1.0, 2], [1, 0])).ParamName.ShouldBe("weights");
    }
}
