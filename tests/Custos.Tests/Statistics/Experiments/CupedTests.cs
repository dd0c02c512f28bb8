using Custos.Statistics.Experiments;

namespace Custos.Tests.Statistics.Experiments;

public sealed class CupedTests
{
    private static readonly double[] _pre = [70.4, 24.4, 54.2, 44.3, 45.5, 47.8, 29.8, 47.7, 41.3, 83.2, 52.3, 46.5];
    private static readonly double[] _post = [55.6, 21.7, 51.1, 34.4, 35.4, 42.2, 20.3, 37.0, 36.6, 68.9, 42.2, 39.9];

    // numpy 1.24: theta = cov(pre, post)/var(pre) over all units, then Welch of post − theta (pre − mean).
    [Fact]
    public void The_adjusted_effect_is_that_of_the_definition()
    {
        var answer = Cuped.Compare(PairMoments.Of(_pre.AsSpan(0, 6), _post.AsSpan(0, 6)), PairMoments.Of(_pre.AsSpan(6), _post.AsSpan(6)));
        answer.Theta!.Value.ShouldBe(0.8336019633083056, 1e-12);
        answer.Adjusted.Value.ShouldBe(-1.2228579798296622, 1e-11);
        answer.Adjusted.StandardError.ShouldBe(1.7803848051961229, 1e-11);
        answer.VarianceReduction!.Value.ShouldBe(0.9503392257403661, 1e-12);
        answer.Adjusted.StandardError.ShouldBeLessThan(answer.Unadjusted.StandardError);
    }

    [Fact]
    public void A_covariate_that_never_changes_adjusts_nothing()
    {
        var answer = Cuped.Compare(PairMoments.Of([3, 3, 3], [1, 2, 4]), PairMoments.Of([3, 3], [2, 5]));
        answer.Theta.ShouldBeNull();
        answer.Adjusted.ShouldBe(answer.Unadjusted);
    }

    // numpy 1.24: delta method with sample covariances.
    [Fact]
    public void A_ratio_metric_has_the_delta_methods_error()
    {
        var (ratio, se) = RatioMetric.Measure(PairMoments.Of([5, 2, 4, 9, 3, 6, 1, 4], [3, 0, 2, 5, 1, 4, 0, 2]));
        ratio.Value.ShouldBe(0.5, 1e-15);
        se.ShouldBe(0.054460005868973635, 1e-13);
        RatioMetric.Compare(PairMoments.Of([5, 2, 4], [3, 0, 2]), PairMoments.Of([5, 2, 4], [3, 0, 2])).Value.ShouldBe(0, 1e-15);
    }
}
