using Custos.Statistics.Counts;

namespace Custos.Tests.Statistics.Counts;

public sealed class MantelHaenszelTests
{
    // statsmodels 0.13.5, StratifiedTable, of the kidney-stone trial (Charig et al. 1986), small stones then large.
    [Fact]
    public void Kidney_stones_agree_with_statsmodels()
    {
        var test = MantelHaenszel.Test([new(81, 6, 234, 36), new(192, 71, 55, 25)]);
        test.CommonOddsRatio!.Value.ShouldBeCloseTo(1.44684662494262);
        test.CommonOddsRatio.Interval.Lower.ShouldBeCloseTo(0.9157934135040253);
        test.CommonOddsRatio.Interval.Upper.ShouldBeCloseTo(2.2858486698415734);
        test.ChiSquared!.Value.ShouldBeCloseTo(2.433855515576142);
        test.P!.Value.ShouldBeCloseTo(0.11874052970979887);
        test.ChiSquaredCorrected!.Value.ShouldBeCloseTo(2.0912568500936146);
        test.PooledOddsRatio!.Value.ShouldBeLessThan(1);
    }

    // R 4, mantelhaen.test(UCBAdmissions): M-H X-squared 1.4269 with correction, p 0.2323, common odds ratio 0.9046968 [0.7719074, 1.0603298].
    [Fact]
    public void Admissions_at_Berkeley_agree_with_R()
    {
        var test = MantelHaenszel.Test(
        [
            new(512, 313, 89, 19), new(353, 207, 17, 8), new(120, 205, 202, 391), new(138, 279, 131, 244), new(53, 138, 94, 299), new(22, 351, 24, 317),
        ]);
        test.ChiSquaredCorrected!.Value.ShouldBe(1.4269, 5e-5);
        test.PCorrected!.Value.ShouldBe(0.2323, 5e-5);
        test.CommonOddsRatio!.Value.ShouldBe(0.9046968, 5e-8);
        test.CommonOddsRatio.Interval.Lower.ShouldBe(0.7719074, 5e-8);
        test.CommonOddsRatio.Interval.Upper.ShouldBe(1.0603298, 5e-8);
    }

    [Fact]
    public void Strata_that_cannot_vary_tell_nothing()
    {
        var test = MantelHaenszel.Test([new(5, 0, 7, 0)]);
        test.ChiSquared.ShouldBeNull();
        test.CommonOddsRatio.ShouldBeNull();
        Should.Throw<ArgumentException>(() => MantelHaenszel.Test([])).ParamName.ShouldBe("strata");
    }
}
