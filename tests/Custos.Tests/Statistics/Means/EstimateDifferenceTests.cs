using Custos.Records;
using Custos.Statistics.Counts;
using Custos.Statistics.Means;
using Custos.Statistics.Rates;

namespace Custos.Tests.Statistics.Means;

public sealed class EstimateDifferenceTests
{
    [Fact]
    public void Of_two_rates_it_is_newcombes_interval()
    {
        // Newcombe 1998, table II, (a) 56/70 − 48/80: method 10 is [0.0524, 0.3339].
        var apart = EstimateDifference.Of(56 / 70.0, BinomialIntervals.Wilson(56, 70), 48 / 80.0, BinomialIntervals.Wilson(48, 80));

        apart.Interval.Lower.ShouldBe(0.0524, 5e-5);
        apart.Interval.Upper.ShouldBe(0.3339, 5e-5);
        apart.P.ShouldBe(TwoProportionTest.Of(56, 70, 48, 80).PZPooled, 0.005);
    }

    [Fact]
    public void Of_two_normal_intervals_the_p_is_the_normal_one()
    {
        // z = 3 / sqrt(1 + 1) = 2.1213; two-sided p = 0.033895 (R: 2 * pnorm(-3 / sqrt(2))).
        const double half = 1.959963984540054;
        var apart = EstimateDifference.Of(5, new Interval(5 - half, 5 + half), 2, new Interval(2 - half, 2 + half));

        apart.P.ShouldBe(0.033894853524689, 1e-12);
        apart.Interval.Lower.ShouldBe(3 - half * Math.Sqrt(2), 1e-12);
    }

    [Fact]
    public void Swapping_the_estimates_mirrors_the_interval_and_keeps_the_p()
    {
        var (a, b) = (new Interval(1, 9), new Interval(4, 20));
        var (forth, back) = (EstimateDifference.Of(3, a, 7, b), EstimateDifference.Of(7, b, 3, a));

        back.Value.ShouldBe(-forth.Value);
        back.Interval.ShouldBe(new Interval(-forth.Interval.Upper, -forth.Interval.Lower));
        back.P.ShouldBe(forth.P);
    }

    [Fact]
    public void An_infinite_end_and_an_estimate_outside_its_interval_are_refused()
    {
        var some = new Interval(0, 1);

        Should.Throw<ArgumentException>(() => EstimateDifference.Of(0.5, new Interval(0, double.PositiveInfinity), 0.5, some)).ParamName.ShouldBe("firstInterval");
        Should.Throw<ArgumentException>(() => EstimateDifference.Of(0.5, some, 2, some)).ParamName.ShouldBe("secondInterval");
    }
}
