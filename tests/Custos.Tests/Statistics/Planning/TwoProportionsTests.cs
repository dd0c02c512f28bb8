using Custos.Statistics;
using Custos.Statistics.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Statistics.Planning;

public sealed class TwoProportionsTests
{
    // R 4, power.prop.test(p1 = 0.52, p2 = 0.53, power = 0.8): n = 39145.11. The others: the formulas in scipy 1.10.1 and statsmodels' proportion_effectsize.
    [Theory]
    [InlineData(ProportionMethod.Pooled, 39145.10871759034, 39146)]
    [InlineData(ProportionMethod.Unpooled, 39142.363235198834, 39143)]
    [InlineData(ProportionMethod.Arcsine, 39144.96966553589, 39145)]
    [InlineData(ProportionMethod.ContinuityCorrected, 39344.85455474965, 39345)]
    public void One_point_above_52_percent_takes(ProportionMethod method, double exact, long perArm)
    {
        var needed = TwoProportions.SampleSize(0.52, 0.53, method: method);
        needed.Exact.ShouldBeCloseTo(exact, 1e-11);
        (needed.First, needed.Second).ShouldBe((perArm, perArm));
    }

    // R 4's documentation of power.prop.test: n = 50, p1 = 0.50, p2 = 0.75 has power 0.7401659; power 0.90 takes n = 76.7.
    [Fact]
    public void The_example_of_R_comes_out()
    {
        TwoProportions.PowerOf(0.50, 0.75, 50).ShouldBe(0.7401659, 1e-6);
        TwoProportions.SampleSize(0.50, 0.75, new PlanTerms { Power = 0.9 }).Exact.ShouldBe(76.7, 0.05);
    }

    // Fleiss, Tytun and Ury 1980 as tabled by Fleiss 1981 for equal arms: 0.5 against 0.75 at 5 %, power 0.9, is 77 without correction and 85 with.
    [Fact]
    public void The_correction_adds_what_Fleiss_tabled() =>
        TwoProportions.SampleSize(0.5, 0.75, new PlanTerms { Power = 0.9 }, ProportionMethod.ContinuityCorrected).First.ShouldBe(85);

    // statsmodels 0.13.5, NormalIndPower().power(0.3, 80, 0.05, alternative=...).
    [Theory]
    [InlineData(Alternative.TwoSided, 1, 0.47510087057263783)]
    [InlineData(Alternative.Greater, 1, 0.5996777045464377)]
    [InlineData(Alternative.Less, 1, 0.00019838703598619307)]
    [InlineData(Alternative.TwoSided, 2, 0.5913305114419387)]
    public void The_power_of_a_standardised_effect_agrees_with_statsmodels(Alternative alternative, double ratio, double power) =>
        TwoProportions.NormalPower(0.3, 80, new PlanTerms { Alternative = alternative, Ratio = ratio }).ShouldBeCloseTo(power);

    [Fact]
    public void Size_power_and_effect_undo_each_other_by_every_method() => Prop.ForAll(
        Gen.Choose(1, 99).Zip(Gen.Choose(1, 99)).Zip(Gen.Elements(0.5, 1, 3), (rates, ratio) => (rates, ratio)).ToArbitrary(),
        given =>
        {
            var ((a, b), ratio) = given;
            if (a == b) return;
            var (p1, p2) = (a / 100.0, b / 100.0);
            var terms = new PlanTerms { Ratio = ratio, Power = 0.85, Alpha = 0.02 };
            foreach (var method in Enum.GetValues<ProportionMethod>())
            {
                var n = TwoProportions.SampleSize(p1, p2, terms, method).Exact;
                TwoProportions.PowerOf(p1, p2, n, terms, method).ShouldBe(0.85, 1e-9);
                if (n > 20) TwoProportions.DetectableRate(p1, n, terms, p2 > p1, method)!.Value.ShouldBe(p2, 1e-6);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_of_anything_that_helps_needs_fewer()
    {
        var usual = TwoProportions.SampleSize(0.2, 0.25).Exact;
        TwoProportions.SampleSize(0.2, 0.3).Exact.ShouldBeLessThan(usual);
        TwoProportions.SampleSize(0.2, 0.25, new PlanTerms { Power = 0.7 }).Exact.ShouldBeLessThan(usual);
        TwoProportions.SampleSize(0.2, 0.25, new PlanTerms { Alpha = 0.1 }).Exact.ShouldBeLessThan(usual);
        TwoProportions.SampleSize(0.2, 0.25, new PlanTerms { Alternative = Alternative.Greater }).Exact.ShouldBeLessThan(usual);
        TwoProportions.SampleSize(0.2, 0.25, new PlanTerms { Ratio = 2 }).Exact.ShouldBeLessThan(usual);
    }

    [Fact]
    public void What_cannot_be_planned_names_the_parameter()
    {
        Should.Throw<ArgumentException>(() => TwoProportions.SampleSize(0.5, 0.5)).ParamName.ShouldBe("p2");
        Should.Throw<ArgumentException>(() => TwoProportions.SampleSize(double.NaN, 0.5)).ParamName.ShouldBe("p1");
        Should.Throw<ArgumentException>(() => TwoProportions.SampleSize(0.5, 0.5 + 1e-15)).Message.ShouldContain("1e15");
        Should.Throw<ArgumentException>(() => TwoProportions.SampleSize(0.4, 0.5, new PlanTerms { Power = 1 })).ParamName.ShouldBe("Power");
        TwoProportions.DetectableRate(0.99, 3).ShouldBeNull();
    }
}
