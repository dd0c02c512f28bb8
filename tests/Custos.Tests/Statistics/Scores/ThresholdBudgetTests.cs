using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

public sealed class ThresholdBudgetTests
{
    [Fact]
    public void The_budget_is_kept_with_its_bound()
    {
        var negatives = Enumerable.Range(0, 10_000).Select(i => (double)i).ToArray();
        var found = ThresholdBudget.Select(ScoreSample.OfClasses(negatives, [9_990.5]), 0.001).ShouldBeOfType<ThresholdBudget.Found>();

        // By scipy 1.10.1: beta.ppf(0.95, 5, 9996) = 0.000915 and beta.ppf(0.95, 6, 9995) = 0.00105.
        found.AllowedFalsePositives.ShouldBe(4);
        found.UpperBound.ShouldBeLessThanOrEqualTo(0.001);
        found.Point.FalsePositives.ShouldBe(4);
        found.Point.Threshold.ShouldBe(9_996);
    }

    [Fact]
    public void Too_few_negatives_show_nothing_and_it_says_how_many_would()
    {
        var none = ThresholdBudget.Select(ScoreSample.OfClasses([1, 2, 3], [4]), 0.0001).ShouldBeOfType<ThresholdBudget.TooFewNegatives>();
        none.NegativesNeeded.ShouldBe(29_956);
    }

    [Fact]
    public void Ties_never_break_the_budget()
    {
        var negatives = Enumerable.Repeat(1.0, 5000).Concat(Enumerable.Repeat(2.0, 100)).ToArray();
        var found = ThresholdBudget.Select(ScoreSample.OfClasses(negatives, [3.0]), 0.01).ShouldBeOfType<ThresholdBudget.Found>();
        found.Point.FalsePositives.ShouldBe(0);
        found.Point.Threshold.ShouldBe(3);
    }
}
