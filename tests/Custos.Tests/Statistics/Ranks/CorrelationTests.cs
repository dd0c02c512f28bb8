using Custos.Statistics.Ranks;

namespace Custos.Tests.Statistics.Ranks;

public sealed class CorrelationTests
{
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
