using Custos.Statistics.Counts;

namespace Custos.Tests.Statistics.Counts;

public sealed class CoverageBandTests
{
    // scipy 1.10.1: binom.ppf([0.00005, 0.99995], 2000, 0.95).
    [Fact]
    public void Two_thousand_repetitions_at_95_percent()
    {
        var band = CoverageBand.Of(0.95, 2000, 1e-4);
        (band.Least, band.Most).ShouldBe((1860, 1936));
        band.Accepts(1900).ShouldBeTrue();
        band.Accepts(1859).ShouldBeFalse();
    }
}
