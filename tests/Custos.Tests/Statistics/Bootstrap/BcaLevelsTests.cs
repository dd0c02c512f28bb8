using Custos.Statistics.Bootstrap;

namespace Custos.Tests.Statistics.Bootstrap;

public sealed class BcaLevelsTests
{
    [Fact]
    public void No_bias_and_no_skew_give_the_plain_quantiles()
    {
        var levels = BcaLevels.Of(0.5, 0);
        levels.Lower.ShouldBe(0.025, 1e-15);
        levels.Upper.ShouldBe(0.975, 1e-15);
    }

    [Fact]
    public void Levels_match_the_formula()
    {
        // By scipy 1.10.1 norm from the law school data's acceleration.
        var levels = BcaLevels.Of(0.53, -0.07567156493787998);
        levels.Z0.ShouldBe(0.0752698620998299, 1e-14);
        levels.Lower.ShouldBe(0.016880025870143003, 1e-12);
        levels.Upper.ShouldBe(0.96703430076016, 1e-12);
    }

    [Theory]
    [InlineData(0.99, 5)]
    [InlineData(0.01, -5)]
    [InlineData(0.5, 0.9)]
    public void Wild_corrections_stay_in_order_and_in_range(double below, double acceleration)
    {
        var levels = BcaLevels.Of(below, acceleration);
        levels.Lower.ShouldBeInRange(0, 1);
        levels.Upper.ShouldBeInRange(levels.Lower, 1);
    }
}
