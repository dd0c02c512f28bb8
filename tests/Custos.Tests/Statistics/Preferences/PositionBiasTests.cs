using Custos.Statistics.Preferences;

namespace Custos.Tests.Statistics.Preferences;

public sealed class PositionBiasTests
{
    [Fact]
    public void Counts_what_each_order_said()
    {
        var bias = PositionBias.Of([1, 1, 0, 1, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0, 0, 0, 1, 1, 0, 1]);
        bias.Consistent.ShouldBe(6);
        bias.FirstTwice.ShouldBe(3);
        bias.SecondTwice.ShouldBe(1);
        bias.FirstPositionRate.Value.ShouldBe(0.6);
        bias.ConsistencyRate.Value.ShouldBe(0.6);
        bias.P.ShouldBe(10 / 16.0, 1e-12);
    }

    [Fact]
    public void A_judge_that_never_wavers_shows_no_bias() => PositionBias.Of([1, 0], [0, 1]).P.ShouldBe(1);
}
