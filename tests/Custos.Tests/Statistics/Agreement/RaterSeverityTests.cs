using Custos.Statistics.Agreement;

namespace Custos.Tests.Statistics.Agreement;

public sealed class RaterSeverityTests
{
    private static readonly RaterScore[] _scores =
    [
        new(0, 0, 4), new(0, 1, 5), new(1, 0, 2), new(1, 2, 1), new(2, 1, 4), new(2, 2, 2), new(3, 0, 3), new(3, 1, 4), new(3, 2, 3),
    ];

    // numpy 1.24, lstsq on item and rater columns; effects shifted so that the raters' sum to 0.
    [Fact]
    public void Items_and_raters_are_those_of_least_squares()
    {
        var fit = RaterSeverity.Fit(_scores).Required();
        double[] raters = [-0.13333333333333441, 0.8666666666666669, -0.7333333333333316];
        double[] items = [4.1333333333333275, 1.9333333333333316, 2.933333333333332, 3.3333333333333313];
        for (var i = 0; i < 3; i++) fit.RaterEffects[i]!.Value.ShouldBe(raters[i], 1e-12);
        for (var i = 0; i < 4; i++) fit.ItemEffects[i]!.Value.ShouldBe(items[i], 1e-12);
        fit.ResidualSumOfSquares.ShouldBe(0.40000000000000024, 1e-12);
        fit.RawItemMeans[2]!.Value.ShouldBe(3);
        fit.DegreesOfFreedom.ShouldBe(3);
        fit.RaterIntervals[0]!.Value.Contains(raters[0]).ShouldBeTrue();
    }

    [Fact]
    public void Raters_who_never_share_an_item_are_a_case() =>
        RaterSeverity.Fit([new(0, 0, 1), new(1, 1, 2)]).ShouldBeOfType<RaterSeverityOutcome.Unconnected>().Islands.ShouldBe(2);

    [Fact]
    public void Without_spare_scores_there_is_no_interval() =>
        RaterSeverity.Fit([new(0, 0, 1), new(0, 1, 2)]).Required().RaterIntervals[0].ShouldBeNull();
}
