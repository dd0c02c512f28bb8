using Custos.Statistics.Planning;

namespace Custos.Tests.Statistics.Planning;

public sealed class MisclassificationTests
{
    [Fact]
    public void Judges_who_err_shrink_a_difference_by_Youdens_J()
    {
        var errors = new Misclassification(0.9, 0.95);
        errors.Observed(0.52).ShouldBeCloseTo(0.492);
        (errors.Observed(0.53) - errors.Observed(0.52)).ShouldBeCloseTo(0.0085, 1e-11);
    }

    [Fact]
    public void Judges_no_better_than_chance_are_refused() => Should.Throw<ArgumentException>(() => new Misclassification(0.5, 0.5).Observed(0.3));

    [Fact]
    public void Pairs_are_seen_to_differ_as_every_truth_and_both_verdicts_say()
    {
        var judge = new Misclassification(0.9, 0.8);
        double[] truths = [0.5, 0.2, 0.1, 0.2]; // both, only first, only second, neither
        var (first, second) = (0.0, 0.0);
        for (var truth = 0; truth < 4; truth++)
        {
            var (yesFirst, yesSecond) = (truth < 2 ? 0.9 : 0.2, truth % 2 == 0 && truth < 3 ? 0.9 : 0.2);
            first += truths[truth] * yesFirst * (1 - yesSecond);
            second += truths[truth] * (1 - yesFirst) * yesSecond;
        }

        var seen = judge.ObservedPairs(0.2, 0.1, 0.5);
        seen.OnlyFirst.ShouldBe(first, 1e-15);
        seen.OnlySecond.ShouldBe(second, 1e-15);
        (seen.OnlyFirst - seen.OnlySecond).ShouldBe(0.1 * judge.Youden, 1e-15);
        Should.Throw<ArgumentException>(() => judge.ObservedPairs(0.3, 0.3, 0.5)).ParamName.ShouldBe("both");
        Should.Throw<ArgumentException>(() => new Misclassification(0.5, 0.5).ObservedPairs(0.2, 0.1, 0.5));
    }
}
