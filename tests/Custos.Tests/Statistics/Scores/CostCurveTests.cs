using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

public sealed class CostCurveTests
{
    private static readonly ScoreSample Sample = ScoreSample.OfClasses([0.1, 0.2, 0.6], [0.5, 0.9]);

    [Fact]
    public void The_cheapest_threshold_is_the_cheapest_of_all()
    {
        var curve = CostCurve.Of(Sample, 1, 10);
        curve.Cheapest.Point.Threshold.ShouldBe(0.5);
        curve.Cheapest.ExpectedCost.ShouldBe(0.6 / 3, 1e-15);
        curve.CostOfFlaggingNothing.ShouldBe(4, 1e-14);
        curve.CostOfFlaggingAll.ShouldBe(0.6, 1e-15);
    }

    [Fact]
    public void Rare_positives_make_flagging_dear() => CostCurve.Of(Sample, 1, 10, 0.001).Cheapest.Point.FalsePositives.ShouldBe(0);

    [Fact]
    public void A_negative_cost_names_the_parameter() =>
        Should.Throw<ArgumentException>(() => CostCurve.Of(Sample, -1, 1)).ParamName.ShouldBe("costOfFalsePositive");
}
