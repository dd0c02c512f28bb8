using Custos.Statistics.Interpret;

namespace Custos.Tests.Statistics.Interpret;

public sealed class LinearAttributionTests
{
    [Fact]
    public void Contributions_are_coefficient_times_distance_and_add_up()
    {
        var explained = LinearAttribution.Explain([2, -1, 0.5], 0.3, [1, 2, -1], [3, 1, 4]);
        explained.Contributions.ShouldBe([4.0, 1, 2.5]);
        explained.Base.ShouldBe(-0.2, 1e-15);
        explained.Prediction.ShouldBe(7.3, 1e-15);
        explained.AdditivityError.ShouldBe(0, 1e-14);
    }
}
