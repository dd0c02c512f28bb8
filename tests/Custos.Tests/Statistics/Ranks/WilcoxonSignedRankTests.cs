using Custos.Statistics;
using Custos.Statistics.Ranks;

namespace Custos.Tests.Statistics.Ranks;

public sealed class WilcoxonSignedRankTests
{
    private static readonly double[] Drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    private static readonly double[] Drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    [Fact]
    public void Signed_ranks_match_scipy()
    {
        // Student's sleep data (Cushny and Peebles 1905); scipy 1.10.1 wilcoxon(mode="approx").
        var test = WilcoxonSignedRank.Of(Drug1, Drug2);
        Math.Min(test.WPlus, test.WMinus).ShouldBe(0);
        test.P.ShouldBe(0.009090698015925054, 1e-14);
        test.EqualPairs.ShouldBe(1);
        test.PExact!.Value.ShouldBe(2 / 512.0, 1e-15);
        WilcoxonSignedRank.Of(Drug1, Drug2, continuity: false).P.ShouldBe(0.007632441648205508, 1e-14);
    }

    [Theory]
    [InlineData(Alternative.TwoSided)]
    [InlineData(Alternative.Less)]
    [InlineData(Alternative.Greater)]
    public void The_exact_p_is_that_of_all_signs_with_ties(Alternative alternative)
    {
        double[] differences = [1, -2, 2, 2, 3, -3, 5, 8];
        var observed = WilcoxonSignedRank.Of(differences, new double[8], alternative);
        var sums = Enumerable.Range(0, 256).Select(bits =>
            WilcoxonSignedRank.Of(differences.Select((d, i) => Math.Abs(d) * ((bits >> i & 1) == 1 ? 1 : -1)).ToArray(), new double[8]).WPlus).ToArray();
        var expected = sums.Average(w => alternative switch
        {
            Alternative.Less => w <= observed.WPlus ? 1.0 : 0,
            Alternative.Greater => w >= observed.WPlus ? 1.0 : 0,
            _ => Math.Abs(w - 18) >= Math.Abs(observed.WPlus - 18) ? 1.0 : 0,
        });
        observed.PExact!.Value.ShouldBe(expected, 1e-14);
    }

    [Fact]
    public void Equal_pairs_alone_show_nothing()
    {
        var test = WilcoxonSignedRank.Of([1, 2], [1, 2]);
        test.P.ShouldBe(1);
        test.PExact.ShouldBe(1);
        test.Z.ShouldBeNull();
        Should.Throw<ArgumentException>(() => WilcoxonSignedRank.Of([1], [1, 2])).ParamName.ShouldBe("y");
    }
}
