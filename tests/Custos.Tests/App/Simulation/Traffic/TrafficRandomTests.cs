using Custos.App.Simulation.Traffic;

namespace Custos.Tests.App.Simulation.Traffic;

public sealed class TrafficRandomTests
{
    [Theory]
    [InlineData(0.365)]
    [InlineData(0.9)]
    [InlineData(18.4)]
    public void A_gamma_draw_has_mean_one_and_the_variance_of_its_shape(double shape)
    {
        var random = new TrafficRandom(5);

        var draws = Enumerable.Range(0, 200_000).Select(_ => random.NextGamma(shape)).ToList();

        draws.Average().ShouldBe(1, tolerance: 5 / Math.Sqrt(200_000 * shape));
        draws.Average(draw => (draw - 1) * (draw - 1)).ShouldBe(1 / shape, tolerance: 0.05 / shape);
    }

    [Fact]
    public void Draws_below_a_bound_reach_every_number_evenly()
    {
        var random = new TrafficRandom(6);

        var counts = Enumerable.Range(0, 70_000).Select(_ => random.Below(7)).CountBy(number => number).ToDictionary();

        counts.Keys.Order().ShouldBe(Enumerable.Range(0, 7));
        counts.Values.ShouldAllBe(count => count > 9_500 && count < 10_500);
    }

    [Fact]
    public void One_seed_says_the_same_again_and_another_does_not()
    {
        var (first, again, other) = (new TrafficRandom(1), new TrafficRandom(1), new TrafficRandom(2));

        var said = Enumerable.Range(0, 20).Select(_ => first.NextBits()).ToList();

        said.ShouldBe(Enumerable.Range(0, 20).Select(_ => again.NextBits()));
        said.ShouldNotBe(Enumerable.Range(0, 20).Select(_ => other.NextBits()));
    }
}
