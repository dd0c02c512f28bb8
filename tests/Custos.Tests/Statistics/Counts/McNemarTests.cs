using Custos.Statistics.Counts;

namespace Custos.Tests.Statistics.Counts;

public sealed class McNemarTests
{
    // statsmodels 0.13.5 mcnemar; the second is the approval table of Agresti 1990, p. 350, as in R's mcnemar.test with its cells 150 and 86 at 86 against 150.
    [Theory]
    [InlineData(850, 45, 70, 35, 0.024793536339643683, 5.008695652173913, 0.025220302605390797, 5.434782608695652, 0.019739547569938176)]
    [InlineData(794, 86, 150, 570, 3.715936139571387e-05, 16.81779661016949, 4.114562281345944e-05, 17.35593220338983, 3.099293441045215e-05)]
    public void It_agrees_with_statsmodels(long a, long b, long c, long d, double exact, double corrected, double pCorrected, double plain, double p)
    {
        var test = McNemar.Test(new TwoByTwo(a, b, c, d));
        test.PExact.ShouldBeCloseTo(exact);
        test.ChiSquaredCorrected!.Value.ShouldBeCloseTo(corrected);
        test.PCorrected!.Value.ShouldBeCloseTo(pCorrected);
        test.ChiSquared!.Value.ShouldBeCloseTo(plain);
        test.P!.Value.ShouldBeCloseTo(p);
    }

    [Fact]
    public void Where_no_pair_changed_there_is_no_statistic_and_no_evidence()
    {
        var test = McNemar.Test(new TwoByTwo(30, 0, 0, 10));
        test.ChiSquared.ShouldBeNull();
        test.PCorrected.ShouldBeNull();
        test.PExact.ShouldBe(1);
        test.Difference.Interval.Contains(0).ShouldBeTrue();
        test.Difference.Interval.Width.ShouldBeGreaterThan(0);
    }
}
