using Custos.Statistics;
using Custos.Statistics.Planning;

namespace Custos.Tests.Statistics.Planning;

public sealed class MeanDifferenceTests
{
    // statsmodels 0.13.5, TTestIndPower().solve_power and .power.
    [Theory]
    [InlineData(0.2, 0.05, 0.8, 1, Alternative.TwoSided, 393.4056930002516)]
    [InlineData(0.5, 0.01, 0.9, 2, Alternative.TwoSided, 90.3890606187482)]
    [InlineData(0.5, 0.05, 0.8, 1, Alternative.Greater, 50.150783386010616)]
    public void The_size_agrees_with_statsmodels(double d, double alpha, double power, double ratio, Alternative alternative, double n)
    {
        var terms = new PlanTerms { Alpha = alpha, Power = power, Ratio = ratio, Alternative = alternative };
        MeanDifference.SampleSize(d, terms).Exact.ShouldBeCloseTo(n, 1e-8);
        MeanDifference.DetectableEffect(n, terms).ShouldBeCloseTo(d, 1e-8);
    }

    // Cohen 1988, table 2.4.1: d = 0.2 takes 393 (394 rounded up), d = 0.5 takes 64 at 5 % and power 0.8.
    [Fact]
    public void Cohens_table_comes_out()
    {
        MeanDifference.SampleSize(0.2).First.ShouldBe(394);
        MeanDifference.SampleSize(0.5).First.ShouldBe(64);
        MeanDifference.PowerOf(0.5, 64).ShouldBeCloseTo(0.8014595579287103, 1e-10);
    }

    // statsmodels 0.13.5, TTestPower.
    [Fact]
    public void Pairs_agree_with_statsmodels()
    {
        MeanDifference.PairedSampleSize(0.5).Exact.ShouldBeCloseTo(33.36713118431864, 1e-6);
        MeanDifference.PairedPowerOf(0.4, 30).ShouldBeCloseTo(0.5628136071410574, 1e-10);
    }

    [Fact]
    public void An_effect_too_large_to_need_a_plan_still_needs_two() => MeanDifference.SampleSize(50).First.ShouldBeLessThanOrEqualTo(3);

    [Fact]
    public void No_effect_cannot_be_found() => Should.Throw<ArgumentException>(() => MeanDifference.SampleSize(0)).ParamName.ShouldBe("effectSize");
}
