using Custos.Statistics.Causal;

namespace Custos.Tests.Statistics.Causal;

public sealed class TreatmentEffectTests
{
    // By hand: within X = 0 the rates are 0.3 and 0.1, within X = 1 they are 0.6 and 0.4; half the units have each.
    private static readonly TreatmentCell[] _cells = [new(0, false, 60, 6), new(0, true, 20, 6), new(1, false, 20, 8), new(1, true, 60, 36)];

    [Fact]
    public void Weighting_and_standardizing_agree_and_the_naive_difference_does_not()
    {
        var effect = TreatmentEffect.Of(_cells);
        effect.Naive.Value.ShouldBe(42 / 80.0 - 14 / 80.0, 1e-15);
        effect.InverseWeighted.ShouldBe(0.2, 1e-14);
        effect.Standardized.Value.ShouldBe(0.2, 1e-14);
        effect.OnTreated.Value.ShouldBe(0.2, 1e-14);
        effect.Propensity[0].Value.ShouldBe(0.25);
        effect.BalanceBefore.ShouldBeGreaterThan(0.5);
        effect.BalanceAfter.ShouldBe(0, 1e-12);
    }

    // VanderWeele and Ding 2017: E-value of a risk ratio of 3.9 is 7.26.
    [Fact]
    public void The_E_value_of_the_paper()
    {
        var effect = TreatmentEffect.Of([new(0, false, 1000, 100), new(0, true, 1000, 390)]);
        effect.EValue!.Value.ShouldBe(7.26, 0.005);
    }

    [Fact]
    public void A_confounder_value_seen_in_one_arm_only_is_refused_in_plain_words() =>
        Should.Throw<ArgumentException>(() => TreatmentEffect.Of([new(0, false, 10, 1), new(0, true, 10, 2), new(1, true, 5, 1)])).Message.ShouldContain("cannot say what would have been");
}
