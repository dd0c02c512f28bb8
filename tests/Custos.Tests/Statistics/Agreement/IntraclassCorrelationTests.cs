using Custos.Statistics.Agreement;

namespace Custos.Tests.Statistics.Agreement;

public sealed class IntraclassCorrelationTests
{
    private static readonly double[][] _fourJudges = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];

    // Shrout and Fleiss 1979, table 4; the intervals as R's psych::ICC documents them for the same data.
    [Fact]
    public void Shrout_and_Fleiss_six_forms_with_their_intervals()
    {
        var icc = IntraclassCorrelation.Measure(_fourJudges);
        Is(icc.OneWay, 0.17, -0.133, 0.72);
        Is(icc.TwoWayRandom, 0.29, 0.019, 0.76);
        Is(icc.TwoWayFixed, 0.71, 0.342, 0.95);
        Is(icc.OneWayMean, 0.44, -0.884, 0.91);
        Is(icc.TwoWayRandomMean, 0.62, 0.071, 0.93);
        Is(icc.TwoWayFixedMean, 0.91, 0.676, 0.99);
    }

    [Fact]
    public void The_mean_of_four_is_Spearman_Browns_extension_of_one()
    {
        var icc = IntraclassCorrelation.Measure(_fourJudges);
        icc.TwoWayFixedMean.Value!.Value.ShouldBe(SpearmanBrown.OfMean(icc.TwoWayFixed.Value!.Value, 4), 1e-12);
        icc.OneWayMean.Value!.Value.ShouldBe(SpearmanBrown.OfMean(icc.OneWay.Value!.Value, 4), 1e-12);
    }

    [Fact]
    public void Raters_who_differ_by_a_constant_agree_fully_once_their_levels_do_not_count()
    {
        var icc = IntraclassCorrelation.Measure([[1, 3], [2, 4], [5, 7]]);
        icc.TwoWayFixed.Value!.Value.ShouldBe(1, 1e-12);
        icc.TwoWayRandom.Value!.Value.ShouldBeLessThan(0.9);
    }

    [Fact]
    public void Constant_ratings_have_no_correlation() => IntraclassCorrelation.Measure([[3, 3], [3, 3]]).OneWay.Value.ShouldBeNull();

    [Fact]
    public void One_item_is_refused() => Should.Throw<ArgumentException>(() => IntraclassCorrelation.Measure([[1, 2]])).ParamName.ShouldBe("ratings");

    private static void Is(IntraclassValue value, double expected, double lower, double upper)
    {
        value.Value!.Value.ShouldBe(expected, 0.005);
        value.Interval!.Value.Lower.ShouldBe(lower, 0.0006);
        value.Interval!.Value.Upper.ShouldBe(upper, 0.005);
    }
}
