using Custos.App.Simulation;

namespace Custos.Tests.App.Simulation;

public sealed class TrafficShapeTests
{
    private static readonly TrafficShape Day = new() { Duration = TimeSpan.FromSeconds(100), MeanPerSecond = 50 };

    [Fact]
    public void The_same_seed_gives_the_same_arrivals_in_order()
    {
        var arrivals = Day.Arrivals(1).ToList();

        arrivals.ShouldBe(Day.Arrivals(1));
        arrivals.ShouldBeInOrder();
        arrivals[^1].ShouldBeLessThan(Day.Duration);
    }

    [Fact]
    public void As_many_come_as_the_rate_says()
    {
        // The integral of the rate, and five standard deviations of a Poisson count around it.
        var expected = Enumerable.Range(0, 10_000).Sum(step => Day.RateAt(TimeSpan.FromMilliseconds(step * 10 + 5)) * 0.01);

        ((double)Day.Arrivals(2).Count()).ShouldBe(expected, 5 * Math.Sqrt(expected));
    }

    [Fact]
    public void Noon_is_busier_than_night_and_a_burst_busier_than_noon()
    {
        Day.RateAt(TimeSpan.FromSeconds(1)).ShouldBeLessThan(Day.RateAt(TimeSpan.FromSeconds(50)));
        Day.RateAt(TimeSpan.FromSeconds(50)).ShouldBeLessThan(Day.RateAt(TimeSpan.FromSeconds(43)));
    }
}
