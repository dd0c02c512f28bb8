using Custos.Statistics.Rates;

namespace Custos.Tests.Statistics.Rates;

public sealed class WeightedMeanTests
{
    [Fact]
    public void Equal_weights_are_no_weights()
    {
        double[] values = [1, 0, 1, 1, 0, 0, 0, 1, 0, 0];
        var weighted = WeightedMean.Of(values, Enumerable.Repeat(3.0, 10).ToList());
        weighted.Estimate.Value.ShouldBeCloseTo(0.4);
        weighted.EffectiveN.ShouldBeCloseTo(10);
        weighted.StandardError.ShouldBeCloseTo(Math.Sqrt(0.4 * 0.6 / 9));
    }

    [Fact]
    public void A_heavy_observation_counts_for_more_and_leaves_less_to_stand_on()
    {
        var weighted = WeightedMean.Of([1, 0, 0], [8, 1, 1]);
        weighted.Estimate.Value.ShouldBeCloseTo(0.8);
        weighted.Unweighted.ShouldBeCloseTo(1.0 / 3);
        weighted.EffectiveN.ShouldBeCloseTo(100.0 / 66);
        Should.Throw<ArgumentException>(() => WeightedMean.Of([1, 2], [0, 0])).ParamName.ShouldBe("weights");
    }
}
