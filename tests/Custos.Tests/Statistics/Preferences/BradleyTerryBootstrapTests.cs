using Custos.Statistics.Bootstrap;
using Custos.Statistics.Preferences;

namespace Custos.Tests.Statistics.Preferences;

public sealed class BradleyTerryBootstrapTests
{
    private static readonly PairResults[] Games =
    [
        new("a", "b", 70, 30, 5), new("a", "c", 90, 10), new("b", "c", 80, 20, 9), new("c", "d", 60, 40), new("d", "a", 20, 80), new("b", "d", 55, 45),
    ];

    [Fact]
    public void Intervals_come_near_to_those_of_the_fit_and_do_not_depend_on_threads()
    {
        var options = new BootstrapOptions { Resamples = 2000 };
        var drawn = BradleyTerryBootstrap.Run(Games, null, options);
        var fit = BradleyTerry.Fit(Games).ShouldBeOfType<BradleyTerry.Fitted>();
        drawn.WithoutMaximum.ShouldBe(0);
        for (var i = 0; i < 4; i++)
        {
            drawn.Elo[i].Value.ShouldBe(fit.Elo(i).Value, 1e-6);
            drawn.Elo[i].Interval.Width.ShouldBe(fit.Elo(i).Interval.Width, 0.1 * fit.Elo(i).Interval.Width);
        }

        BradleyTerryBootstrap.Run(Games, null, options).Elo.ShouldBe(drawn.Elo);
    }

    [Fact]
    public void Resamples_without_a_maximum_are_counted()
    {
        var drawn = BradleyTerryBootstrap.Run([new PairResults("a", "b", 9, 1)], null, new BootstrapOptions { Resamples = 1000 });

        // (0.9)¹⁰ = 0.349 of all resamples miss the one win of b.
        drawn.WithoutMaximum.ShouldBeInRange(280, 420);
    }

    [Fact]
    public void Counts_that_are_not_whole_are_refused() =>
        Should.Throw<ArgumentException>(() => BradleyTerryBootstrap.Run([new PairResults("a", "b", 1.5, 1)]));
}
