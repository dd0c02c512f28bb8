using Custos.Statistics.Bootstrap;

namespace Custos.Tests.Statistics.Bootstrap;

public sealed class PermutationTestTests
{
    [Fact]
    public void Few_rows_are_dealt_out_in_all_ways()
    {
        // Of the 20 ways, only the observed one and its mirror are as extreme.
        var test = PermutationTest.OfMeans([1, 2, 3], [4, 5, 6]);
        test.Exact.ShouldBeTrue();
        test.Deals.ShouldBe(20);
        test.P.ShouldBe(0.1);
    }

    [Fact]
    public void Drawn_deals_come_near_to_all_deals()
    {
        double[] x = [1.2, 3.4, 2.2, 5.1, 0.3, 4.4];
        double[] y = [2.9, 6.1, 3.8, 7.7, 4.2, 5.0];
        var all = PermutationTest.OfMeans(x, y);
        var drawn = PermutationTest.OfMeans(x, y, new BootstrapOptions { Resamples = 900 });
        all.Exact.ShouldBeTrue();
        drawn.Exact.ShouldBeFalse();
        drawn.P.ShouldBe(all.P, 0.04);
        drawn.ShouldBe(PermutationTest.OfMeans(x, y, new BootstrapOptions { Resamples = 900 }));
    }

    [Fact]
    public void Equal_rows_are_never_extreme_alone()
    {
        PermutationTest.OfMeans([1, 1], [1, 1]).P.ShouldBe(1);
        Should.Throw<ArgumentException>(() => PermutationTest.Of([true, true], (_, _) => 0)).ParamName.ShouldBe("inFirst");
    }
}
