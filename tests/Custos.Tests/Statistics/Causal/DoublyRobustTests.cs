using Custos.Statistics.Causal;

namespace Custos.Tests.Statistics.Causal;

public sealed class DoublyRobustTests
{
    [Fact]
    public void Doubly_robust_finds_the_effect_that_naive_comparison_misses()
    {
        var random = new Random(8);
        double[] x = [.. Enumerable.Range(0, 4000).Select(_ => random.NextDouble() * 4 - 2)];
        double[] treated = [.. x.Select(value => random.NextDouble() < 1 / (1 + Math.Exp(-value)) ? 1.0 : 0)];
        double[] y = [.. x.Select((value, i) => 2 * value + 0.5 * treated[i] + random.NextDouble())];
        var answer = DoublyRobust.Fit(treated, y, [new("x", x)]).Required();
        answer.Naive.ShouldBeGreaterThan(1.5);
        answer.Augmented.Interval.Contains(0.5).ShouldBeTrue();
        answer.LargestImbalanceBefore.ShouldBeGreaterThan(0.5);
        answer.LargestImbalanceAfter.ShouldBeLessThan(0.1);
        answer.EffectiveN.ShouldBeLessThan(4000);
    }

    [Fact]
    public void Where_a_confounder_decides_the_treatment_the_data_cannot_tell()
    {
        double[] x = [.. Enumerable.Range(0, 40).Select(i => i / 10.0)];
        double[] treated = [.. x.Select(value => value > 2 ? 1.0 : 0)];
        var outcome = DoublyRobust.Fit(treated, x, [new("x", x)]);
        outcome.ShouldBeOfType<DoublyRobustOutcome.CannotTell>().Reason.ShouldContain("without a fault");
        Should.Throw<InvalidOperationException>(outcome.Required);
    }

    [Fact]
    public void A_confounder_that_others_determine_is_named()
    {
        var random = new Random(3);
        double[] x = [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble())];
        double[] treated = [.. x.Select(_ => random.Next(2) * 1.0)];
        double[] twice = [.. x.Select(value => 2 * value)];
        DoublyRobust.Fit(treated, x, [new("x", x), new("twice", twice)])
            .ShouldBeOfType<DoublyRobustOutcome.CannotTell>().Reason.ShouldContain("twice");
    }

    [Fact]
    public void An_arm_with_too_few_units_is_refused() =>
        Should.Throw<ArgumentException>(() => DoublyRobust.Fit([1, 0, 0, 0, 0], [1, 2, 3, 4, 5], [new("x", [1, 3, 2, 5, 4])])).ParamName.ShouldBe("treated");
}
