using Custos.Statistics.Planning;

namespace Custos.Tests.Statistics.Planning;

public sealed class ComparisonPlanTests
{
    private static readonly ComparisonPlan Plan = new() { Baseline = 0.52, Effect = 0.01 };

    [Fact]
    public void A_52_percent_win_rate_one_point_more_three_raters_who_agree_only_so_far()
    {
        var size = (Plan with { Raters = DesignEffect.Of(3, 0.6) }).Size();
        size.Independent.First.ShouldBe(39146);
        size.Ratings.First.ShouldBe(86120);
        size.Items.First.ShouldBe(28707);
    }

    [Fact]
    public void Everything_together_multiplies()
    {
        var plan = Plan with { Raters = DesignEffect.Of(3, 0.6), Users = DesignEffect.Of(5, 0.1), Errors = new(0.9, 0.95), Dropout = 0.1 };
        var size = plan.Size();
        size.Growth.ShouldBeCloseTo(2.2 * 1.4 / 0.9);
        size.ObservedBaseline.ShouldBeCloseTo(0.492);
        size.Ratings.Exact.ShouldBeCloseTo(size.Independent.Exact * size.Growth);
        size.Users.Exact.ShouldBeCloseTo(size.Ratings.Exact / 15);
        plan.PowerWith(size.Items.Exact).ShouldBeCloseTo(0.8, 1e-10);
        plan.DetectableEffect(size.Items.Exact)!.Value.ShouldBeCloseTo(0.01, 1e-7);
        (plan with { Effect = -0.01 }).DetectableEffect(1e6)!.Value.ShouldBeLessThan(0);
    }

    [Fact]
    public void Too_few_items_find_nothing_at_all() => Plan.DetectableEffect(3).ShouldBeNull();

    [Fact]
    public void What_cannot_be_planned_is_refused()
    {
        Should.Throw<ArgumentException>(() => (Plan with { Effect = 0.6 }).Size());
        Should.Throw<ArgumentException>(() => (Plan with { Dropout = 1 }).Size()).ParamName.ShouldBe("Dropout");
        Should.Throw<ArgumentException>(() => (Plan with { Baseline = 0 }).Size()).ParamName.ShouldBe("Baseline");
    }
}
