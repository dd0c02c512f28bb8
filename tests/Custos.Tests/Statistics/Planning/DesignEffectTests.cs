using Custos.Statistics.Planning;

namespace Custos.Tests.Statistics.Planning;

public sealed class DesignEffectTests
{
    [Fact]
    public void Three_raters_who_agree_to_0_6_make_a_rating_worth_less_than_half()
    {
        var effect = DesignEffect.Of(3, 0.6);
        effect.Value.ShouldBeCloseTo(2.2);
        effect.Observations(39146).ShouldBe(86122);
        effect.Clusters(39146).ShouldBe(28708);
    }

    [Fact]
    public void Independent_ratings_cost_nothing_and_equal_ones_everything()
    {
        DesignEffect.Of(3, 0).Value.ShouldBe(1);
        DesignEffect.Of(3, 1).Clusters(100).ShouldBe(100);
        DesignEffect.Of(3, 0.5, sizeVariation: 1).Value.ShouldBeGreaterThan(DesignEffect.Of(3, 0.5).Value);
    }

    [Theory]
    [InlineData(0.5, 0.1, "clusterSize")]
    [InlineData(3, 1.5, "icc")]
    [InlineData(3, -0.5, "icc")]
    [InlineData(3, double.NaN, "icc")]
    public void What_cannot_be_names_the_parameter(double size, double icc, string name) =>
        Should.Throw<ArgumentException>(() => DesignEffect.Of(size, icc)).ParamName.ShouldBe(name);
}
