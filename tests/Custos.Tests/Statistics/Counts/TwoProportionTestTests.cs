using Custos.Statistics.Counts;

namespace Custos.Tests.Statistics.Counts;

public sealed class TwoProportionTestTests
{
    // statsmodels 0.13.5 proportions_ztest; scipy 1.10.1 chi2_contingency with and without correction, lambda_="log-likelihood"; fisher_exact.
    [Theory]
    [InlineData(120, 10000, 160, 10000, -2.407368193052868, 0.01606796115888841, 5.795421616922631, 0.018915911477303395, 5.815018439581962, 0.015889886810373552)]
    [InlineData(8, 10, 3, 12, 2.569046515733026, 0.01019787677624024, 6.6, 0.03228435391076682, 6.994384003022438, 0.008176584230263585)]
    [InlineData(0, 40, 9, 40, -3.1844693546056515, 0.001450196650931644, 10.140845070422536, 0.004645505890288136, 13.620569356918432, 0.00022372082831126754)]
    public void Every_statistic_agrees_with_the_other_programs(
        long x1, long n1, long x2, long n2, double z, double p, double chi2, double yates, double g, double pg)
    {
        var test = TwoProportionTest.Of(x1, n1, x2, n2);
        test.ZPooled!.Value.ShouldBeCloseTo(z);
        test.PZPooled.ShouldBeCloseTo(p);
        test.ChiSquared!.Value.ShouldBeCloseTo(chi2);
        test.PYates.ShouldBeCloseTo(yates);
        test.G!.Value.ShouldBeCloseTo(g, 1e-11);
        test.PG.ShouldBeCloseTo(pg, 1e-11);
    }

    [Fact]
    public void Samples_without_any_success_cannot_be_told_apart()
    {
        var test = TwoProportionTest.Of(0, 10, 0, 20);
        test.ZPooled.ShouldBeNull();
        test.Fisher.TwoSided.ShouldBe(1);
        test.Effect.Ratio.ShouldBeNull();
    }

    [Fact]
    public void A_tiny_difference_in_a_billion_trials_keeps_its_digits()
    {
        var test = TwoProportionTest.Of(500_000_100, 1_000_000_000, 500_000_000, 1_000_000_000);
        test.G!.Value.ShouldBeCloseTo(test.ChiSquared!.Value, 1e-6);
        test.ChiSquared.Value.ShouldBeCloseTo(2e-5, 1e-6);
    }
}
