using Custos.Statistics.Rates;

namespace Custos.Tests.Statistics.Rates;

public sealed class StratifiedProportionTests
{
    [Fact]
    public void Rare_harm_found_where_it_was_looked_for_counts_by_the_size_of_its_stratum()
    {
        var estimate = StratifiedProportion.Of([new(990_000, 2000, 1), new(9000, 500, 15), new(1000, 200, 110)]);
        // 0.99/2000 + 0.009·15/500 + 0.001·110/200, by hand.
        estimate.Rate.ShouldBeCloseTo(0.001315);
        estimate.Total.ShouldBeCloseTo(1315);
        estimate.Unadjusted.ShouldBeCloseTo(126.0 / 2700);
        estimate.StandardError!.Value.ShouldBe(0.0005, 0.00005);
        estimate.ToEstimate()!.Interval.Contains(0.001315).ShouldBeTrue();
    }

    // Cochran 1977, eq. 5.53 with one stratum is simple random sampling: (1 − f) p q/(n − 1).
    [Fact]
    public void One_stratum_is_a_simple_random_sample()
    {
        var estimate = StratifiedProportion.Of([new(1000, 100, 30)]);
        estimate.StandardError!.Value.ShouldBeCloseTo(Math.Sqrt(0.9 * 0.21 / 99));
        estimate.DesignEffect!.Value.ShouldBeCloseTo(1);
    }

    [Fact]
    public void A_whole_population_has_no_error_and_a_single_draw_no_known_one()
    {
        StratifiedProportion.Of([new(10, 10, 3)]).StandardError.ShouldBe(0);
        StratifiedProportion.Of([new(100, 50, 3), new(10, 1, 1)]).StandardError.ShouldBeNull();
        StratifiedProportion.Of([new(100, 50, 0), new(10, 2, 0)]).ToEstimate().ShouldBeNull();
    }

    [Fact]
    public void Contradicting_counts_are_refused()
    {
        Should.Throw<ArgumentException>(() => StratifiedProportion.Of([new(5, 10, 3)]));
        Should.Throw<ArgumentException>(() => StratifiedProportion.Of([]));
        Should.Throw<ArgumentException>(() => StratifiedProportion.Of([new(50, 10, 11)]));
    }
}
