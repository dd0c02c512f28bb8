using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

public sealed class ReliabilityCurveTests
{
    [Fact]
    public void Equal_width_errors_match_the_definition()
    {
        // By numpy 1.24 from the bins (k/B, (k+1)/B].
        var ten = ReliabilityCurve.OfEqualWidth(ScoreExamples.Forecasts, ScoreExamples.Outcomes, 10);
        ten.ExpectedError.ShouldBe(0.1845, 1e-14);
        ten.MaximumError.ShouldBe(0.54, 1e-14);
        ReliabilityCurve.OfEqualWidth(ScoreExamples.Forecasts, ScoreExamples.Outcomes, 5).ExpectedError.ShouldBe(0.1545, 1e-14);
        ReliabilityCurve.OfEqualMass(ScoreExamples.Forecasts, ScoreExamples.Outcomes, 5).ExpectedError.ShouldBe(0.0495, 1e-14);
    }

    [Fact]
    public void The_curve_matches_scikit_learn()
    {
        // scikit-learn 1.2.1 calibration_curve(n_bins=10).
        var bins = ReliabilityCurve.OfEqualWidth(ScoreExamples.Forecasts, ScoreExamples.Outcomes, 10).Bins;
        double[] rates = [0, 1 / 3.0, 0, 0, 1, 0.5, 0.5, 1, 1];
        double[] means = [0.05, 0.55 / 3, 0.3, 0.375, 0.46, 0.575, 0.675, 2.59 / 3, 0.975];
        bins.Count.ShouldBe(9);
        for (var i = 0; i < 9; i++)
        {
            bins[i].Observed.Value.ShouldBe(rates[i], 1e-14);
            bins[i].MeanProbability.ShouldBe(means[i], 1e-14);
        }
    }

    [Fact]
    public void An_edge_belongs_to_the_bin_below_in_spite_of_rounding()
    {
        ReliabilityCurve.BinOf(0.7, 10).ShouldBe(6);
        ReliabilityCurve.BinOf(0.70000001, 10).ShouldBe(7);
        ReliabilityCurve.BinOf(0, 10).ShouldBe(0);
        ReliabilityCurve.BinOf(1, 10).ShouldBe(9);
        for (var bins = 1; bins < 200; bins++)
        {
            for (var k = 1; k <= bins; k++) ReliabilityCurve.BinOf((double)k / bins, bins).ShouldBe(k - 1);
        }
    }

    [Fact]
    public void A_calibrated_forecast_errs_about_as_much_as_chance_says()
    {
        var random = new Random(11);
        var forecasts = Enumerable.Range(0, 4000).Select(_ => random.NextDouble()).ToArray();
        var outcomes = forecasts.Select(p => (sbyte)(random.NextDouble() < p ? 1 : 0)).ToArray();
        var curve = ReliabilityCurve.OfEqualWidth(forecasts, outcomes);
        curve.ExpectedError.ShouldBeInRange(curve.ErrorByChance / 2, curve.ErrorByChance * 2);
    }

    [Fact]
    public void No_rows_have_no_curve() =>
        Should.Throw<ArgumentException>(() => ReliabilityCurve.OfEqualWidth([], [])).ParamName.ShouldBe("probabilities");
}
