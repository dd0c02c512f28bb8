using Custos.Statistics.Bootstrap;

namespace Custos.Tests.Statistics.Bootstrap;

public sealed class ExhaustiveMeanTests
{
    [Fact]
    public void All_256_resamples_of_four_values()
    {
        var all = ExhaustiveMean.Of([1, 2, 4, 10]);
        all.Resamples.ShouldBe(256);
        all.Mean.ShouldBe(4.25, 1e-14);
        all.StandardDeviation.ShouldBe(all.PlugInError, 1e-14);
        all.Quantile025.ShouldBe(1.5);
        all.Quantile975.ShouldBe(8);
    }

    [Fact]
    public void The_bootstrap_by_draws_comes_near_it()
    {
        var drawn = BcaBootstrap.OfMean([1, 2, 4, 10], new BootstrapOptions { Resamples = 50_000 });
        drawn.StandardError.ShouldBe(ExhaustiveMean.Of([1, 2, 4, 10]).StandardDeviation, 0.02);
    }

    [Fact]
    public void Too_many_values_are_refused() =>
        Should.Throw<ArgumentException>(() => ExhaustiveMean.Of(new double[9])).ParamName.ShouldBe("values");
}
