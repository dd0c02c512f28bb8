using Custos.Statistics.Counts;

namespace Custos.Tests.Statistics.Counts;

public sealed class PoissonRatesTests
{
    // R's poisson.test(c(11, 6+8+7), c(800, 1083+1050+878)), its documentation's example: p 0.07967, ratio 1.971488 [0.8584264, 4.2772659].
    [Fact]
    public void Bacteria_in_broth_agree_with_R()
    {
        var rates = PoissonRates.Compare(11, 800, 21, 3011);
        rates.PExact.ShouldBeCloseTo(0.0796686330333295, 1e-10);
        rates.Ratio!.Value.ShouldBe(1.971488, 5e-7);
        rates.Ratio.Interval.Lower.ShouldBe(0.8584264, 5e-8);
        rates.Ratio.Interval.Upper.ShouldBe(4.2772659, 5e-8);
    }

    // scipy 1.10.1: chi2.ppf(0.025, 24)/2000, chi2.ppf(0.975, 26)/2000, binomtest(12, 17, 0.5).
    [Fact]
    public void Twelve_against_five()
    {
        var rates = PoissonRates.Compare(12, 1000, 5, 1000);
        rates.PExact.ShouldBeCloseTo(0.143463134765625);
        rates.Rate1.Interval.Lower.ShouldBeCloseTo(0.006200575108722218);
        rates.Rate1.Interval.Upper.ShouldBeCloseTo(0.02096158504817696);
    }

    [Fact]
    public void No_event_bounds_the_mean_and_has_no_ratio()
    {
        PoissonRates.Garwood(0).Lower.ShouldBe(0);
        PoissonRates.Garwood(0).Upper.ShouldBeCloseTo(3.6888794541139354);
        PoissonRates.Compare(3, 1, 0, 1).Ratio.ShouldBeNull();
        PoissonRates.Compare(0, 1, 0, 1).PExact.ShouldBe(1);
    }

    [Theory]
    [InlineData(-1, 1, "events1")]
    [InlineData(1, 0, "exposure1")]
    [InlineData(1, double.PositiveInfinity, "exposure1")]
    public void What_cannot_be_asked_names_the_parameter(long events, double exposure, string name) =>
        Should.Throw<ArgumentException>(() => PoissonRates.Compare(events, exposure, 1, 1)).ParamName.ShouldBe(name);
}
