using Custos.Statistics.Agreement;

namespace Custos.Tests.Statistics.Agreement;

public sealed class SpearmanBrownTests
{
    [Theory]
    [InlineData(0.6, 1, 0.6)]
    [InlineData(0.6, 2, 0.75)]
    [InlineData(0.5, 3, 0.75)]
    [InlineData(0.75, 0.5, 0.6)]
    public void More_ratings_make_the_mean_more_reliable(double single, double ratings, double expected) =>
        SpearmanBrown.OfMean(single, ratings).ShouldBe(expected, 1e-15);

    [Fact]
    public void The_fewest_ratings_reach_the_wanted_reliability_and_one_fewer_does_not()
    {
        var needed = SpearmanBrown.RatingsFor(0.9, 0.4);
        SpearmanBrown.OfMean(0.4, needed).ShouldBeGreaterThanOrEqualTo(0.9);
        SpearmanBrown.OfMean(0.4, needed - 1).ShouldBeLessThan(0.9);
    }

    [Fact]
    public void A_reliability_above_one_is_refused() => Should.Throw<ArgumentException>(() => SpearmanBrown.OfMean(1.1, 2)).ParamName.ShouldBe("single");
}
