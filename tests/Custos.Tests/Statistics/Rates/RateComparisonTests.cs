using Custos.Statistics.Rates;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Statistics.Rates;

public sealed class RateComparisonTests
{
    // statsmodels 0.13.5, confint_proportions_2indep: newcomb, ratio log, odds-ratio logit. Newcombe 1998, table II (a), method 10: 0.0524, 0.3339.
    [Fact]
    public void Fifty_six_of_70_against_48_of_80_agrees_with_statsmodels_and_Newcombe()
    {
        var compared = RateComparison.Of(56, 70, 48, 80);
        compared.Difference.Value.ShouldBeCloseTo(0.2);
        compared.Difference.Interval.Lower.ShouldBeCloseTo(0.05243147240236498, 1e-11);
        compared.Difference.Interval.Upper.ShouldBeCloseTo(0.33387265403690614, 1e-11);
        compared.Ratio!.Interval.Lower.ShouldBeCloseTo(1.0766264227631928);
        compared.Ratio.Interval.Upper.ShouldBeCloseTo(1.6512485112663873);
        compared.OddsRatio!.Interval.Lower.ShouldBeCloseTo(1.2762178705364342);
        compared.OddsRatio.Interval.Upper.ShouldBeCloseTo(5.572019696074382);
    }

    [Fact]
    public void Swapping_the_sides_changes_the_sign_and_turns_the_ratio_over() => Prop.ForAll(
        Gen.Choose(0, 40).Zip(Gen.Choose(0, 60)).ToArbitrary(),
        counts =>
        {
            var one = RateComparison.Of(counts.Item1, 40, counts.Item2, 60);
            var other = RateComparison.Of(counts.Item2, 60, counts.Item1, 40);
            other.Difference.Interval.Lower.ShouldBe(-one.Difference.Interval.Upper, 1e-12);
            other.Difference.Interval.Upper.ShouldBe(-one.Difference.Interval.Lower, 1e-12);
            (one.Ratio is null).ShouldBe(counts.Item1 == 0 || counts.Item2 == 0);
            if (one.Ratio is { } ratio) ratio.Interval.Upper.ShouldBeCloseTo(1 / other.Ratio!.Interval.Lower);
        }).QuickCheckThrowOnFailure();
}
