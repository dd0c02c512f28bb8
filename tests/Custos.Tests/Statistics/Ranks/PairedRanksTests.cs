using Custos.Statistics;
using Custos.Statistics.Ranks;

namespace Custos.Tests.Statistics.Ranks;

/// <summary>Wilcoxon's signed ranks and the three correlations, which ask about pairs.</summary>
public sealed class PairedRanksTests
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

    [Fact]
    public void Correlations_match_scipy()
    {
        // scipy 1.10.1 kendalltau(method="asymptotic"), spearmanr, pearsonr.
        double[] x = [1, 2, 2, 3, 4, 4, 4, 5, 6, 7];
        double[] y = [2, 1, 3, 3, 5, 4, 6, 6, 8, 7];
        var tau = Correlation.Kendall(x, y);
        tau.Estimate!.Value.ShouldBe(0.8335696394016967, 1e-14);
        tau.P!.Value.ShouldBe(0.0013041918629363403, 1e-14);
        Correlation.Spearman(x, y).Estimate!.Value.ShouldBe(0.93812095999547, 1e-14);
        Correlation.Spearman(x, y).P!.Value.ShouldBe(5.950220707696837e-05, 1e-16);
        Correlation.Pearson(x, y).Estimate!.Value.ShouldBe(0.91305728641498, 1e-14);
        Correlation.Pearson(x, y).P!.Value.ShouldBe(0.00022483521855769665, 1e-15);
    }

    [Fact]
    public void Kendall_counts_as_all_pairs_do()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 30; trial++)
        {
            var n = 2 + random.Next(60);
            var x = Enumerable.Range(0, n).Select(_ => (double)random.Next(8)).ToArray();
            var y = x.Select(v => v / 2 + random.Next(5)).ToArray();
            double excess = 0, apartX = 0, apartY = 0;
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    excess += Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]);
                    apartX += x[i] != x[j] ? 1 : 0;
                    apartY += y[i] != y[j] ? 1 : 0;
                }
            }

            var tau = Correlation.Kendall(x, y);
            if (apartX == 0 || apartY == 0) tau.Estimate.ShouldBeNull();
            else tau.Estimate!.Value.ShouldBe(excess / Math.Sqrt(apartX * apartY), 1e-12);
        }
    }

    [Fact]
    public void A_constant_column_has_no_correlation_and_says_why()
    {
        foreach (var correlation in new[] { Correlation.Pearson([1, 1, 1], [1, 2, 3]), Correlation.Spearman([1, 2, 3], [5, 5, 5]), Correlation.Kendall([1, 1], [2, 1]) })
        {
            correlation.Estimate.ShouldBeNull();
            correlation.Reason.ShouldNotBeNull();
        }
    }
}
