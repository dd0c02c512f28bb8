using Custos.Statistics.Rates;

namespace Custos.Tests.Statistics.Rates;

public sealed class PredictionPoweredMeanTests
{
    [Fact]
    public void The_mean_of_the_many_is_corrected_by_the_errors_on_the_few()
    {
        var mean = PredictionPoweredMean.Of(
            [1, 0, 1, 1, 0, 1, 0, 1], [0.9, 0.2, 0.7, 0.8, 0.4, 0.6, 0.3, 0.5], [0.8, 0.1, 0.6, 0.9, 0.3, 0.2, 0.7, 0.5, 0.4, 0.6, 0.9, 0.1]);
        // numpy 1.24: f.mean() + (y − f).mean(), sqrt(var(f, ddof=1)/12 + var(y − f, ddof=1)/8).
        mean.Estimate.Value.ShouldBeCloseTo(6.1 / 12 + 0.6 / 8);
        mean.StandardError.ShouldBeCloseTo(0.14572429442467713);
        mean.LabelsOnly.Value.ShouldBeCloseTo(0.625);
    }

    [Fact]
    public void A_perfect_model_leaves_only_the_spread_of_its_predictions()
    {
        var mean = PredictionPoweredMean.Of([1, 0, 1], [1, 0, 1], [1, 0, 0, 1]);
        mean.Correction.ShouldBe(0);
        mean.StandardError.ShouldBeCloseTo(Math.Sqrt(1.0 / 3 / 4));
    }

    [Fact]
    public void Lists_that_do_not_match_are_refused() =>
        Should.Throw<ArgumentException>(() => PredictionPoweredMean.Of([1, 0], [1], [1, 0])).ParamName.ShouldBe("predictions");
}
